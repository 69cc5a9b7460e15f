"""What a round can be made of, for who makes it; and what it is made of."""

from collections.abc import Iterable, Mapping
from datetime import date

from peewee import JOIN, ModelSelect, fn

from webapp.accounts.models import Person
from webapp.conferences.models import Block, Host, HostGroup, HostTeacher, Round, Slot
from webapp.conferences.rules.outlines import FARTHEST, Lengths, Outline, Stretch, Window
from webapp.conferences.rules.receiving import usual_teachers
from webapp.core import clock
from webapp.schools.models import Enrolment, Group, StaffMember, Teaching, Unit
from webapp.schools.queries.groups import taught_group_ids_of
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.queries.standing import is_current, standing_of
from webapp.schools.rules.school_days import SchoolCalendar


def plannable_units_of(person: Person) -> ModelSelect:
    """The units where this person may plan talks: those that they manage, and where they have a group."""
    standing = standing_of(person)
    units = standing.managed_units | {unit_id for _group_id, unit_id in standing.taught_groups}
    return Unit.select().where(Unit.id.in_(units)).order_by(Unit.kind.desc(), Unit.name)


def plannable_unit_of(person: Person, unit_id: int | None) -> Unit:
    """One of them, the first where none is named; raises DoesNotExist for any other."""
    units = plannable_units_of(person)
    return (units.where(Unit.id == unit_id) if unit_id else units).get()


def plannable_groups_of(person: Person, unit: Unit) -> list[Group]:
    """The groups of the unit about which this person may plan talks: all of them for office and director, the own ones
    for a teacher; with how many children are in it today (`size`)."""
    may = Group.unit.in_(standing_of(person).managed_units) | Group.id.in_(taught_group_ids_of(person))
    in_group = (Enrolment.group == Group.id) & is_current(Enrolment, clock.today())
    return list(
        Group.select(Group, fn.COUNT(Enrolment.id).alias("size"))
        .join(Enrolment, JOIN.LEFT_OUTER, on=in_group)
        .where(Group.unit == unit, Group.ended_on.is_null(), may)
        .group_by(Group)
        .order_by(Group.is_combined, Group.name)
    )


def teachers_by_group(groups: Iterable[Group]) -> dict[int, list[StaffMember]]:
    """Who has each of these groups today, by name; with how many groups they have in all (`group_count`)."""
    groups = list(groups)
    theirs = Teaching.alias()
    group_count = (
        theirs.select(fn.COUNT(theirs.id))
        .join(Group, on=(theirs.group == Group.id))
        .where(theirs.staff_member == StaffMember.id, Group.ended_on.is_null())
    )
    rows = (
        Teaching.select(Teaching, StaffMember, group_count.alias("group_count"))
        .join(StaffMember)
        .where(Teaching.group.in_(groups), is_current(StaffMember, clock.today()))
        .order_by(StaffMember.name, StaffMember.id)
    )
    found: dict[int, list[StaffMember]] = {group.id: [] for group in groups}
    for row in rows:
        row.staff_member.group_count = row.group_count
        found[row.group_id].append(row.staff_member)
    return found


def usually_receiving(teachers: Mapping[int, Iterable[StaffMember]]) -> dict[int, list[int]]:
    """Who receives about each group unless the school says otherwise, among those of `teachers_by_group`."""
    return usual_teachers(
        {group_id: {member.id: member.group_count for member in own} for group_id, own in teachers.items()}
    )


def stretches_of(round: Round) -> list[Stretch]:
    """The stretches of time in which the round holds talks, in order."""
    blocks = Block.select().where(Block.round == round).order_by(Block.day, Block.starts)
    return [Stretch(block.day, block.starts, block.ends) for block in blocks]


def calendar_ahead_of(unit: Unit) -> SchoolCalendar:
    """When the unit has school as long as a new round may be planned ahead."""
    return calendar_of(unit, clock.today(), clock.today() + FARTHEST)


def days_without_school(unit: Unit, days: Iterable[date]) -> list[tuple[date, str]]:
    """Those of these days on which the unit has no school, with the name of the holiday; empty for a weekend."""
    days = sorted(set(days))
    calendar = calendar_of(unit, days[0], days[-1]) if days else SchoolCalendar()
    return [(day, calendar.why_closed(day)) for day in days if not calendar.is_school_day(day)]


def receiving_in(round: Round) -> dict[int, tuple[int, ...]]:
    """Which staff members receive about each group of the round."""
    rows = (
        HostGroup.select(HostGroup.group_id, HostTeacher.staff_member_id)
        .join(HostTeacher, JOIN.LEFT_OUTER, on=(HostTeacher.host == HostGroup.host))
        .where(HostGroup.round == round)
        .tuples()
    )
    found: dict[int, tuple[int, ...]] = {}
    for group_id, member_id in rows:
        found[group_id] = (*found.get(group_id, ()), *([member_id] if member_id else []))
    return found


def outline_of(round: Round) -> Outline:
    """The round as it was last planned."""
    return Outline(
        round.title, round.text, round.mode, round.is_per_parent,
        lengths_of(round), window_of(round), tuple(stretches_of(round)), receiving_in(round),
    )  # fmt: skip


def lengths_of(round: Round) -> Lengths:
    return Lengths(round.minutes, round.pause, round.walking)


def window_of(round: Round) -> Window:
    return Window(round.opens_at, round.closes_at, round.changes_until)


def times_of(host: Host) -> list[Stretch]:
    """Every time of a host, also the blocked ones, in order."""
    slots = Slot.select().where(Slot.host == host).order_by(Slot.day, Slot.starts)
    return [Stretch(slot.day, slot.starts, slot.ends) for slot in slots]


def usual_rooms_of(round: Round) -> dict[int, str]:
    """In which room each host of the round would receive: where its group was talked about last."""
    own = dict(HostGroup.select(HostGroup.group_id, HostGroup.host_id).where(HostGroup.round == round).tuples())
    earlier = (
        HostGroup.select(HostGroup.group_id, Host.room)
        .join(Host)
        .where(HostGroup.group.in_(list(own)), HostGroup.round != round, Host.room != "")
        .order_by(Host.id)
        .tuples()
    )
    return {own[group_id]: room for group_id, room in earlier}
