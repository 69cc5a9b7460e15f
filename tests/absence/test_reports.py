"""Reports of parents: each made once, and whom it is told."""

from datetime import timedelta

import pytest

from tests.absence.reporting import (
    EARLY,
    FRIDAY,
    MONDAY,
    SATURDAY,
    TODAY,
    TOMORROW,
    forget_told,
    kinds,
    report,
    report_all,
    told,
    words_told,
)
from tests.notifications.devices import make_device
from webapp.absence.actions.changes import withdraw_absence
from webapp.absence.actions.reports import record_leave
from webapp.absence.models import Absence, AbsenceEvent, AbsenceSettings
from webapp.absence.queries.absences import absences_of, current_absences_of
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.documents.models import Letter
from webapp.leave.rules.states import absence_key
from webapp.schools.models import Guardianship


@pytest.fixture(autouse=True)
def early_morning():
    """It is Tuesday 07:50 at school, unless a test says otherwise."""
    with clock.frozen_at(EARLY):
        yield


def test_parent_reports_a_child_that_is_ill_and_who_must_know_is_told(cast):
    absence = report(cast.marieke, cast.noor)

    assert (absence.first_day, absence.last_day, absence.is_illness, absence.unit) == (TODAY, None, True, cast.school)
    assert told() == [("Bram Postma", "/today"), ("Ingrid Mulder", "/today"), ("Joris Smit", "/today")]
    assert [entry.verb for entry in AuditEntry.select()] == ["report_absence"]


def test_other_guardian_is_told_and_who_reported_is_not(cast):
    absence = report(cast.sanne, cast.mees)

    assert told() == [("Ingrid Mulder", "/today"), ("Tom Visser", f"/absences/{absence.id}")]


@pytest.mark.parametrize("information", ["none", "on_request"])
def test_guardian_whom_the_school_tells_nothing_by_itself_is_not_told(cast, information):
    Guardianship.update(information=information).where(Guardianship.person == cast.tom).execute()

    report(cast.sanne, cast.mees)

    assert told() == [("Ingrid Mulder", "/today")]


def test_no_name_no_reason_and_no_note_is_in_what_is_told(cast):
    make_device(cast.tom)

    report(cast.sanne, cast.mees, note="KANARIE")

    assert [word for word in ("Mees", "Bakker", "Ziek", "KANARIE") if word in words_told().replace("Sanne", "")] == []


def test_unit_that_does_not_take_part_is_not_told(cast):
    AbsenceSettings.create(unit=cast.bso, is_on=False, own_text="Bel de BSO.")

    report(cast.marieke, cast.noor)

    assert told() == [("Ingrid Mulder", "/today"), ("Joris Smit", "/today")]


def test_brothers_and_sisters_are_reported_in_one_go_and_told_once(cast):
    reported = report_all(cast.marieke, [cast.noor, cast.daan])

    assert sorted(one.child.given_name for one in reported.made) == ["Daan", "Noor"]
    assert told() == [("Bram Postma", "/today"), ("Ingrid Mulder", "/today"), ("Joris Smit", "/today")]


def test_who_of_the_brothers_and_sisters_is_reported_already_stays_as_it_is(cast):
    first = report(cast.marieke, cast.noor)

    reported = report_all(cast.marieke, [cast.noor, cast.daan])

    assert ([one.child for one in reported.made], reported.known) == ([cast.daan], [first])
    assert Absence.select().count() == 2


def test_the_same_tap_twice_is_one_report(cast):
    first, second = (report(cast.marieke, cast.noor, key="same") for _ in range(2))

    assert (first, Absence.select().count(), len(told()), kinds(first)) == (second, 1, 3, ["reported"])


def test_corrected_report_with_the_key_of_the_first_is_not_swallowed(cast):
    report(cast.marieke, cast.noor, key="same")

    with pytest.raises(Refused, match="sent_already"):
        report(cast.marieke, cast.noor, Span(TOMORROW), key="same")
    assert Absence.select().count() == 1


def test_report_that_arrived_is_known_again_when_its_day_has_passed(cast):
    first = report(cast.marieke, cast.noor, key="same")

    with clock.frozen_at(EARLY + timedelta(days=1)):  # the answer was lost, and the phone sends it once more
        second = report(cast.marieke, cast.noor, Span(TODAY), key="same")

    assert (first, Absence.select().count()) == (second, 1)


def test_key_that_a_browser_made_up_finds_no_absence_of_another_child(cast):
    record_leave(cast.peter, cast.mees, cast.school, Span(TODAY, FRIDAY), "Verlof", absence_key(cast.noor.id))
    record_leave(cast.peter, cast.mees, cast.school, Span(MONDAY, MONDAY), "Verlof", f"made-up-{cast.noor.id}")

    reports = [report(cast.marieke, cast.noor, key="leave")]
    with pytest.raises(Refused, match="already_reported") as refusal:
        report(cast.marieke, cast.noor, Span(TOMORROW), key="made-up")

    assert [one.child for one in reports] == [cast.noor]
    assert refusal.value.values == {"child": "Noor", "absence_id": reports[0].id}


def test_key_that_a_browser_made_up_does_not_stand_in_the_way_of_leave(cast):
    report(cast.marieke, cast.noor, key="leave")

    leave = record_leave(cast.peter, cast.mees, cast.school, Span(TODAY), "Verlof", absence_key(cast.noor.id))

    assert (leave.child, leave.source) == (cast.mees, "leave")


def test_child_with_an_appointment_until_ten_may_be_ill_all_day_after_all(cast):
    report(cast.marieke, cast.noor, Span(TODAY, TODAY, "", "10:00"), "appointment")

    ill = report(cast.marieke, cast.noor)

    assert (ill.is_illness, ill.last_day, Absence.select().count()) == (True, None, 2)


def test_second_guardian_hears_that_it_is_reported_already(cast):
    first = report(cast.sanne, cast.mees)
    forget_told()

    with pytest.raises(Refused, match="already_reported") as refusal:
        report(cast.tom, cast.mees)

    assert refusal.value.values == {"child": "Mees", "absence_id": first.id}
    assert (Absence.select().count(), told()) == (1, [])


@pytest.mark.parametrize(
    ("span", "reason", "code"),
    [
        (Span(TODAY), "corona", "by_phone_only"),
        (Span(TODAY), "appointment", "end_needed"),
        (Span(TODAY), "nothing", "unknown_reason"),
        (Span(TODAY - timedelta(days=1)), "ill", "day_passed"),
        (Span(SATURDAY, SATURDAY), "appointment", "no_school"),
        (Span(TOMORROW, TODAY), "ill", "ends_before_start"),
    ],
)
def test_refused_report_leaves_nothing_and_tells_nobody(cast, span, reason, code):
    with pytest.raises(Refused, match=code):
        report(cast.marieke, cast.daan, span, reason)

    assert (Absence.select().count(), AbsenceEvent.select().count(), Letter.select().count(), told()) == (0, 0, 0, [])


def test_nobody_chosen_and_a_unit_that_does_not_take_part_are_refused(cast):
    AbsenceSettings.create(unit=cast.school, is_on=False)

    with pytest.raises(Refused, match="nobody_chosen"):
        report_all(cast.marieke, [])
    with pytest.raises(Refused, match="not_taking_part"):
        report(cast.marieke, cast.daan)
    assert (Absence.select().count(), told()) == (0, [])


def test_child_that_goes_to_a_bso_is_reported_there_when_school_does_not_take_part(cast):
    AbsenceSettings.create(unit=cast.school, is_on=False)

    absence = report(cast.marieke, cast.noor)

    assert (absence.unit, told()) == (cast.bso, [("Bram Postma", "/today")])


def test_appointment_next_week_does_not_keep_a_child_from_being_ill_today(cast):
    report(cast.marieke, cast.daan, Span(MONDAY, MONDAY, "10:15", "11:30"), "appointment")

    report(cast.marieke, cast.daan)

    assert Absence.select().where(Absence.child == cast.daan).count() == 2


def test_leave_does_not_keep_a_child_from_being_ill(cast):
    record_leave(cast.peter, cast.daan, cast.school, Span(TODAY, FRIDAY), "Huwelijk", "leave-1")

    absence = report(cast.marieke, cast.daan)

    assert absence.source == "portal"


def test_guardian_sees_the_reports_of_the_own_children_alone(cast):
    report(cast.marieke, cast.noor)
    report(cast.sanne, cast.mees)

    assert [absence.child for absence in absences_of(cast.marieke)] == [cast.noor]
    assert [absence.child for absence in absences_of(cast.tom)] == [cast.mees]
    assert list(absences_of(cast.joris)) == []


def test_what_is_over_or_taken_back_is_not_on_top_any_more(cast):
    withdraw_absence(cast.marieke, report(cast.marieke, cast.daan))
    open_one = report(cast.marieke, cast.noor)

    assert list(current_absences_of(cast.marieke)) == [open_one]
