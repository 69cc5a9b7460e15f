"""Who has which time: the hosts of a round side by side, for who runs it; a teacher's own column."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from peewee import JOIN, fn

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Host, HostGroup, Invitation, Round, Slot, WaitingPlace
from webapp.conferences.queries.elsewhere import Busy
from webapp.conferences.queries.rounds import hosts_of, is_run_by, receives_in
from webapp.schools.models import Child, Group, Unit
from webapp.schools.queries.standing import standing_of


@dataclass(slots=True)
class Column:
    """A host of the grid, with the names of its groups, and how its times stand."""

    host: Host
    groups: list[str] = field(default_factory=list)
    free: int = 0
    booked: int = 0


@dataclass(slots=True)
class Day:
    """A day of the grid: its times in order, and per time the slot of each host (by the host's number)."""

    day: date
    rows: dict[int, dict[int, Slot]] = field(default_factory=dict)


@dataclass(slots=True)
class Grid:
    columns: list[Column]
    days: list[Day]


def runs(person: Person, round: Round) -> bool:
    """Whether somebody runs this round (`is_run_by`), and does not only receive in it."""
    standing = standing_of(person)
    works_here = any(function.unit_id == round.unit_id for function in standing.functions)
    return round.unit_id in standing.managed_units or (works_here and round.made_by_id == person.id)


def seen_hosts_of(person: Person, round: Round, is_runner: bool) -> list[Host]:
    """All hosts for who runs the round; the own ones for who receives in it."""
    hosts = hosts_of(round)
    return list(hosts if is_runner else hosts.where(receives_in(person)))


def grid_for(hosts: Iterable[Host]) -> Grid:
    """The times of these hosts, each slot with its `booking` (none where it is free) and how many `waiting` for it."""
    columns = columns_of(hosts)
    days: dict[date, Day] = {}
    for slot in with_elsewhere(told_slots().where(Slot.host.in_(list(columns)))):
        day = days.setdefault(slot.day, Day(slot.day))
        day.rows.setdefault(slot.starts, {})[slot.host_id] = slot
        column = columns[slot.host_id]
        column.booked += slot.booking is not None
        column.free += slot.booking is None and not slot.is_blocked and not slot.elsewhere
    for day in days.values():
        day.rows = dict(sorted(day.rows.items()))
    return Grid(list(columns.values()), list(days.values()))


def columns_of(hosts: Iterable[Host]) -> dict[int, Column]:
    """Each host by its number, with the names of its groups."""
    columns = {host.id: Column(host) for host in hosts}
    for host_id, name in group_names_of(columns):
        columns[host_id].groups.append(name)
    return columns


def told_slots():
    """Slots with who is on them (`.booking`) and how many wait (`.waiting`), by day and time; of a round that was
    called off, who was on them then."""
    waits = (
        WaitingPlace.select(WaitingPlace.slot_id, fn.COUNT(WaitingPlace.id).alias("number"))
        .where(WaitingPlace.ended_at.is_null())
        .group_by(WaitingPlace.slot_id)
        .alias("waits")
    )
    stands = Booking.ended_at.is_null() | (Booking.ended_at == Round.cancelled_at)
    is_taken = (Booking.slot == Slot.id) & stands
    return (
        Slot.select(Slot, Booking, Invitation, Child, fn.COALESCE(waits.c.number, 0).alias("waiting"))
        .join(Host)
        .join(Round)
        .join_from(Slot, Booking, JOIN.LEFT_OUTER, on=is_taken, attr="booking")
        .join(Invitation, JOIN.LEFT_OUTER)
        .join(Child, JOIN.LEFT_OUTER)
        .join_from(Slot, waits, JOIN.LEFT_OUTER, on=(waits.c.slot_id == Slot.id))
        .order_by(Slot.day, Slot.starts, Slot.id)
    )


def group_names_of(host_ids: Iterable[int]) -> list[tuple[int, str]]:
    """The groups of these hosts, by name."""
    return list(
        HostGroup.select(HostGroup.host_id, Group.name)
        .join(Group)
        .where(HostGroup.host.in_(list(host_ids)))
        .order_by(Group.is_combined, Group.name)
        .tuples()
    )


def told_slots_of(host: Host) -> list[Slot]:
    """The times of one host, as in the grid."""
    return with_elsewhere(told_slots().where(Slot.host == host))


def staff_slot_of(person: Person, slot_id: int) -> Slot:
    """A time of a host that this person is, or of a round that they run; raises DoesNotExist for any other."""
    return (
        Slot.select(Slot, Host, Round, Unit)
        .join(Host)
        .join(Round)
        .join(Unit)
        .where(Slot.id == slot_id, is_run_by(person) | receives_in(person))
        .get()
    )


def told_slot_of(slot: Slot) -> Slot:
    """This time as it stands now, as in the grid."""
    (told,) = with_elsewhere(told_slots().where(Slot.id == slot.id))
    return told


def with_elsewhere(slots: Iterable[Slot]) -> list[Slot]:
    """Each with the title of the round in which its teacher has a talk then (`.elsewhere`), or an empty one."""
    slots = list(slots)
    busy = Busy({slot.host_id for slot in slots})
    for slot in slots:
        slot.elsewhere = "" if slot.booking else busy.title_at(slot)
    return slots
