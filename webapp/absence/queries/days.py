"""A day over all groups of a unit, for its office: who is away and why, who came late, and what is not marked yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from peewee import JOIN

from webapp.absence.models import Absence, Presence
from webapp.absence.queries.absences import holds_on
from webapp.absence.queries.settings import absence_settings_of
from webapp.absence.queries.today import Closing, closing_of, places_on, report_on
from webapp.absence.rules.presence import LATE, MISSING, SEEN, Report
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, Unit
from webapp.schools.queries.children import enrolled_in
from webapp.schools.queries.standing import managed_unit_of


@dataclass(slots=True)
class DayRow:
    """A child that is away, missing or late on a day: `kind` is reported, missing or late."""

    child: Child
    group_ids: list[int]
    groups: str
    kind: str
    report: Report | None
    by: str
    at: datetime
    source: str = ""
    arrived_at: str = ""
    absence: Absence | None = None
    was_seen: bool = False

    @property
    def reason_key(self) -> str:
        """By what the list is narrowed: the name of the reason, or the kind where there is none."""
        return self.report.name if self.report else self.kind


@dataclass(slots=True)
class UnitDay:
    """A day of a unit."""

    day: date
    closing: Closing | None
    rows: list[DayRow]
    groups: list[Group]
    unmarked: dict[int, int] = field(default_factory=dict)  # group → children of whom nothing is known
    is_on: bool = True

    def narrowed(self, group_id: int | None, reason: str) -> list[DayRow]:
        """The rows of one group, or with one reason."""
        return [
            row
            for row in self.rows
            if (not group_id or group_id in row.group_ids) and (not reason or row.reason_key == reason)
        ]

    @property
    def reasons(self) -> dict[str, Report | None]:
        """What the list can be narrowed by."""
        return {row.reason_key: row.report for row in self.rows}


def unit_day_of(unit: Unit, day: date) -> UnitDay:
    """How a day is, or was, at a unit: the same queries however many children and groups it has."""
    places = list(places_on(day).where(Group.unit == unit))
    children = {place.child_id: place.child for place in places}
    groups: dict[int, list[Group]] = {}
    for place in places:
        groups.setdefault(place.child_id, []).append(place.group)
    is_on = absence_settings_of(unit).is_on
    absences = [one for one in absences_with_reporter(day, children) if is_on or one.unit_id == unit.id]
    marks = {row.child_id: row for row in presences_with_teacher(unit, day)}
    rows = [reported_row(one, day, children, groups, marks) for one in absences]
    away = {one.child_id for one in absences}
    rows += [marked_row(row, groups) for row in marks.values() if is_worth_a_row(row, away) and row.child_id in groups]
    closing = closing_of(unit, day)
    unmarked = {} if closing else unmarked_in(places, {*away, *marks})
    return UnitDay(
        day, closing, sorted(rows, key=order_of), list({p.group_id: p.group for p in places}.values()), unmarked, is_on
    )


def order_of(row: DayRow) -> tuple:
    return (row.kind != MISSING, row.groups, row.child.given_name, row.child.id)


def is_worth_a_row(mark: Presence, away: set[int]) -> bool:
    """Late is always shown; missing only where no report says why."""
    return mark.mark == LATE or (mark.mark == MISSING and mark.child_id not in away)


def unmarked_in(places: Iterable[Enrolment], known: set[int]) -> dict[int, int]:
    """Of how many children of each group nothing is known."""
    counts: dict[int, int] = {}
    for place in places:
        if place.child_id not in known:
            counts[place.group_id] = counts.get(place.group_id, 0) + 1
    return counts


def absences_with_reporter(day: date, child_ids: Iterable[int]) -> list[Absence]:
    """The reports that hold on a day, with who made them."""
    return list(
        Absence.select(Absence, Person)
        .join(Person, JOIN.LEFT_OUTER)
        .where(holds_on(day), Absence.child.in_(list(child_ids)))
        .order_by(Absence.id)
    )


def presences_with_teacher(unit: Unit, day: date) -> list[Presence]:
    """What was marked at a unit on a day, with by whom."""
    return list(
        Presence.select(Presence, Child, Person)
        .join(Child)
        .join_from(Presence, Person, JOIN.LEFT_OUTER)
        .where(Presence.unit == unit, Presence.day == day)
        .order_by(Presence.id)
    )


def reported_row(
    one: Absence, day: date, children: dict[int, Child], groups: dict[int, list[Group]], marks: dict[int, Presence]
) -> DayRow:
    report, mark = report_on(one, day), marks.get(one.child_id)
    was_seen = mark is not None and mark.mark in SEEN and mark.at >= report.said_at(day)
    by = one.reported_by.name if one.reported_by_id else ""
    return DayRow(
        children[one.child_id], *named(groups[one.child_id]), "reported", report, by, one.reported_at, one.source,
        absence=one, was_seen=was_seen,
    )  # fmt: skip


def marked_row(row: Presence, groups: dict[int, list[Group]]) -> DayRow:
    by = row.by.name if row.by_id else ""
    return DayRow(row.child, *named(groups[row.child_id]), row.mark, None, by, row.at, "", arrived_at=row.arrived_at)


def named(groups: Sequence[Group]) -> tuple[list[int], str]:
    return [group.id for group in groups], ", ".join(group.name for group in groups)


def managed_absence_of(person: Person, unit_id: int, absence_id: int) -> Absence:
    """A report that was made at a unit whose office or director this person is; or, as far as the unit takes part in
    reports, one about a child that goes there still. Else DoesNotExist."""
    unit = managed_unit_of(person, unit_id)
    is_theirs = Absence.unit == unit
    if absence_settings_of(unit).is_on:
        is_theirs |= Absence.child.in_(enrolled_in(unit))
    absences = Absence.select(Absence, Child, Unit).join(Child).join_from(Absence, Unit)
    return absences.where(Absence.id == absence_id, is_theirs).get()


def children_choices_of(unit: Unit) -> list[tuple[Child, str]]:
    """The children who go to a unit today, each once with its groups, by first name."""
    children: dict[int, Child] = {}
    groups: dict[int, list[str]] = {}
    for place in places_on(clock.today()).where(Group.unit == unit):
        children[place.child_id] = place.child
        groups.setdefault(place.child_id, []).append(place.group.name)
    ordered = sorted(children.values(), key=lambda child: (child.given_name, child.surname, child.id))
    return [(child, ", ".join(groups[child.id])) for child in ordered]
