"""Where office and director start: how their unit stands, and the next step in words."""

import pytest
from playhouse.test_utils import count_queries

from webapp.core import clock
from webapp.schools.models import Enrolment, Link, StaffMember


@pytest.mark.parametrize(("name", "has_settings"), [("ingrid", False), ("peter", True)])
def test_office_and_director_see_their_own_unit(cast, browser_of, name, has_settings):
    page = browser_of(getattr(cast, name)).get("/office").text

    assert [word in page for word in ("De Notenboom", "Notenkraker", "Het Kompas")] == [True, False, False]
    assert f"/units/{cast.school.id}/settings" in page if has_settings else "/settings" not in page
    assert "Alles is geregeld" in page


def test_unit_without_children_begins_with_the_file(cast, browser_of):
    Enrolment.delete().execute()

    page = browser_of(cast.ingrid).get("/office").text

    assert [word in page for word in ("Nog geen kinderen.", "Brieven maken", "Alles is geregeld")] == [
        True,
        False,
        False,
    ]


def test_what_waits_is_told_in_words(cast, browser_of):
    Link.update(approved_at=None).where(Link.guardianship.in_(cast.yara.guardianships)).execute()
    Link.update(ended_at=clock.now()).where(Link.guardianship.in_(cast.sem.guardianships)).execute()
    StaffMember.create(unit=cast.school, role="teacher", name="Anna", starts_on=clock.today())

    page = browser_of(cast.ingrid).get("/office").text

    assert [
        sentence in page
        for sentence in (
            "1 ouder wacht op uw goedkeuring.",
            "Bij 1 kind is nog geen ouder gekoppeld.",
            "1 medewerker is nog niet uitgenodigd.",
        )
    ] == [True] * 3


@pytest.mark.parametrize("name", ["joris", "karima", "anouk"])
def test_teacher_parent_and_admin_get_404(cast, browser_of, name):
    assert browser_of(getattr(cast, name)).get("/office").status_code == 404


def test_stranger_is_sent_to_sign_in(cast, client):
    assert client.get("/office").location.partition("?")[0] == "/sign-in"


def test_page_takes_no_more_queries_for_three_units(cast, browser_of):
    browser = browser_of(cast.ingrid)
    browser.get("/office")

    with count_queries() as one:
        browser.get("/office")
    for unit in (cast.bso, cast.other_school):
        StaffMember.create(unit=unit, person=cast.ingrid, role="office", name="Ingrid", starts_on=clock.today())
    with count_queries() as three:
        browser.get("/office")

    assert (three.count, one.count <= 10) == (one.count, True)
