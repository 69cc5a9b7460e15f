"""What a plan has to place, read from the rows of a round."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from peewee import JOIN

from webapp.conferences.models import Availability, Booking, Host, HostTeacher, Invitation, Round, Slot
from webapp.conferences.queries.elsewhere import Busy
from webapp.conferences.queries.families import Families, families_in
from webapp.conferences.rules.availability import CANNOT, GLADLY, Stretch, touches
from webapp.conferences.rules.problems import Problem, Talk, Time
from webapp.conferences.rules.slots import Talking, clash
from webapp.schools.models import Child, StaffMember

GLAD = 2  # how glad a family is with a time at which it comes gladly


@dataclass(frozen=True, slots=True)
class Planned:
    """A round as the planner sees it: the problem, where each talk is now (by its invitation), and the rows behind."""

    problem: Problem
    times: dict[int, Time]
    invitations: dict[int, Invitation]
    slots: dict[tuple[int, Time], Slot]  # by host and time


def planned_round(round: Round) -> Planned:
    """All that is known of who has to come when, in a few questions, however many talks there are."""
    invitations = {one.id: one for one in invitations_to_place(round)}
    slots = {
        (slot.host_id, time_of(slot)): slot for slot in Slot.select(Slot, Host).join(Host).where(Host.round == round)
    }
    families = families_in(round, list(invitations.values()))
    every_time = {time for _host, time in slots}
    told = stretches_told(invitations.values(), families)
    problem = Problem(
        talks=tuple(Talk(one.id, families.family[one.id], one.host_id, kept_time(one)) for one in invitations.values()),
        open=open_times(slots, [one.booking for one in invitations.values() if one.booking]),
        unavailable=unavailable_times(round, families, told, every_time),
        wishes=glad_times(families, told, every_time),
        rooms={slot.host_id: slot.host.room or f"host {slot.host_id}" for slot in slots.values()},
        walking=round.walking,
        apart=apart_pairs(invitations.values()),
        receiving=receiving_parents(round, families),
    )
    times = {one.id: time_of(one.booking.slot) for one in invitations.values() if one.booking is not None}
    return Planned(problem, times, invitations, slots)


def invitations_to_place(round: Round) -> list[Invitation]:
    """The invitations that want a talk, in a fixed order; each with child and booking."""
    is_booked = (Booking.invitation == Invitation.id) & Booking.ended_at.is_null()
    rows = (
        Invitation.select(Invitation, Child, Host, Booking, Slot)
        .join(Child)
        .join_from(Invitation, Host)
        .join_from(Invitation, Booking, JOIN.LEFT_OUTER, on=is_booked, attr="booking")
        .join(Slot, JOIN.LEFT_OUTER)
        .where(Invitation.round == round, Invitation.withdrawn_at.is_null(), Invitation.declined_at.is_null())
        .order_by(Invitation.id)
    )
    for one in (found := list(rows)):
        one.round = round
    return found


def time_of(slot: Slot) -> Time:
    return Time(slot.day, slot.starts, slot.ends)


def kept_time(invitation: Invitation) -> Time | None:
    """Where the school put a talk itself: the planner leaves it there. What the planner placed and nobody touched may
    move."""
    booking = invitation.booking
    is_kept = booking is not None and (booking.is_fixed or booking.source != "plan")
    return time_of(booking.slot) if is_kept else None


def open_times(slots: dict[tuple[int, Time], Slot], bookings: Iterable[Booking]) -> dict[int, frozenset[Time]]:
    """The times of each host that are not blocked and at which no teacher has a talk in another round; and those that
    somebody has already."""
    found: dict[int, set[Time]] = defaultdict(set)
    busy, held = Busy({host for host, _time in slots}), {booking.slot_id for booking in bookings}
    for (host, time), slot in slots.items():
        if not slot.is_blocked and (slot.id in held or busy.is_free(slot)):
            found[host].add(time)
    return {host: frozenset(times) for host, times in found.items()}


def stretches_told(invitations: Iterable[Invitation], families: Families) -> dict[tuple[int, str], set[Stretch]]:
    """In which stretches each family cannot come, and in which gladly, by family and answer."""
    found: dict[tuple[int, str], set[Stretch]] = defaultdict(set)
    for row in Availability.select().where(Availability.invitation.in_([one.id for one in invitations])):
        found[families.family[row.invitation_id], row.kind].add(Stretch(row.day, row.starts, row.ends))
    return found


def unavailable_times(
    round: Round, families: Families, told: dict[tuple[int, str], set[Stretch]], times: set[Time]
) -> dict[int, frozenset[Time]]:
    """The times at which each family cannot come: as it told, or because it is at a talk of another round."""
    return {
        family: frozenset(
            time
            for time in times
            if any(touches(stretch, time.day, time.starts, time.ends) for stretch in told.get((family, CANNOT), ()))
            or any(clash(Talking(time.day, time.starts, time.ends, ""), there, round.walking) for there in elsewhere)
        )
        for family, elsewhere in families.elsewhere.items()
    }


def glad_times(
    families: Families, told: dict[tuple[int, str], set[Stretch]], times: set[Time]
) -> dict[int, dict[Time, int]]:
    """The times at which each family comes gladly."""
    return {
        family: {
            time: GLAD
            for time in times
            if any(touches(stretch, time.day, time.starts, time.ends) for stretch in told.get((family, GLADLY), ()))
        }
        for family in families.people
    }


def apart_pairs(invitations: Iterable[Invitation]) -> tuple[tuple[int, int], ...]:
    """The invitations about one child that must not be on one evening."""
    of_child: dict[int, list[Invitation]] = defaultdict(list)
    for one in invitations:
        of_child[one.child_id].append(one)
    return tuple(
        (one.id, other.id)
        for own in of_child.values()
        for place, one in enumerate(own)
        for other in own[place + 1 :]
        if one.is_apart or other.is_apart
    )


def receiving_parents(round: Round, families: Families) -> dict[int, frozenset[int]]:
    """As which hosts the people of a family receive parents themselves, where they do."""
    rows = HostTeacher.select(HostTeacher.host, StaffMember.person).join(StaffMember).join_from(HostTeacher, Host)
    hosts: dict[int, set[int]] = defaultdict(set)
    for host, person in rows.where(Host.round == round, StaffMember.person.is_null(False)).tuples():
        hosts[person].add(host)
    found = {
        family: frozenset().union(*(hosts.get(one, ()) for one in people)) for family, people in families.people.items()
    }
    return {family: own for family, own in found.items() if own}
