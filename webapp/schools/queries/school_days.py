"""When a unit has school: the one place that says so, for absence, leave and the calendar."""

from collections.abc import Iterable
from datetime import date, timedelta

from peewee import ModelSelect

from webapp.accounts.models import Person
from webapp.schools.models import SpecialDay, Unit
from webapp.schools.queries.standing import standing_of
from webapp.schools.rules.holidays import PUBLIC, SCHOOL, holidays_of
from webapp.schools.rules.school_days import AFTERNOON, HALVES, MORNING, SchoolCalendar, days_between, school_year_of
from webapp.schools.rules.special_days import Period, periods_of

HALF_MARKS = {"m": MORNING, "a": AFTERNOON}


def calendar_of(unit: Unit, first: date, last: date, specials: Iterable[SpecialDay] | None = None) -> SchoolCalendar:
    """When the unit has school between two days: weekends, holidays of its region, its own days and its free halves.

    A BSO is open in the school holidays, and closed on public holidays. Who asks for several units gives the own days
    of each (`special_days_of`).
    """
    closed = holidays_between(unit, first, last)
    half_closed: dict[tuple[date, str], str] = {}
    opened: set[date] = set()
    for special in special_days_of([unit.id], first, last)[unit.id] if specials is None else specials:
        for day in days_between(max(special.first_day, first), min(special.last_day, last)):
            if special.part in HALVES:
                half_closed[day, special.part] = special.name
            elif special.part == "open":
                opened.add(day)
            else:
                closed[day] = special.name
    return SchoolCalendar(free_halves_of(unit), closed, half_closed, frozenset(opened), unit.noon)


def year_calendar_of(unit: Unit, day: date) -> SchoolCalendar:
    """When the unit has school in the school year that the day is in."""
    return calendar_of(unit, *school_year_of(day))


def free_halves_of(unit: Unit) -> frozenset[tuple[int, str]]:
    """The halves of each week without school, from how the unit keeps them («3a 5a»)."""
    return frozenset((int(mark[0]), HALF_MARKS[mark[1]]) for mark in unit.free_halves.split())


def special_days_of(unit_ids: Iterable[int], first: date, last: date) -> dict[int, list[SpecialDay]]:
    """What each of these units itself said of days that fall between two days, the first one first."""
    found: dict[int, list[SpecialDay]] = {unit_id: [] for unit_id in unit_ids}
    rows = SpecialDay.select().where(
        SpecialDay.unit.in_(list(found)), SpecialDay.first_day <= last, SpecialDay.last_day >= first
    )
    for special in rows.order_by(SpecialDay.first_day, SpecialDay.id):
        found[special.unit_id].append(special)
    return found


def special_day_of(person: Person, special_day_id: int) -> SpecialDay:
    """One of the days of a unit whose office or director this person is; else DoesNotExist."""
    return (
        SpecialDay.select(SpecialDay, Unit)
        .join(Unit)
        .where(SpecialDay.id == special_day_id, Unit.id.in_(standing_of(person).managed_units))
        .get()
    )


def holidays_from(unit: Unit, day: date) -> list[tuple[int, list[Period]]]:
    """For the school year of a day and for the next one: the year it begins in, and the holidays the unit has by law or
    by its region."""
    this_year = school_year_of(day)
    next_year = school_year_of(this_year[1] + timedelta(days=1))
    return [
        (first.year, periods_of(holidays_between(unit, first, last), first, last))
        for first, last in (this_year, next_year)
    ]


def holidays_between(unit: Unit, first: date, last: date) -> dict[date, str]:
    """Day → name of what a unit has off with everybody: public holidays, and for a school those of its region."""
    kinds = (PUBLIC, SCHOOL) if unit.kind == "school" else (PUBLIC,)
    found: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        found |= holidays_of(unit.region, year, *kinds)
    return found


def coming_special_days_of(unit: Unit, day: date) -> ModelSelect:
    """What the unit itself said of days in the school year of a day and later, the first one first."""
    first, _last = school_year_of(day)
    return (
        SpecialDay.select()
        .where(SpecialDay.unit == unit, SpecialDay.last_day >= first)
        .order_by(SpecialDay.first_day, SpecialDay.id)
    )
