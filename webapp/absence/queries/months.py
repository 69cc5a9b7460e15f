"""A month of a group: for each child and each day with school, what was reported and what its teacher saw."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.absence.models import Absence, Presence
from webapp.absence.queries.settings import absence_settings_of
from webapp.absence.queries.today import absences_between, report_on
from webapp.absence.rules.months import ILL, ON_LEAVE, OTHER, code_on, is_away, month_of
from webapp.absence.rules.presence import Mark, Report
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.school_days import days_between


@dataclass(slots=True)
class MonthRow:
    """A child of the group, and its code on each school day (None: it was not in the group then)."""

    child: Child
    codes: list[str | None]

    @property
    def away(self) -> int:
        """On how many days it was away, or a part of the day."""
        return sum(is_away(code or "") for code in self.codes)

    @property
    def ill(self) -> int:
        return self.counted(ILL)

    @property
    def on_leave(self) -> int:
        return self.counted(ON_LEAVE)

    @property
    def other(self) -> int:
        return self.counted(OTHER)

    def counted(self, letter: str) -> int:
        return sum((code or "").upper() == letter for code in self.codes)


@dataclass(slots=True)
class Month:
    """A month of a group: its school days until today, and its children by first name."""

    group: Group
    first: date
    days: list[date]
    rows: list[MonthRow]

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def earlier(self) -> str:
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def later(self) -> str | None:
        """The next month, unless it is still to come."""
        after = self.first + timedelta(days=32)
        return f"{after:%Y-%m}" if after.replace(day=1) <= clock.today() else None


def month_in(group: Group, text: str) -> Month:
    """The month of a group, written as «2026-11»; raises DoesNotExist for what is no month, or still to come."""
    first = month_of(text)
    if first is None or first > clock.today():
        raise Group.DoesNotExist
    last = min(first.replace(day=monthrange(first.year, first.month)[1]), clock.today())
    calendar = calendar_of(group.unit, first, last)
    days = [day for day in days_between(first, last) if calendar.is_school_day(day)]
    places = list(enrolments_between(group, first, last))
    children = {place.child_id: place.child for place in places}
    reports, marks = reports_between(group, children, first, last), marks_between(group, children, first, last)
    rows = []
    for child in children.values():
        own = [place for place in places if place.child_id == child.id]
        codes = [
            code_on(marks.get((child.id, day)), reports_of(reports.get(child.id, []), day), day)
            if any(was_in(place, day) for place in own)
            else None
            for day in days
        ]
        rows.append(MonthRow(child, codes))
    return Month(group, first, days, rows)


def was_in(place: Enrolment, day: date) -> bool:
    return place.starts_on <= day and (place.ends_on is None or day < place.ends_on)


def enrolments_between(group: Group, first: date, last: date) -> Iterable[Enrolment]:
    """The children who were in the group on one of these days, by first name."""
    return (
        Enrolment.select(Enrolment, Child)
        .join(Child)
        .where(Enrolment.group == group, Enrolment.starts_on <= last)
        .where(Enrolment.ends_on.is_null() | (Enrolment.ends_on > first))
        .order_by(Child.given_name, Child.surname, Child.id)
    )


def reports_between(group: Group, child_ids: Iterable[int], first: date, last: date) -> dict[int, list[Absence]]:
    """The reports about these children that hold on one of these days, as the group's unit sees them."""
    is_on = absence_settings_of(group.unit).is_on
    return {
        child_id: [one for one in found if is_on or one.unit_id == group.unit_id]
        for child_id, found in absences_between(child_ids, first, last).items()
    }


def reports_of(absences: Iterable[Absence], day: date) -> list[Report]:
    return [report_on(one, day) for one in absences if one.holds_on(day)]


def marks_between(group: Group, child_ids: Iterable[int], first: date, last: date) -> dict[tuple[int, date], Mark]:
    """What teachers of the group's unit saw of these children, by child and day."""
    rows = Presence.select().where(
        Presence.unit == group.unit_id, Presence.child.in_(list(child_ids)), Presence.day.between(first, last)
    )
    return {(row.child_id, row.day): Mark(row.mark, row.at, row.arrived_at) for row in rows}
