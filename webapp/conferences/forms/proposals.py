"""What a form of a round holds before anybody typed in it: the usual values, or those of a draft."""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any

from webapp.conferences.forms.rounds import typed_moments
from webapp.conferences.queries.outlines import usually_receiving
from webapp.conferences.rules.outlines import Outline, Stretch, Window
from webapp.conferences.rules.slots import clock_of
from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.schools.rules.school_days import SchoolCalendar

BEGINS, ENDS = "18:00", "20:00"
WEEKS_AHEAD = 10  # the summer holiday is shorter


def usual_round(
    unit_id: int, groups: Iterable[int], teachers: Mapping[int, Iterable[Any]], calendar: SchoolCalendar
) -> dict[str, Any]:
    """Two evenings in two to three weeks, ten minutes each; parents choose from tomorrow until five days before."""
    first = usual_day(clock.today(), calendar)
    window = Window(
        clock.at(clock.today() + timedelta(days=1), time(8)),
        clock.at(first - timedelta(days=5), time(18)),
        clock.at(first - timedelta(days=1), time(18)),
    )
    return {
        "key": new_token(), "unit": unit_id, "title": "Oudergesprekken", "mode": "first_come",
        "minutes": 10, "pause": 0, "walking": 5,
        "days": [{"day": day, "starts": BEGINS, "ends": ENDS} for day in (first, first + timedelta(days=2))],
        "groups": list(groups), "teachers": usually_ticked(teachers), **typed_moments(window),
    }  # fmt: skip


def usual_day(today: date, calendar: SchoolCalendar) -> date:
    """The Tuesday two to three weeks from now; later where there is no school then, or on the Thursday."""
    first = today + timedelta(days=(1 - today.weekday()) % 7 + 14)
    tuesdays = [first + timedelta(weeks=weeks) for weeks in range(WEEKS_AHEAD)]
    have_school = [
        day for day in tuesdays if calendar.is_school_day(day) and calendar.is_school_day(day + timedelta(days=2))
    ]
    return have_school[0] if have_school else first


def usually_ticked(teachers: Mapping[int, Iterable[Any]]) -> list[str]:
    return [f"{group_id}-{member_id}" for group_id, own in usually_receiving(teachers).items() for member_id in own]


def planned_round(unit_id: int, outline: Outline, teachers: Mapping[int, Iterable[Any]]) -> dict[str, Any]:
    """A draft as it was planned; for groups that it does not have, the usual teachers."""
    ticked = [f"{group_id}-{member_id}" for group_id, own in outline.receiving.items() for member_id in own]
    others = {group_id: own for group_id, own in teachers.items() if group_id not in outline.receiving}
    return {
        "unit": unit_id, "title": outline.title, "text": outline.text, "mode": outline.mode,
        "is_per_parent": outline.is_per_parent, "groups": list(outline.receiving),
        "teachers": [*ticked, *usually_ticked(others)], "days": typed_days(outline.stretches),
        **outline.lengths._asdict(), **typed_moments(outline.window),
    }  # fmt: skip


def typed_days(stretches: Iterable[Stretch]) -> list[dict[str, Any]]:
    """A row for each day, and another one where a day has more than two stretches."""
    rows = []
    for day, of_day in groupby(stretches, key=lambda stretch: stretch.day):
        own = [(clock_of(stretch.starts), clock_of(stretch.ends)) for stretch in of_day]
        for number in range(0, len(own), 2):
            first, second = [*own[number : number + 2], ("", "")][:2]
            rows.append({"day": day, "starts": first[0], "ends": first[1]})
            rows[-1] |= {"starts_again": second[0], "ends_again": second[1]}
    return rows
