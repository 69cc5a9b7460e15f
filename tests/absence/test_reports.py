"""Reports of parents: made once, changed, ended, opened again, withdrawn; and whom each is told."""

from datetime import date, timedelta

import pytest

from tests.absence.reporting import (
    EARLY,
    EVENING,
    LATER,
    MONDAY,
    SATURDAY,
    TODAY,
    TOMORROW,
    forget_told,
    report,
    report_all,
    told,
    words_told,
)
from tests.notifications.devices import make_device
from webapp.absence.actions.changes import (
    change_absence,
    end_absence,
    move_end,
    reopen_absence,
    withdraw_absence,
)
from webapp.absence.actions.reports import record_absence, record_leave
from webapp.absence.models import Absence, AbsenceEvent, AbsenceSettings
from webapp.absence.queries.absences import (
    absence_of,
    absences_of,
    current_absences_of,
    days_to_be_back,
    no_school_on,
    steps_of,
)
from webapp.absence.queries.letters import confirmation_for
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.documents.models import Letter
from webapp.documents.queries.letters import facts_of
from webapp.schools.models import Guardianship, SpecialDay

FRIDAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def early_morning():
    """It is Tuesday 07:50 at school, unless a test says otherwise."""
    with clock.frozen_at(EARLY):
        yield


def fresh(absence: Absence) -> Absence:
    return Absence.get_by_id(absence.id)


def kinds(absence: Absence) -> list[str]:
    return [event.kind for event in AbsenceEvent.select().where(AbsenceEvent.absence == absence).order_by("id")]


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


def test_all_may_be_changed_until_it_begins(cast):
    absence = report(cast.sanne, cast.mees, Span(TOMORROW))
    forget_told()

    change_absence(cast.tom, absence, "appointment", Span(TOMORROW, TOMORROW, "10:15", "11:30"), "Terug om half twaalf")

    now = fresh(absence)
    assert (now.reason_key, now.last_day, now.starts_at, now.is_illness) == ("appointment", TOMORROW, "10:15", False)
    assert (kinds(absence), told()) == (
        ["reported", "changed"],
        [("Ingrid Mulder", "/today"), ("Sanne Bakker", f"/absences/{absence.id}")],
    )


def test_once_it_has_begun_only_its_end_may_be_changed(cast):
    absence = report(cast.sanne, cast.mees)
    forget_told()

    with clock.frozen_at(LATER):
        with pytest.raises(Refused, match="has_begun"):
            change_absence(cast.sanne, absence, "ill", Span(TOMORROW), "")
        with pytest.raises(Refused, match="has_begun"):
            withdraw_absence(cast.sanne, absence)
        assert (kinds(absence), told()) == (["reported"], [])
        move_end(cast.sanne, absence, FRIDAY)

    assert (fresh(absence).last_day, kinds(absence)) == (FRIDAY, ["reported", "changed"])


@pytest.mark.parametrize(
    ("last_day", "ends_at", "code"),
    [
        (TODAY - timedelta(days=1), "", "ends_before_start"),
        (None, "", "end_needed"),
        (TODAY, "10:00", "ends_before_start"),
        (TOMORROW, "12:00", "times_for_one_day"),
    ],
)
def test_refused_end_changes_nothing(cast, last_day, ends_at, code):
    absence = report(cast.sanne, cast.mees, Span(TODAY, TODAY, "10:15", "11:30"), "appointment")
    forget_told()

    with pytest.raises(Refused, match=code):
        move_end(cast.sanne, absence, last_day, ends_at)

    assert (fresh(absence).last_day, kinds(absence), told()) == (TODAY, ["reported"], [])


def test_end_of_what_is_over_stays(cast):
    absence = report(cast.sanne, cast.mees, Span(TODAY, TODAY))
    forget_told()

    with clock.frozen_at(LATER + timedelta(days=3)), pytest.raises(Refused, match="is_over"):
        move_end(cast.sanne, absence, FRIDAY)

    assert (fresh(absence).last_day, kinds(absence), told()) == (TODAY, ["reported"], [])


def test_the_same_end_again_tells_nobody(cast):
    absence = report(cast.sanne, cast.mees, Span(TODAY, FRIDAY))
    forget_told()

    move_end(cast.tom, absence, FRIDAY)

    assert (kinds(absence), told()) == (["reported"], [])


def test_report_is_taken_back_until_it_begins(cast):
    absence = report(cast.sanne, cast.mees, Span(TOMORROW))
    forget_told()

    withdraw_absence(cast.sanne, absence)

    assert (fresh(absence).withdrawn_at, kinds(absence)) == (clock.now(), ["reported", "withdrawn"])
    assert told() == [("Ingrid Mulder", "/today"), ("Tom Visser", f"/absences/{absence.id}")]
    with pytest.raises(Refused, match="withdrawn"):
        end_absence(cast.tom, absence, TOMORROW)


def test_child_is_reported_anew_after_the_report_was_taken_back(cast):
    withdraw_absence(cast.sanne, report(cast.sanne, cast.mees))

    report(cast.tom, cast.mees)

    assert Absence.select().count() == 2


def test_better_ends_it_the_day_before(cast):
    absence = report(cast.sanne, cast.mees)
    forget_told()

    with clock.frozen_at(LATER):
        end_absence(cast.sanne, absence, TOMORROW)

    assert (fresh(absence).last_day, kinds(absence), len(told())) == (TODAY, ["reported", "better"], 2)


def test_child_that_comes_after_all_on_its_first_day_was_never_away(cast):
    absence = report(cast.sanne, cast.mees)

    with clock.frozen_at(LATER):
        end_absence(cast.sanne, absence, TODAY)

    assert (fresh(absence).withdrawn_at is not None, kinds(absence)) == (True, ["reported", "withdrawn"])


@pytest.mark.parametrize(
    ("back_on", "code"), [(TODAY - timedelta(days=1), "back_before_start"), (date(2027, 12, 1), "day_too_far")]
)
def test_refused_recovery_changes_nothing(cast, back_on, code):
    absence = report(cast.sanne, cast.mees)
    forget_told()

    with pytest.raises(Refused, match=code):
        end_absence(cast.sanne, absence, back_on)

    assert (fresh(absence).last_day, fresh(absence).withdrawn_at, kinds(absence), told()) == (
        None,
        None,
        ["reported"],
        [],
    )


def test_second_guardian_who_says_better_changes_nothing_and_tells_nobody(cast):
    mine, other = (absence_of(person, report(cast.sanne, cast.mees, key="k").id) for person in (cast.sanne, cast.tom))
    end_absence(cast.sanne, mine, TOMORROW)
    forget_told()

    end_absence(cast.tom, other, TOMORROW)

    assert (kinds(mine), told()) == (["reported", "better"], [])


def test_who_changes_what_another_changed_a_moment_before_is_told_to_look(cast):
    mine, other = (absence_of(person, report(cast.sanne, cast.mees, key="k").id) for person in (cast.sanne, cast.tom))
    move_end(cast.sanne, mine, FRIDAY)
    forget_told()

    with pytest.raises(Refused, match="changed_meanwhile"):
        move_end(cast.tom, other, TOMORROW)

    assert (fresh(mine).last_day, told()) == (FRIDAY, [])


def test_not_better_after_all_opens_it_again_until_the_day_is_over(cast):
    absence = report(cast.sanne, cast.mees)
    with clock.frozen_at(LATER):
        end_absence(cast.sanne, absence, TOMORROW)

    with clock.frozen_at(LATER + timedelta(days=1)):
        reopen_absence(cast.tom, absence)

    assert (fresh(absence).last_day, kinds(absence)) == (None, ["reported", "better", "reopened"])


def test_child_that_has_been_back_is_reported_anew(cast):
    absence = report(cast.sanne, cast.mees)
    with clock.frozen_at(LATER):
        end_absence(cast.sanne, absence, TOMORROW)
    forget_told()

    with clock.frozen_at(LATER + timedelta(days=2)), pytest.raises(Refused, match="cannot_reopen"):
        reopen_absence(cast.sanne, absence)

    assert (fresh(absence).last_day, told()) == (TODAY, [])


def test_report_is_not_opened_again_while_another_runs(cast):
    absence = report(cast.sanne, cast.mees)
    with clock.frozen_at(LATER):
        end_absence(cast.sanne, absence, TOMORROW)
        report(cast.sanne, cast.mees, Span(TOMORROW))
        forget_told()

        with pytest.raises(Refused, match="open_elsewhere"):
            reopen_absence(cast.sanne, absence)

    assert (fresh(absence).last_day, told()) == (TODAY, [])


def test_leave_is_not_changed_ended_or_taken_back_here(cast):
    leave = record_leave(cast.peter, cast.daan, cast.school, Span(TOMORROW, FRIDAY), "Huwelijk", "leave-1")

    for act in (
        lambda: change_absence(cast.marieke, leave, "ill", Span(TOMORROW), ""),
        lambda: move_end(cast.marieke, leave, TOMORROW),
        lambda: end_absence(cast.marieke, leave, FRIDAY),
        lambda: withdraw_absence(cast.marieke, leave),
        lambda: reopen_absence(cast.marieke, leave),
    ):
        with pytest.raises(Refused, match="of_leave"):
            act()
    assert (fresh(leave).last_day, kinds(leave), steps_of(leave), told()) == (FRIDAY, ["reported"], set(), [])


def test_days_to_be_back_are_school_days(cast):
    SpecialDay.create(unit=cast.school, name="Studiedag", first_day=TOMORROW, last_day=TOMORROW)
    absence = report(cast.sanne, cast.mees)
    thursday = date(2026, 11, 26)

    assert days_to_be_back(absence) == [TODAY, thursday]
    with clock.frozen_at(LATER):
        assert days_to_be_back(absence) == [thursday, TODAY]
    with clock.frozen_at(EVENING):
        assert days_to_be_back(absence) == [thursday]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (TODAY, None),
        (SATURDAY, ("", MONDAY)),
        (date(2026, 12, 25), ("Eerste kerstdag; Kerstvakantie", date(2027, 1, 4))),
    ],
)
def test_day_without_school_says_why_and_when_there_is_school_again(cast, day, why):
    assert no_school_on(cast.school, day) == why


def test_letter_says_what_was_reported_also_after_a_change(cast):
    absence = report(cast.sanne, cast.mees, Span(TOMORROW), note="KANARIE")
    change_absence(cast.sanne, absence, "ill", Span(FRIDAY), "KANARIE")

    facts = facts_of(confirmation_for(cast.tom, absence))

    assert (facts["child"], facts["groups"], facts["reported_by"]) == ("Mees Bakker", "Groep 4", "Sanne Bakker")
    assert (facts["first_day"], facts["last_day"], facts["is_illness"]) == ("2026-11-25", None, True)
    assert facts["summary"] == [
        ["Gemeld", "ziek"],
        ["Eerste dag", "25 november 2026"],
        ["Tot en met", "nog niet bekend"],
        ["Gemeld op", "24 november 2026 07:50"],
    ]
    assert Letter.select().count() == 1


def test_letter_holds_no_cause_no_note_and_of_the_guardians_only_who_reported(cast):
    absence = record_absence(cast.ingrid, cast.mees, cast.school, "corona", Span(TODAY), "KANARIE", "phone", "key")
    letter = confirmation_for(cast.sanne, absence)

    words = ("Corona", "corona", "KANARIE", "Sanne", "Tom", "Ingrid")
    assert [word for word in words if word in letter.facts] == []


def test_letter_is_for_the_family_and_the_office_alone(cast):
    absence = report(cast.marieke, cast.noor)

    readers = [cast.marieke, cast.ingrid, cast.peter, cast.karima, cast.joris, cast.bram, cast.anouk]

    assert [confirmation_for(person, absence) is not None for person in readers] == [True] * 3 + [False] * 4


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
