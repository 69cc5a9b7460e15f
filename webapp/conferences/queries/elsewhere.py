"""When teachers receive parents in other rounds, at this unit or another: nobody is in two places at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from peewee import JOIN, ModelSelect

from webapp.conferences.models import Booking, Host, HostTeacher, Round, Slot
from webapp.core import clock
from webapp.core.db import among
from webapp.schools.models import StaffMember

OwnHost, OwnTeacher, OwnStaff = Host.alias(), HostTeacher.alias(), StaffMember.alias()


class Elsewhere(NamedTuple):
    """A time that a teacher has in another round, and whether there is a talk on it."""

    day: date
    starts: int
    ends: int
    title: str  # of that round
    is_booked: bool

    def overlaps(self, slot: Slot) -> bool:
        return self.day == slot.day and self.starts < slot.ends and slot.starts < self.ends


class Busy:
    """At which of their times the teachers of these hosts have a talk in another round."""

    def __init__(self, host_ids: Iterable[int]):
        self.times = times_elsewhere(host_ids)

    def title_at(self, slot: Slot) -> str:
        """The round in which a teacher has a talk during this slot; empty for none."""
        own = self.times.get(slot.host_id, ())
        return next((one.title for one in own if one.is_booked and one.overlaps(slot)), "")

    def is_free(self, slot: Slot) -> bool:
        return not self.title_at(slot)


def times_elsewhere(host_ids: Iterable[int]) -> dict[int, list[Elsewhere]]:
    """By host the times, from today on, that one of its teachers has in other rounds that were sent and stand; in one
    question."""
    is_held = (Booking.slot == Slot.id) & Booking.ended_at.is_null()
    rows = (
        slots_of_the_same_people(OwnHost.id, Slot.day, Slot.starts, Slot.ends, Round.title, Booking.id)
        .join_from(Slot, Booking, JOIN.LEFT_OUTER, on=is_held)
        .where(among(OwnHost.id, host_ids), ~Slot.is_blocked | Booking.id.is_null(False))
        .order_by(Slot.day, Slot.starts, Slot.id)
        .tuples()
    )
    found: dict[int, list[Elsewhere]] = defaultdict(list)
    for host_id, day, starts, ends, title, booking in rows:
        found[host_id].append(Elsewhere(day, starts, ends, title, booking is not None))
    return found


def rounds_beside(round_id: int) -> set[int]:
    """The other rounds that were sent and stand, in which somebody receives from today on who does in this one too."""
    rows = slots_of_the_same_people(Host.round).where(OwnHost.round == round_id).distinct().tuples()
    return {number for (number,) in rows}


def slots_of_the_same_people(*columns) -> ModelSelect:
    """From each host (`OwnHost`) to the slots from today on that its teachers have in other rounds that were sent and
    stand. Somebody who works at two units is the same person at both."""
    is_same = (StaffMember.id == OwnStaff.id) | (StaffMember.person == OwnStaff.person)
    return (
        OwnHost.select(*columns)
        .join(OwnTeacher, on=(OwnTeacher.host == OwnHost.id))
        .join(OwnStaff, on=(OwnTeacher.staff_member == OwnStaff.id))
        .join(StaffMember, on=is_same)
        .join(HostTeacher, on=(HostTeacher.staff_member == StaffMember.id))
        .join(Host, on=(HostTeacher.host == Host.id) & (Host.round != OwnHost.round))
        .join(Round, on=(Host.round == Round.id))
        .join_from(Host, Slot, on=(Slot.host == Host.id))
        .where(Round.published_at.is_null(False), Round.cancelled_at.is_null(), Slot.day >= clock.today())
    )
