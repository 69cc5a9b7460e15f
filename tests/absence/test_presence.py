"""What a teacher marks, and what is known of a child then."""

from datetime import date, timedelta

import pytest

from tests.absence.days import TUESDAY, at, reported, seen
from tests.at_once import at_once
from webapp.absence.actions.presence import mark_child, mark_rest_present
from webapp.absence.models import AbsenceSettings, Presence, Question
from webapp.absence.queries.today import group_today, groups_today_of
from webapp.absence.rules.presence import Mark, Report, minute_of, state_of
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.notifications.models import Notification
from webapp.schools.models import SpecialDay, Unit


def states(group, clock_time="08:36"):
    with clock.frozen_at(at(clock_time)):
        return {one.child.given_name: one.state for one in group_today(group).children}


def a_report(starts_at="", ends_at="", told_at="07:40", is_leave=False):
    return Report("ill", "Ziek", True, is_leave, at(told_at), starts_at, ends_at)


@pytest.mark.parametrize(
    ("mark", "reports", "minute", "state"),
    [
        (None, [], "08:35", "unknown"),
        ("present", [], "08:35", "present"),
        ("late", [], "09:00", "late"),
        ("missing", [], "08:35", "missing"),
        (None, [a_report()], "08:35", "reported"),
        (None, [a_report(is_leave=True)], "08:35", "leave"),
        ("missing", [a_report()], "08:35", "reported"),  # a report explains it
        ("present", [a_report()], "08:35", "present"),  # seen after it was reported
        ("present", [a_report(told_at="11:00")], "11:05", "reported"),  # reported after it was seen
        (None, [a_report("10:15", "11:00")], "08:35", "unknown"),
        ("present", [a_report("10:15", "11:00")], "10:30", "reported"),  # at the dentist now
        ("present", [a_report("10:15", "11:00")], "11:00", "present"),  # back again
        (None, [a_report("", "10:00")], "09:59", "reported"),
        (None, [a_report("13:00", "")], "13:00", "reported"),
        (None, [a_report("10:15", "11:00"), a_report("13:00")], "13:30", "reported"),
    ],
)
def test_what_was_said_last_is_what_is_known(mark, reports, minute, state):
    given = Mark(mark, at("08:35")) if mark else None

    assert state_of(given, reports, TUESDAY, minute) == state


@pytest.mark.parametrize(
    ("clock_time", "minute"), [("07:30", "08:30"), ("08:30", "08:30"), ("10:20", "10:20"), ("23:10", "23:10")]
)
def test_before_school_what_counts_is_how_school_begins(clock_time, minute):
    assert minute_of(TUESDAY, at(clock_time), "08:30") == minute


def test_a_day_that_is_over_is_looked_at_from_its_end_and_one_to_come_from_its_beginning():
    days = (TUESDAY - timedelta(days=1), TUESDAY + timedelta(days=1))

    assert [minute_of(day, at("10:00"), "08:30") for day in days] == ["23:59", "08:30"]


def test_teacher_marks_present_missing_and_late_and_takes_it_back(cast):
    found = []
    for mark, when in (("present", "08:35"), ("missing", "08:36"), ("late", "08:38"), ("none", "08:39")):
        seen(cast.joris, cast.group3, cast.noor, mark, when)
        found.append([(row.mark, row.arrived_at, row.by_id) for row in Presence.select()])

    by = cast.joris.id
    assert found == [[("present", "", by)], [("missing", "", by)], [("late", "08:38", by)], []]


def test_of_two_teachers_the_last_tap_counts(cast):
    seen(cast.joris, cast.group3, cast.noor, "missing", "08:34")
    seen(cast.ingrid, cast.group3, cast.noor, "present", "08:35")

    assert [(row.mark, row.by_id) for row in Presence.select()] == [("present", cast.ingrid.id)]


@pytest.mark.committed
def test_two_teachers_who_mark_at_the_same_moment_leave_one_mark(app, cast):
    marks = iter(["present", "late"])

    with clock.frozen_at(at("08:35")):
        at_once(app, lambda: mark_child(cast.joris, cast.group3, cast.noor, next(marks)))

    assert [row.child for row in Presence.select()] == [cast.noor]


@pytest.mark.committed
def test_the_rest_marked_by_two_teachers_at_the_same_moment_is_marked_once(app, cast):
    with clock.frozen_at(at("08:35")):
        at_once(app, lambda: mark_rest_present(cast.joris, cast.group3))

    assert sorted((row.child_id, row.mark) for row in Presence.select()) == [
        (cast.noor.id, "present"),
        (cast.sem.id, "present"),
    ]


def test_child_marked_at_school_is_not_marked_at_the_bso(cast):
    seen(cast.joris, cast.group3, cast.noor, "present")

    assert (states(cast.group3)["Noor"], states(cast.squirrels)["Noor"]) == ("present", "unknown")


def test_reported_child_cannot_be_missing(cast):
    reported(cast.ingrid, cast.noor, cast.group3)
    before = Notification.select().count()

    with pytest.raises(Refused, match="is_reported"):
        seen(cast.joris, cast.group3, cast.noor, "missing", "08:50")

    assert (Presence.select().count(), Question.select().count()) == (0, 0)
    assert Notification.select().count() == before


def test_missing_cannot_be_taken_back_once_the_parents_were_asked(cast):
    seen(cast.joris, cast.group3, cast.noor, "missing", "08:45")

    with pytest.raises(Refused, match="asked_already"):
        seen(cast.joris, cast.group3, cast.noor, "none", "08:46")

    assert [row.mark for row in Presence.select()] == ["missing"]


@pytest.mark.parametrize("mark", ["", "ill", "PRESENT"])
def test_mark_that_does_not_exist_is_refused(cast, mark):
    with pytest.raises(Refused, match="unknown_mark"):
        seen(cast.joris, cast.group3, cast.noor, mark)

    assert Presence.select().count() == 0


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2026, 12, 25), date(2026, 12, 21), date(2026, 11, 26)])
def test_nobody_is_marked_on_a_day_without_school(cast, day):
    SpecialDay.create(unit=cast.school, name="Studiedag", first_day=date(2026, 11, 26), last_day=date(2026, 11, 26))

    with pytest.raises(Refused, match="no_school_today"):
        seen(cast.joris, cast.group3, cast.noor, "present", day=day)
    with clock.frozen_at(at("08:35", day)), pytest.raises(Refused, match="no_school_today"):
        mark_rest_present(cast.joris, cast.group3)

    assert Presence.select().count() == 0


def test_the_rest_is_there_in_one_tap_and_what_was_marked_or_reported_stays(cast):
    reported(cast.ingrid, cast.sem, cast.group3)
    with clock.frozen_at(at("08:35")):
        count = mark_rest_present(cast.joris, cast.group3)
        again = mark_rest_present(cast.joris, cast.group3)

    assert (count, again, states(cast.group3)) == (1, 0, {"Noor": "present", "Sem": "reported"})


def test_child_that_comes_later_by_appointment_is_not_marked_with_the_rest(cast):
    reported(cast.ingrid, cast.noor, cast.group3, Span(TUESDAY, TUESDAY, "08:30", "10:00"), "appointment")

    with clock.frozen_at(at("08:20")):
        mark_rest_present(cast.joris, cast.group3)

    assert states(cast.group3, "08:20") == {"Noor": "reported", "Sem": "present"}


def test_missing_child_stays_missing_when_the_rest_is_there(cast):
    seen(cast.joris, cast.group3, cast.noor, "missing", "08:34")

    with clock.frozen_at(at("08:35")):
        mark_rest_present(cast.joris, cast.group3)

    assert states(cast.group3) == {"Noor": "missing", "Sem": "present"}


def test_unit_that_takes_no_part_does_not_see_reports(cast):
    AbsenceSettings.create(unit=cast.bso, is_on=False)
    reported(cast.ingrid, cast.noor, cast.group3)

    assert (states(cast.group3)["Noor"], states(cast.squirrels)["Noor"]) == ("reported", "unknown")


def test_office_sees_every_group_of_its_unit_the_unmarked_ones_first(cast):
    for child, group in ((cast.noor, cast.group3), (cast.sem, cast.group3)):
        seen(cast.joris, group, child, "present")
    seen(cast.ingrid, cast.group4, cast.mees, "missing")

    with clock.frozen_at(at("08:36")):
        found = [
            (one.group.name, one.present, one.away, one.missing, one.unmarked) for one in groups_today_of(cast.peter)
        ]

    assert found == [
        ("Groep 5", 0, 0, 0, 1),
        ("Groep 6", 0, 0, 0, 1),
        ("Groep 3", 2, 0, 0, 0),
        ("Groep 4", 0, 0, 1, 0),
    ]


@pytest.mark.parametrize(
    ("name", "groups"), [("joris", ["Groep 3"]), ("eline", []), ("bram", ["Eekhoorns"]), ("marieke", [])]
)
def test_each_sees_the_own_groups_only(cast, name, groups):
    with clock.frozen_at(at("08:36")):
        assert [one.group.name for one in groups_today_of(getattr(cast, name))] == groups


def test_mark_child_is_written_in_the_audit_trail(cast):
    with clock.frozen_at(at("08:35")):
        mark_child(cast.joris, cast.group3, cast.noor, "present")

    entry = AuditEntry.select().order_by(AuditEntry.id.desc()).get()
    assert (entry.actor_id, entry.verb, entry.subject, entry.unit_id) == (
        cast.joris.id,
        "mark_child",
        f"child-{cast.noor.id}",
        Unit.get_by_id(cast.school.id).id,
    )
