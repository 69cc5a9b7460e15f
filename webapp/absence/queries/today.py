"""Who is in class today: the children of a group, and how each group of somebody stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from peewee import ModelSelect

from webapp.absence.models import Absence, Presence, Question
from webapp.absence.queries.absences import absences_on
from webapp.absence.queries.settings import absence_settings_of
from webapp.absence.rules.presence import (
    AWAY,
    MISSING,
    SEEN,
    UNKNOWN,
    Mark,
    Report,
    minute_of,
    report_at,
    state_of,
)
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, Unit
from webapp.schools.queries.groups import children_of, seen_groups_of
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.queries.standing import is_current
from webapp.schools.rules.school_days import next_school_day


@dataclass(slots=True)
class ChildToday:
    """A child on the list of its group. `report` is the one that holds now, else one for another part of the day."""

    child: Child
    state: str
    mark: Mark | None = None
    report: Report | None = None
    question: Question | None = None

    @property
    def was_asked(self) -> bool:
        """Whether the parents were asked where the child is, and it is not known yet."""
        return self.question is not None and self.question.closed_at is None


@dataclass(slots=True)
class GroupToday:
    """A group with its children as they are now."""

    group: Group
    children: list[ChildToday] = field(default_factory=list)

    def counted(self, *states: str) -> int:
        return sum(one.state in states for one in self.children)

    @property
    def present(self) -> int:
        return self.counted(*SEEN)

    @property
    def away(self) -> int:
        return self.counted(*AWAY)

    @property
    def missing(self) -> int:
        return self.counted(MISSING)

    @property
    def unmarked(self) -> int:
        return self.counted(UNKNOWN)


@dataclass(slots=True)
class Closing:
    """Why a unit has no school today, and when it has again."""

    why: str
    next_day: date


def closing_of(unit: Unit, day: date) -> Closing | None:
    """Why there is no school at the unit on a day; None when there is."""
    calendar = calendar_of(unit, day, day)
    if calendar.is_school_day(day):
        return None
    calendar = calendar_of(unit, day, date(day.year + 1, 12, 31))
    return Closing(calendar.why_closed(day), next_school_day(calendar, day))


def closings_of(units: Iterable[Unit], day: date) -> dict[int, Closing]:
    """Why there is no school on a day, for each of these units that has none."""
    found = {unit.id: closing_of(unit, day) for unit in units}
    return {unit_id: closing for unit_id, closing in found.items() if closing}


def report_on(absence: Absence, day: date) -> Report:
    """What a report says of one of its days: its times narrow only its first and its last one."""
    return Report(
        absence.reason_key,
        absence.reason_name,
        absence.is_illness,
        absence.source == "leave",
        absence.reported_at,
        absence.starts_at if day == absence.first_day else "",
        absence.ends_at if day == absence.last_day else "",
    )


def reports_at(unit: Unit, day: date, child_ids: Sequence[int]) -> dict[int, list[Report]]:
    """What was reported of these children for a day, as a unit sees it: one report serves every unit that takes part;
    who does not take part sees only its own (leave that it gave)."""
    is_on = absence_settings_of(unit).is_on
    return {
        child_id: [report_on(one, day) for one in found if is_on or one.unit_id == unit.id]
        for child_id, found in absences_on(day, child_ids).items()
    }


def absences_between(child_ids: Iterable[int], first: date, last: date) -> dict[int, list[Absence]]:
    """For each of these children the reports that hold on one of the days from the first to the last."""
    rows = Absence.select().where(
        Absence.child.in_(list(child_ids)),
        Absence.withdrawn_at.is_null(),
        Absence.first_day <= last,
        Absence.last_day.is_null() | (Absence.last_day >= first),
    )
    found: dict[int, list[Absence]] = {}
    for row in rows.order_by(Absence.id):
        found.setdefault(row.child_id, []).append(row)
    return found


def marks_at(unit: Unit, day: date, child_ids: Iterable[int]) -> dict[int, Mark]:
    """What teachers of the unit saw of these children on a day."""
    rows = Presence.select().where(Presence.unit == unit, Presence.day == day, Presence.child.in_(list(child_ids)))
    return {row.child_id: Mark(row.mark, row.at, row.arrived_at) for row in rows}


def questions_on(unit: Unit, day: date, child_ids: Iterable[int]) -> dict[int, Question]:
    """The question where a child is, put by a unit that day, of each of these children whose parents were asked."""
    rows = Question.select().where(
        Question.kind == MISSING, Question.unit == unit, Question.day == day, Question.child.in_(list(child_ids))
    )
    return {row.child_id: row for row in rows}


def known_of(unit: Unit, children: Sequence[Child], day: date, now: datetime) -> dict[int, ChildToday]:
    """What is known of these children at a unit, at this moment of the day: the same queries however many they are."""
    ids = [child.id for child in children]
    reports, marks, asked = reports_at(unit, day, ids), marks_at(unit, day, ids), questions_on(unit, day, ids)
    minute = minute_of(day, now, unit.starts_at)
    return {
        child.id: ChildToday(
            child,
            state_of(marks.get(child.id), reports.get(child.id, []), day, minute),
            marks.get(child.id),
            report_at(reports.get(child.id, []), minute) or next(iter(reports.get(child.id, [])), None),
            asked.get(child.id),
        )
        for child in children
    }


def group_today(group: Group) -> GroupToday:
    """A group as it is now, its children by first name."""
    children = list(children_of(group))
    known = known_of(group.unit, children, clock.today(), clock.now())
    return GroupToday(group, [known[child.id] for child in children])


def child_in(group: Group, child_id: int) -> Child:
    """A child that is in the group today; DoesNotExist for any other."""
    return children_of(group).where(Child.id == child_id).get()


def places_on(day: date) -> ModelSelect:
    """Each child in each group on a day; narrow it down before use."""
    return (
        Enrolment.select(Enrolment, Child, Group, Unit)
        .join(Child)
        .join_from(Enrolment, Group)
        .join(Unit)
        .where(is_current(Enrolment, day), Group.ended_on.is_null() | (Group.ended_on > day))
        .order_by(
            *(Unit.kind.desc(), Unit.name, Group.is_combined, Group.name),
            *(Child.given_name, Child.surname, Child.id),
        )
    )


def missing_counted(groups: Iterable[GroupToday]) -> dict[int, int]:
    """How many children of each unit are missing; one in two groups counts once."""
    found: dict[int, set[int]] = {}
    for stands in groups:
        found.setdefault(stands.group.unit_id, set()).update(
            one.child.id for one in stands.children if one.state == MISSING
        )
    return {unit_id: len(children) for unit_id, children in found.items()}


def children_among(places: Iterable[Enrolment], unit: Unit) -> list[Child]:
    """The children of a unit among these places, each once: one may be in a combined group too."""
    return list({place.child_id: place.child for place in places if place.group.unit_id == unit.id}.values())


def groups_today_of(person: Person) -> list[GroupToday]:
    """The groups of this person as they are now: which have children of whom nothing is known come first."""
    day, now = clock.today(), clock.now()
    places = list(places_on(day).where(Group.id.in_(seen_groups_of(person))))
    units = {place.group.unit_id: place.group.unit for place in places}
    known = {unit.id: known_of(unit, children_among(places, unit), day, now) for unit in units.values()}
    groups: dict[int, GroupToday] = {}
    for place in places:
        stands = groups.setdefault(place.group_id, GroupToday(place.group))
        stands.children.append(known[place.group.unit_id][place.child_id])
    return sorted(groups.values(), key=lambda one: not one.unmarked)
