"""What a draw needs to know, and what it did."""

from collections.abc import Iterable
from datetime import date

from peewee import JOIN, ModelSelect

from webapp.conferences.models import Booking, DrawnPlace, Host, Invitation, Round, Slot, Wish
from webapp.conferences.queries.elsewhere import Busy
from webapp.conferences.queries.families import Families, families_in, people_in, standing_invitations_in
from webapp.conferences.queries.invitations import talking_at
from webapp.conferences.queries.wishes import wishes_of
from webapp.conferences.rules.draws import Entry, Offer, chances_of, missed_out
from webapp.core import clock
from webapp.schools.models import Child

ROUNDS_LOOKED_BACK = 6  # of draws at the unit: in the last one a family took part in, did it miss out?


def entries_of(round: Round) -> list[Entry]:
    """Who takes part in a draw: each invitation that wants a talk and was not given a time by the school already."""
    invitations = standing_invitations_in(round)
    families = families_in(round, invitations)
    several = families_with_several(families)
    missed = families_that_missed(round, families)
    wishes = wishes_of(invitations)
    booked = booked_talks(invitations, families)
    found = []
    for one in invitations:
        family = families.family[one.id]
        if one.booking is None:
            found.append(
                Entry(
                    one.id,
                    family,
                    one.host_id,
                    chances_of(family in missed, family in several, one.works_shifts),
                    tuple(wish.slot_id for wish in wishes[one.id]),
                    families.elsewhere[family] + booked.get(family, ()),
                    *apart_from(one, invitations),
                )
            )
    return found


def apart_from(invitation: Invitation, invitations: Iterable[Invitation]) -> tuple[tuple[int, ...], tuple[date, ...]]:
    """From which invitations about the same child this one stays apart, and on which days those are that the school
    gave a time already."""
    others = [one for one in invitations if one.child_id == invitation.child_id and one.id != invitation.id]
    apart = [one for one in others if one.is_apart or invitation.is_apart]
    return tuple(one.id for one in apart), tuple(one.booking.slot.day for one in apart if one.booking is not None)


def families_with_several(families: Families) -> set[int]:
    numbers = list(families.family.values())
    return {number for number in numbers if numbers.count(number) > 1}


def booked_talks(invitations: Iterable[Invitation], families: Families) -> dict[int, tuple]:
    """Where each family already is in this round."""
    found: dict[int, tuple] = {}
    for one in invitations:
        if one.booking is not None:
            family = families.family[one.id]
            found[family] = (*found.get(family, ()), talking_at(one.booking.slot, one.host))
    return found


def families_that_missed(round: Round, families: Families) -> set[int]:
    """The families that got none of their first wishes in the last draw at this unit that they told wishes for."""
    missed: set[int] = set()
    waiting = dict(families.people)
    for earlier in draws_before(round):
        outcomes = outcomes_of(earlier)
        for family, people in list(waiting.items()):
            own = [rank for told, rank in outcomes if told & people]
            if own:
                del waiting[family]
                if any(missed_out(rank) for rank in own):
                    missed.add(family)
    return missed


def draws_before(round: Round) -> ModelSelect:
    """The draws that were held at the unit before, the last one first."""
    return (
        Round.select()
        .where(Round.unit == round.unit_id, Round.id != round.id, Round.drawn_at.is_null(False))
        .where(Round.cancelled_at.is_null())
        .order_by(Round.drawn_at.desc())
        .limit(ROUNDS_LOOKED_BACK)
    )


def outcomes_of(round: Round) -> list[tuple[frozenset[int], int | None]]:
    """Of each invitation that had wishes in a draw: who could answer it, and which wish it got."""
    answering = people_in(round)
    places = (
        DrawnPlace.select(DrawnPlace.invitation, DrawnPlace.got_rank)
        .join(Invitation)
        .where(Invitation.round == round, Invitation.id.in_(Wish.select(Wish.invitation)))
    )
    return [(frozenset(answering.get(place.invitation_id, ())), place.got_rank) for place in places]


def offers_of(round: Round) -> dict[int, Offer]:
    """The times that may be given: still to come, not blocked, nobody has them, and no teacher is in another round."""
    is_held = (Booking.slot == Slot.id) & Booking.ended_at.is_null()
    slots = (
        Slot.select(Slot, Host)
        .join(Host)
        .join_from(Slot, Booking, JOIN.LEFT_OUTER, on=is_held)
        .where(Host.round == round, ~Slot.is_blocked, Booking.id.is_null())
    )
    now, slots = clock.now(), list(slots)
    busy = Busy({slot.host_id for slot in slots})
    open_slots = [slot for slot in slots if slot.starts_at > now and busy.is_free(slot)]
    return {slot.id: Offer(slot.host_id, talking_at(slot, slot.host)) for slot in open_slots}


def places_in(round: Round) -> ModelSelect:
    """What the draw did, in the order in which was chosen: for who runs the round. Each with its invitation, its child
    and host, and the time it has now (`.booking`)."""
    is_booked = (Booking.invitation == Invitation.id) & Booking.ended_at.is_null()
    return (
        DrawnPlace.select(DrawnPlace, Invitation, Child, Host, Booking, Slot)
        .join(Invitation)
        .join(Child)
        .join_from(Invitation, Host)
        .join_from(Invitation, Booking, JOIN.LEFT_OUTER, on=is_booked, attr="booking")
        .join(Slot, JOIN.LEFT_OUTER)
        .where(Invitation.round == round)
        .order_by(DrawnPlace.place)
    )


def tickets_in(round: Round) -> ModelSelect:
    """The order of the draw as everybody may see it: numbers of invitations and tickets, nobody's name."""
    return (
        DrawnPlace.select(DrawnPlace.place, DrawnPlace.invitation, DrawnPlace.ticket, DrawnPlace.chances)
        .join(Invitation)
        .where(Invitation.round == round)
        .order_by(DrawnPlace.place)
    )


def talks_wanted_in(round: Round) -> int:
    """How many talks there will be: an invitation that was taken back or declined is none."""
    is_wanted = Invitation.withdrawn_at.is_null() & Invitation.declined_at.is_null()
    return Invitation.select().where(Invitation.round == round, is_wanted).count()
