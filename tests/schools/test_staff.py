"""Who works here: added, invited, given groups, ended; by whom it may be."""

import pytest
from playhouse.test_utils import count_queries

from tests.schools.codes import mails
from webapp.accounts.actions.sessions import open_session
from webapp.accounts.models import Person, Session
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.schools.actions.staff import (
    add_staff_member,
    change_staff_member,
    end_function,
    invite_staff_member,
    invite_uninvited_staff,
    make_admin,
)
from webapp.schools.models import StaffMember, Teaching
from webapp.schools.queries.staff import groups_taught_by
from webapp.schools.rules.staff import roles_appointed_by

INVITED = "Uw account voor het ouderportaal"


def function_of(person: Person) -> StaffMember:
    return StaffMember.get(StaffMember.person == person)


def open_sessions(person: Person) -> int:
    return Session.select().where(Session.person == person, Session.ended_at.is_null()).count()


@pytest.fixture
def anna(cast) -> StaffMember:
    """A teacher who came with the school's file and has no account yet."""
    return StaffMember.create(
        unit=cast.school, role="teacher", name="Anna Bos", email="anna@notenboom.example", starts_on=clock.today()
    )


@pytest.mark.parametrize(
    ("roles", "appoints"),
    [
        (["teacher"], ()),
        (["office"], ("teacher", "office")),
        (["teacher", "director"], ("teacher", "office", "director")),
        (["admin"], ("teacher", "office", "director")),
        ([], ()),
    ],
)
def test_who_appoints_whom(roles, appoints):
    assert roles_appointed_by(roles) == appoints


def test_staff_member_is_added_with_groups_and_not_yet_invited(cast):
    member = add_staff_member(
        cast.ingrid, cast.school, "Anna Bos", "anna@notenboom.example", "teacher", [cast.group3, cast.group4]
    )

    assert (member.person, member.invited_at, mails()) == (None, None, [])
    assert sorted(groups_taught_by(member)) == [cast.group3.id, cast.group4.id]


@pytest.mark.parametrize(("who", "role"), [("ingrid", "director"), ("joris", "teacher"), ("bram", "office")])
def test_who_may_not_appoint_is_refused(cast, who, role):
    with pytest.raises(Refused, match="may_not_appoint"):
        add_staff_member(getattr(cast, who), cast.school, "Anna Bos", "anna@notenboom.example", role)

    assert (StaffMember.select().count(), AuditEntry.select().count()) == (6, 0)


def test_same_function_is_not_given_twice(cast):
    with pytest.raises(Refused, match="already_staff"):
        add_staff_member(cast.peter, cast.school, "Joris Smit", "joris@notenboom.example", "teacher")

    assert StaffMember.select().count() == 6


def test_invited_teacher_gets_an_account_to_finish_and_the_function_is_theirs(cast, anna):
    person = invite_staff_member(cast.ingrid, anna)

    member = StaffMember.get_by_id(anna.id)
    assert (member.person, member.invited_at is None) == (person, False)
    assert (person.activated_at, mails()) == (None, [("anna@notenboom.example", INVITED)])


def test_parent_who_comes_to_work_here_keeps_the_one_account(cast, anna):
    StaffMember.update(email="karima@ouders.example").where(StaffMember.id == anna.id).execute()

    person = invite_staff_member(cast.ingrid, StaffMember.get_by_id(anna.id))

    assert (person, Person.get_by_id(cast.karima.id).signs_in_daily) == (cast.karima, True)


def test_who_did_not_come_is_invited_again(cast, anna):
    invite_staff_member(cast.ingrid, anna)
    invite_staff_member(cast.ingrid, StaffMember.get_by_id(anna.id))

    assert mails() == [("anna@notenboom.example", INVITED)] * 2


@pytest.mark.parametrize(("email", "code"), [("", "no_email"), ("joris@notenboom.example", "already_staff")])
def test_invitation_that_cannot_be_is_refused_and_nobody_is_mailed(cast, anna, email, code):
    anna.email = email
    anna.save()

    with pytest.raises(Refused, match=code):
        invite_staff_member(cast.ingrid, anna)

    assert (StaffMember.get_by_id(anna.id).person, mails()) == (None, [])


def test_active_person_is_not_invited_again(cast):
    with pytest.raises(Refused, match="already_active"):
        invite_staff_member(cast.ingrid, function_of(cast.joris))

    assert mails() == []


def test_all_uninvited_are_invited_at_once_as_far_as_the_asker_may(cast, anna):
    for role, email in [("teacher", "kees@notenboom.example"), ("director", "dina@notenboom.example"), ("office", "")]:
        StaffMember.create(unit=cast.school, role=role, name=email, email=email, starts_on=clock.today())
    # Already works here: the one who cannot be invited does not hold up the others.
    StaffMember.create(
        unit=cast.school, role="teacher", name="Joris", email="joris@notenboom.example", starts_on=clock.today()
    )

    assert invite_uninvited_staff(cast.ingrid, cast.school) == 2
    assert [address for address, _ in mails()] == ["anna@notenboom.example", "kees@notenboom.example"]
    assert invite_uninvited_staff(cast.ingrid, cast.school) == 0
    assert invite_uninvited_staff(cast.peter, cast.school) == 1


def test_changed_address_makes_the_earlier_invitation_void(cast, anna):
    invite_staff_member(cast.ingrid, anna)
    member = StaffMember.get_by_id(anna.id)

    change_staff_member(cast.ingrid, member, "Anna Bos", "a.bos@notenboom.example", [cast.group5])

    member = StaffMember.get_by_id(anna.id)
    assert (member.person, member.invited_at, member.email) == (None, None, "a.bos@notenboom.example")
    assert groups_taught_by(member) == [cast.group5.id]


def test_address_of_an_account_in_use_is_its_owners(cast):
    joris = function_of(cast.joris)

    with pytest.raises(Refused, match="own_address"):
        change_staff_member(cast.ingrid, joris, "Joris Smit", "elders@notenboom.example", [])

    assert (StaffMember.get_by_id(joris.id).email, Teaching.select().count()) == ("joris@notenboom.example", 3)


def test_who_loses_the_last_function_is_signed_out_everywhere(cast):
    open_session(cast.joris, "Test", (30, 12))

    end_function(cast.ingrid, function_of(cast.joris))

    assert function_of(cast.joris).ends_on == clock.today()
    assert (open_sessions(cast.joris), Person.get_by_id(cast.joris.id).signs_in_daily) == (0, False)


def test_who_has_another_function_stays_signed_in(cast):
    StaffMember.create(unit=cast.bso, person=cast.joris, role="teacher", name="Joris", starts_on=clock.today())
    open_session(cast.joris, "Test", (30, 12))

    end_function(cast.ingrid, StaffMember.get(StaffMember.person == cast.joris, StaffMember.unit == cast.school))

    assert open_sessions(cast.joris) == 1


def test_director_cannot_shut_out_themselves(cast):
    with pytest.raises(Refused, match="own_last_function"):
        end_function(cast.peter, function_of(cast.peter))

    assert (function_of(cast.peter).ends_on, AuditEntry.select().count()) == (None, 0)


def test_administrator_ends_a_director(cast):
    end_function(cast.anouk, function_of(cast.peter))

    assert function_of(cast.peter).ends_on == clock.today()


def test_ended_function_cannot_end_again(cast):
    joris = function_of(cast.joris)
    end_function(cast.ingrid, joris)

    with pytest.raises(Refused, match="function_ended"):
        end_function(cast.ingrid, joris)


def test_first_administrator_is_made_and_invited(cast):
    member = make_admin("Ad Min", "Ad@Bestuur.example", "Stichting De Noten")

    assert (member.role, member.unit, member.person.email) == ("admin", None, "ad@bestuur.example")
    assert mails() == [("ad@bestuur.example", INVITED)]


FORM = {"name": "Anna Bos", "email": "anna@notenboom.example", "role": "teacher"}


@pytest.mark.parametrize("name", ["ingrid", "peter", "anouk"])
def test_office_director_and_admin_see_who_works_here_and_add(cast, browser_of, name):
    browser = browser_of(getattr(cast, name))

    pages = [browser.get(f"/units/{cast.school.id}/staff"), browser.get(f"/units/{cast.school.id}/staff/new")]
    answer = browser.post(f"/units/{cast.school.id}/staff", data=FORM | {"groups": cast.group3.id})

    assert [page.status_code for page in pages] == [200, 200]
    assert [who in pages[0].text for who in ("Joris Smit", "Peter Hofman", "Bram Postma")] == [True, True, False]
    assert answer.location == f"/units/{cast.school.id}/staff"
    assert groups_taught_by(StaffMember.get(StaffMember.name == "Anna Bos")) == [cast.group3.id]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"role": "director"}, "Kies een van de mogelijkheden."),
        ({"role": ""}, "Kies een van de mogelijkheden."),
        ({"email": "joris@notenboom.example"}, "Deze persoon heeft deze functie al."),
        ({"email": "anna"}, "Dit is geen geldig e-mailadres."),
    ],
)
def test_mistake_gets_a_sentence_and_adds_nobody(cast, browser_of, wrong, sentence):
    answer = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/staff", data=FORM | wrong)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert StaffMember.select().count() == 6


def test_one_and_all_are_invited_from_the_page(cast, browser_of, anna):
    StaffMember.create(unit=cast.school, role="teacher", name="Kees", email="kees@n.example", starts_on=clock.today())
    browser, address = browser_of(cast.ingrid), f"/units/{cast.school.id}/staff/invitations"

    one = browser.post(address, data={"member": anna.id})
    after_one = mails()
    everybody = browser.post(address)

    assert (one.location, everybody.location) == (f"/units/{cast.school.id}/staff",) * 2
    assert after_one == [("anna@notenboom.example", INVITED)]
    assert mails() == [("anna@notenboom.example", INVITED), ("kees@n.example", INVITED)]


def test_groups_are_changed_and_a_function_ended_from_the_pages(cast, browser_of):
    browser, joris = browser_of(cast.ingrid), function_of(cast.joris)
    data = {"name": "Joris Smit", "email": joris.email, "groups": [cast.group4.id, cast.group5.id]}

    pages = [browser.get(f"/staff/{joris.id}"), browser.get(f"/staff/{joris.id}/ending")]
    changed = browser.post(f"/staff/{joris.id}", data=data)
    taught = sorted(groups_taught_by(joris))
    ended = browser.post(f"/staff/{joris.id}/ending")

    assert [page.status_code for page in pages] == [200, 200]
    assert (changed.status_code, taught) == (303, [cast.group4.id, cast.group5.id])
    assert (ended.status_code, function_of(cast.joris).ends_on) == (303, clock.today())


@pytest.mark.parametrize("name", ["joris", "karima", "bram"])
def test_teacher_parent_and_other_unit_get_404(cast, browser_of, anna, name):
    browser, staff = browser_of(getattr(cast, name)), f"/units/{cast.school.id}/staff"

    answers = [
        browser.get(staff),
        browser.get(f"{staff}/new"),
        browser.post(staff, data=FORM),
        browser.post(f"{staff}/invitations"),
        browser.get(f"/staff/{anna.id}"),
        browser.post(f"/staff/{anna.id}", data=FORM),
        browser.get(f"/staff/{anna.id}/ending"),
        browser.post(f"/staff/{anna.id}/ending"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 8
    assert (StaffMember.select().count(), StaffMember.get_by_id(anna.id).ends_on, mails()) == (7, None, [])


def test_office_sees_the_director_but_does_not_change_one(cast, browser_of):
    browser, director = browser_of(cast.ingrid), function_of(cast.peter)

    page = browser.get(f"/units/{cast.school.id}/staff").text
    answers = [browser.get(f"/staff/{director.id}"), browser.post(f"/staff/{director.id}/ending")]

    assert ("Peter Hofman" in page, f"/staff/{director.id}" in page) == (True, False)
    assert [answer.status_code for answer in answers] == [404, 404]
    assert function_of(cast.peter).ends_on is None


def test_stranger_is_sent_to_sign_in(cast, client):
    assert client.get(f"/units/{cast.school.id}/staff").location.partition("?")[0] == "/sign-in"


def test_list_takes_no_more_queries_with_more_people(cast, browser_of):
    browser, address = browser_of(cast.bram), f"/units/{cast.bso.id}/staff"
    browser.get(address)

    with count_queries() as one:
        browser.get(address)
    for name in ("Anna", "Kees"):
        StaffMember.create(unit=cast.bso, role="teacher", name=name, starts_on=clock.today())
    with count_queries() as three:
        browser.get(address)

    assert (three.count, one.count <= 10) == (one.count, True)
