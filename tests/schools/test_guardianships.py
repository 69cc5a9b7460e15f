"""What the office knows of a guardian, and the end of a guardianship with all its links."""

from datetime import timedelta

import pytest

from tests.schools.codes import mails, make_code
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.schools.actions.guardianships import change_guardianship, end_guardianship
from webapp.schools.actions.links import link_children
from webapp.schools.models import Guardianship, Link, LinkCode
from webapp.schools.queries.guardianships import managed_guardianship_of

KNOWN = {
    "authority": "no",
    "information": "on_request",
    "may_collect": False,
    "household": "Visser",
    "has_secret_address": True,
    "ends_on": None,
}


@pytest.fixture
def toms(cast) -> Guardianship:
    return Guardianship.get((Guardianship.person == cast.tom) & (Guardianship.child == cast.mees))


def test_office_records_authority_and_access_stays_as_it_was(cast, toms):
    change_guardianship(cast.ingrid, toms, **KNOWN)

    changed = Guardianship.get_by_id(toms.id)
    assert {name: getattr(changed, name) for name in KNOWN} == KNOWN
    assert Link.select().where(Link.guardianship == toms, Link.ended_at.is_null()).count() == 1
    assert [(entry.verb, entry.actor_id) for entry in AuditEntry.select()] == [("change_guardianship", cast.ingrid.id)]


def test_end_on_a_day_that_is_not_to_come_is_refused(cast, toms):
    with pytest.raises(Refused, match="end_not_to_come"):
        change_guardianship(cast.ingrid, toms, **(KNOWN | {"ends_on": clock.today()}))

    assert (Guardianship.get_by_id(toms.id).authority, AuditEntry.select().count()) == ("yes", 0)


def test_end_to_come_is_kept(cast, toms):
    day = clock.today() + timedelta(days=30)

    change_guardianship(cast.ingrid, toms, **(KNOWN | {"ends_on": day}))

    assert Guardianship.get_by_id(toms.id).ends_on == day
    assert managed_guardianship_of(cast.ingrid, toms.id) == toms


def test_ending_ends_each_link_and_its_code_and_tells_the_person_and_the_other_unit(cast):
    make_code(cast.noor, cast.bso, "K7QM-3F9T-XW2C")
    mariekes = Guardianship.get((Guardianship.person == cast.marieke) & (Guardianship.child == cast.noor))

    end_guardianship(cast.ingrid, mariekes)

    assert Guardianship.get_by_id(mariekes.id).ends_on == clock.today()
    assert Link.select().where(Link.guardianship == mariekes, Link.ended_at.is_null()).count() == 0
    assert LinkCode.select().where(LinkCode.renewed_at.is_null()).count() == 0
    assert mails() == [
        ("bram@notenkraker.example", "Een ouder hoort niet meer bij een kind"),
        ("marieke@ouders.example", "Uw koppeling is beëindigd"),
        ("marieke@ouders.example", "Uw koppeling is beëindigd"),
    ]
    assert [entry.verb for entry in AuditEntry.select().order_by(AuditEntry.id)] == [
        "end_guardianship",
        "end_link",
        "end_link",
    ]


def test_other_guardians_of_the_child_stay_linked(cast, toms):
    end_guardianship(cast.ingrid, toms)

    open_links = Link.select().join(Guardianship).where(Guardianship.child == cast.mees, Link.ended_at.is_null())
    assert [link.guardianship.person for link in open_links] == [cast.sanne]


def test_link_that_waits_is_refused_when_the_guardianship_ends(cast):
    cast.school.links_need_approval = True
    cast.school.save()
    (link,) = link_children(cast.karima, [make_code(cast.mees, cast.school, "K7QM-3F9T-XW2C").id])

    end_guardianship(cast.ingrid, link.guardianship)

    assert Link.get_by_id(link.id).ended_by == cast.ingrid
    assert [what for who, what in mails() if who == "karima@ouders.example"] == ["Uw koppeling gaat niet door"]


def test_second_end_is_refused_and_tells_nobody(cast, toms):
    end_guardianship(cast.ingrid, toms)
    told = mails()

    with pytest.raises(Refused, match="guardianship_ended"):
        end_guardianship(cast.ingrid, toms)

    assert mails() == told


FORM = {"authority": "no", "information": "none", "household": "Visser"}


@pytest.mark.parametrize("name", ["ingrid", "peter"])
def test_office_and_director_change_it_from_the_page(cast, browser_of, toms, name):
    browser = browser_of(getattr(cast, name))

    page, answer = browser.get(f"/guardianships/{toms.id}"), browser.post(f"/guardianships/{toms.id}", data=FORM)

    assert "Koppelen geeft toegang, nooit gezag" in page.text
    assert answer.location == f"/children/{cast.mees.id}"
    changed = Guardianship.get_by_id(toms.id)
    assert (changed.authority, changed.information, changed.may_collect) == ("no", "none", False)


def test_mistake_keeps_what_was_typed(cast, browser_of, toms):
    data = FORM | {"household": "Vissershuis", "ends_on": "2020-01-01"}

    answer = browser_of(cast.ingrid).post(f"/guardianships/{toms.id}", data=data)

    assert (answer.status_code, 'value="Vissershuis"' in answer.text) == (422, True)
    assert "Kies een dag na vandaag" in answer.text
    assert Guardianship.get_by_id(toms.id).household == "Visser"


def test_ending_page_tells_what_happens_and_does_it(cast, browser_of, toms):
    browser = browser_of(cast.ingrid)

    page = browser.get(f"/guardianships/{toms.id}/ending").text
    answer = browser.post(f"/guardianships/{toms.id}/ending")

    assert "Tom Visser ziet vanaf nu niets meer van Mees bij De Notenboom" in page
    assert answer.location == f"/children/{cast.mees.id}"
    assert Guardianship.get_by_id(toms.id).ends_on == clock.today()


@pytest.mark.parametrize("name", ["joris", "sanne", "tom", "bram", "anouk"])
def test_others_get_404_and_change_nothing(cast, browser_of, toms, name):
    browser, address = browser_of(getattr(cast, name)), f"/guardianships/{toms.id}"

    answers = [
        browser.get(address),
        browser.post(address, data=FORM),
        browser.get(f"{address}/ending"),
        browser.post(f"{address}/ending"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert (Guardianship.get_by_id(toms.id).authority, mails()) == ("yes", [])


def test_office_of_one_unit_does_not_reach_a_guardian_linked_elsewhere_only(cast, browser_of):
    Link.update(ended_at=clock.now()).where(Link.unit == cast.bso).execute()
    wouters = Guardianship.get(Guardianship.person == cast.wouter)

    answer = browser_of(cast.bram).get(f"/guardianships/{wouters.id}")

    assert answer.status_code == 404
