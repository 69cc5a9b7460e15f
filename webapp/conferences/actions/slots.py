"""The times of a host by hand: blocked, freed, added, taken away. One at a time for a round."""

from datetime import date

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import give_away, lock_round
from webapp.conferences.models import Block, Booking, Host, Slot, WaitingPlace, Wish
from webapp.conferences.queries.outlines import times_of
from webapp.conferences.rules.outlines import Stretch, overlaps
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused


@db.atomic()
def block_slot(by: Person, slot: Slot) -> None:
    """A time is not given to anybody: a break, or the teacher cannot. Refused for one that somebody has
    (`slot_booked`); blocking twice changes nothing."""
    lock_round(slot.host.round_id)
    refuse_ended(slot.host)
    if is_taken(slot):
        raise Refused("slot_booked")
    if Slot.update(is_blocked=True).where(Slot.id == slot.id, ~Slot.is_blocked).execute():
        audit(by, "block_slot", slot, slot.host.round.unit)


@db.atomic()
def free_slot(by: Person, slot: Slot) -> None:
    """A blocked time can be chosen again; who waits for it gets it."""
    lock_round(slot.host.round_id)
    refuse_ended(slot.host)
    if Slot.update(is_blocked=False).where(Slot.id == slot.id, Slot.is_blocked).execute():
        audit(by, "free_slot", slot, slot.host.round.unit)
        give_away(Slot.get_by_id(slot.id))


@db.atomic()
def add_slot(by: Person, host: Host, day: date, starts: int, ends: int) -> Slot:
    """A host gets one more time, on a day of the round and not in another one. Refused: `ends_before_start`,
    `other_day`, `day_has_passed`, `times_overlap`."""
    lock_round(host.round_id)
    refuse_ended(host)
    if ends <= starts:
        raise Refused("ends_before_start")
    if not Block.select().where(Block.round == host.round_id, Block.day == day).exists():
        raise Refused("other_day")
    if day < clock.today():
        raise Refused("day_has_passed")
    if overlaps(Stretch(day, starts, ends), times_of(host)):
        raise Refused("times_overlap")
    try:
        with db.atomic():
            slot = Slot.create(host=host, day=day, starts=starts, ends=ends)
    except IntegrityError:
        raise Refused("times_overlap") from None
    audit(by, "add_slot", slot, host.round.unit, host=host.id, day=day, starts=starts)
    return slot


@db.atomic()
def remove_slot(by: Person, slot: Slot) -> None:
    """A time that nobody ever had or wished for goes away altogether; any other can only be blocked."""
    lock_round(slot.host.round_id)
    refuse_ended(slot.host)
    if is_taken(slot):
        raise Refused("slot_booked")
    if any(table.select().where(table.slot == slot).exists() for table in (Booking, WaitingPlace, Wish)):
        raise Refused("slot_used")
    Slot.delete().where(Slot.id == slot.id).execute()
    audit(by, "remove_slot", slot, slot.host.round.unit, host=slot.host_id, day=slot.day, starts=slot.starts)


def is_taken(slot: Slot) -> bool:
    return Booking.select().where(Booking.slot == slot, Booking.ended_at.is_null()).exists()


def refuse_ended(host: Host) -> None:
    if host.round.cancelled_at:
        raise Refused("cancelled")
