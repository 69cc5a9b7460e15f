"""What becomes of a report: changed, ended, opened again, withdrawn; and whom that is told."""

from datetime import date, timedelta

import pytest

from tests.absence.reporting import EARLY, FRIDAY, LATER, TODAY, TOMORROW, forget_told, fresh, kinds, report, told
from webapp.absence.actions.changes import change_absence, end_absence, move_end, reopen_absence, withdraw_absence
from webapp.absence.actions.reports import record_leave
from webapp.absence.models import Absence
from webapp.absence.queries.absences import absence_of, steps_of
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.core.errors import Refused


@pytest.fixture(autouse=True)
def early_morning():
    """It is Tuesday 07:50 at school, unless a test says otherwise."""
    with clock.frozen_at(EARLY):
        yield


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
