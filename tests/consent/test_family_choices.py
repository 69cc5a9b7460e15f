"""Guardians choose: what is kept, and what the school hears of it."""

from datetime import date, timedelta

import pytest

from tests.consent.choosing import choose_on
from tests.consent.sheets import nothing_written, told
from webapp.consent.actions.decisions import choose, enter
from webapp.consent.actions.purposes import asked_purpose
from webapp.consent.models import ConsentDecision, RemovalRequest
from webapp.core.chain import wait_for_chain
from webapp.core.errors import Refused
from webapp.notifications.models import Notification
from webapp.schools.models import Guardianship

DAY = date(2026, 11, 10)
DIFFER = "Beeldgebruik: ouders kiezen verschillend"
REMOVAL = "Een verzoek over eerdere foto's"
OFFICE = ("Ingrid Mulder", "Peter Hofman")


def test_choice_alone_is_told_to_nobody(cast):
    choose(cast.sanne, cast.mees, cast.school, "portal", "yes")
    choose(cast.tom, cast.mees, cast.school, "portal", "yes")
    choose(cast.tom, cast.mees, cast.school, "website", "no")

    assert told() == []


@pytest.mark.parametrize(("first", "second"), [("yes", "no"), ("no", "yes")])
def test_office_hears_when_guardians_differ(cast, first, second):
    choose(cast.sanne, cast.mees, cast.school, "portal", first)

    choose(cast.tom, cast.mees, cast.school, "portal", second)

    assert told() == [(DIFFER, name) for name in OFFICE]


def test_disagreement_tells_no_name_and_leads_to_the_office(cast):
    choose(cast.sanne, cast.mees, cast.school, "portal", "yes")
    choose(cast.tom, cast.mees, cast.school, "portal", "no")

    told_of = Notification.get()

    assert [word for word in ("Mees", "Tom", "Sanne", "Ouderportaal") if word in told_of.title + told_of.body] == []
    assert (told_of.kind, told_of.path) == ("consent", f"/units/{cast.school.id}/consents")


def test_disagreement_is_told_once_a_day_for_a_child(cast):
    for key in ("portal", "website", "press"):
        choose(cast.sanne, cast.mees, cast.school, key, "yes")
        choose(cast.tom, cast.mees, cast.school, key, "no")

    assert Notification.select().count() == 1


def test_disagreement_that_lasts_is_not_told_again(cast):
    choose_on(DAY, cast.sanne, cast.mees, cast.school, choice="yes")
    choose_on(DAY, cast.tom, cast.mees, cast.school, choice="no")

    choose(cast.tom, cast.mees, cast.school, "portal", "no", removes_earlier=True)

    assert [row.title for row in Notification.select().order_by(Notification.id)] == [DIFFER, REMOVAL]


def test_who_has_no_voice_makes_no_disagreement(cast):
    choose(cast.tom, cast.mees, cast.school, "portal", "no")
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()

    choose(cast.sanne, cast.mees, cast.school, "portal", "yes")

    assert told() == []


def test_paper_form_that_differs_is_told_to_the_other_colleague(cast):
    choose(cast.sanne, cast.mees, cast.school, "portal", "yes")
    wait_for_chain("consent")

    asked = asked_purpose(cast.school, "portal")
    enter(cast.ingrid, cast.mees, cast.school, asked, "no", "paper", DAY, guardian_id=cast.tom.id, signer="Tom Visser")

    assert told() == [(DIFFER, "Peter Hofman")]


def test_asking_to_remove_earlier_pictures_is_kept_and_told(cast):
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")

    choose(cast.marieke, cast.noor, cast.school, "portal", "no", removes_earlier=True)

    request = RemovalRequest.get()
    assert (request.child, request.unit, request.subject, request.asked_by) == (
        cast.noor, cast.school, "", cast.marieke,
    )  # fmt: skip
    assert [entry.removes_earlier for entry in ConsentDecision.select().order_by(ConsentDecision.number)] == [
        False, True,
    ]  # fmt: skip
    assert told() == [(REMOVAL, name) for name in OFFICE]


def test_asking_twice_is_one_entry_one_request_and_one_message(cast):
    numbers = [choose(cast.marieke, cast.noor, cast.school, "portal", "no", removes_earlier=True) for _ in range(2)]

    assert (numbers[0], RemovalRequest.select().count(), Notification.select().count()) == (numbers[1], 1, 1)


def test_asking_for_a_second_purpose_does_not_tell_again(cast):
    for key in ("portal", "website"):
        choose(cast.marieke, cast.noor, cast.school, key, "no", removes_earlier=True)

    assert (ConsentDecision.select().count(), RemovalRequest.select().count(), Notification.select().count()) == (
        2,
        1,
        1,
    )


def test_bare_no_may_be_followed_by_asking_to_remove(cast):
    choose(cast.marieke, cast.noor, cast.school, "portal", "no")

    choose(cast.marieke, cast.noor, cast.school, "portal", "no", removes_earlier=True)

    assert (ConsentDecision.select().count(), RemovalRequest.select().count()) == (2, 1)


def test_yes_asks_to_remove_nothing(cast):
    numbers = [choose(cast.marieke, cast.noor, cast.school, "portal", "yes", removes_earlier=True) for _ in range(2)]

    assert (numbers[0], RemovalRequest.select().count(), Notification.select().count()) == (numbers[1], 0, 0)


@pytest.mark.parametrize(
    ("key", "choice", "code"), [("portal", "maybe", "not_a_choice"), ("no_such_purpose", "yes", "unknown_purpose")]
)
def test_what_is_no_choice_writes_nothing(cast, key, choice, code):
    with pytest.raises(Refused) as refusal:
        choose(cast.marieke, cast.noor, cast.school, key, choice, removes_earlier=True)

    assert (refusal.value.code, nothing_written(), RemovalRequest.select().count()) == (code, True, 0)


def test_guardian_without_authority_asks_nothing_to_be_removed(cast):
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()

    with pytest.raises(Refused) as refusal:
        choose(cast.tom, cast.mees, cast.school, "portal", "no", removes_earlier=True)

    assert (refusal.value.code, nothing_written(), RemovalRequest.select().count()) == ("no_authority", True, 0)


def test_guardian_whose_time_ended_chooses_no_more(cast):
    ends = DAY - timedelta(days=1)
    Guardianship.update(ends_on=ends).where(Guardianship.person == cast.tom).execute()

    with pytest.raises(Refused) as refusal:
        choose(cast.tom, cast.mees, cast.school, "portal", "yes")

    assert (refusal.value.code, nothing_written()) == ("no_authority", True)
