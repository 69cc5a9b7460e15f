"""What stands in whose calendar."""

from datetime import date, timedelta

from tests.cast import Cast
from tests.school_calendar.events import make_event
from webapp.school_calendar.models import SkippedDay
from webapp.school_calendar.queries.agenda import agenda_of
from webapp.schools.models import SpecialDay
from webapp.schools.rules.audiences import Part

MONDAY = date(2026, 11, 30)
SUNDAY = MONDAY + timedelta(days=6)


def titles(person, first: date = MONDAY, last: date = SUNDAY, child_id: int | None = None) -> list[tuple]:
    return [
        (one.title, str(one.first_day), [place.given_name for place in one.children])
        for one in agenda_of(person, first, last, child_id)
    ]


def test_parent_reads_what_is_for_the_own_groups_and_schools(cast: Cast):
    make_event(cast.ingrid, "Sint", MONDAY, Part(cast.school.id))
    make_event(cast.joris, "Gym", MONDAY, Part(cast.school.id, cast.group3.id), starts_at="09:00", ends_at="10:00")
    make_event(cast.joris, "Toets", MONDAY, Part(cast.school.id, cast.group5.id))
    make_event(cast.ingrid, "Elders", MONDAY, Part(cast.other_school.id))

    assert titles(cast.marieke) == [("Sint", "2026-11-30", ["Daan", "Noor"]), ("Gym", "2026-11-30", ["Noor"])]
    assert titles(cast.marieke, child_id=cast.daan.id) == [("Sint", "2026-11-30", ["Daan"])]
    assert titles(cast.marieke, child_id=cast.mees.id) == []
    assert titles(cast.wouter) == [("Elders", "2026-11-30", ["Lotte"])]


def test_event_repeats_each_week_but_on_the_days_it_skips(cast: Cast):
    event = make_event(cast.joris, "Gym", MONDAY, Part(cast.school.id), repeats_until=MONDAY + timedelta(days=21))
    SkippedDay.create(event=event, day=MONDAY + timedelta(days=7), at=event.created_at)

    found = titles(cast.karima, MONDAY, MONDAY + timedelta(days=60))

    assert [day for title, day, _ in found if title == "Gym"] == [
        "2026-11-30",
        "2026-12-14",
    ]  # the next is in the holiday


def test_holidays_and_study_days_of_each_unit(cast: Cast):
    SpecialDay.create(unit=cast.school, name="Studiedag", first_day=MONDAY, last_day=MONDAY)

    found = [
        (one.kind, one.title, one.first_day, one.last_day)
        for one in agenda_of(cast.marieke, MONDAY, date(2026, 12, 25))
    ]

    assert found == [
        ("closed", "Studiedag", MONDAY, MONDAY),
        ("holiday", "Kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
        ("holiday", "Eerste kerstdag", date(2026, 12, 25), date(2026, 12, 25)),
    ]
