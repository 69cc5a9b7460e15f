"""Sending a round: everybody is invited, and hears it once. What comes after it: more children, fewer, or none."""

from collections.abc import Iterable

from peewee import chunked

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import appointment_key_of, free, lock_round
from webapp.conferences.models import Booking, Invitation, Round, WaitingPlace, moment_at
from webapp.conferences.notices.rounds import tell_cancelled, tell_invited
from webapp.conferences.queries.invitations import answerers_in
from webapp.conferences.queries.invitees import Planned, lacking_invitations
from webapp.conferences.queries.outlines import stretches_of, window_of
from webapp.conferences.rules.outlines import why_not_published
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.credentials import new_token
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.tickets import hash_of
from webapp.school_calendar.actions.appointments import cancel_appointments

AT_ONCE = 1000  # rows in one statement


@db.atomic()
def publish_round(by: Person, round: Round) -> None:
    """The parents of every child who is in the groups today are invited, and each person hears it once, however many
    children it has here. A draw gets its seed, of which only the hash is told. Sending again tells nobody anything.

    Refused: `cancelled`, `nobody_to_invite`, or why the moments no longer hold.
    """
    lock_round(round.id)
    now = clock.now()
    round = Round.get_by_id(round.id)
    if round.published_at:
        return
    refuse_publication(round)
    planned = lacking_invitations(round)
    if not planned:
        raise Refused("nobody_to_invite")
    seed = new_token() if round.mode == "draw" else ""
    Round.update(published_at=now, seed=seed, seed_hash=hash_of(seed) if seed else "").where(
        Round.id == round.id
    ).execute()
    invite(round, planned)
    audit(by, "publish_round", round, round.unit, invitations=len(planned))
    people = people_of(answerers_in(round).values())
    tell_invited(by, Round.get_by_id(round.id), people, f"conference-invited-{round.id}")


def refuse_publication(round: Round) -> None:
    if round.cancelled_at:
        raise Refused("cancelled")
    first = min(stretches_of(round))
    if problem := why_not_published(window_of(round), moment_at(first.day, first.starts), clock.now()):
        raise Refused(problem)


@db.atomic()
def invite_late_children(by: Person, round: Round) -> int:
    """Children who came into a group after the round was sent are invited as well, and only their parents hear it.
    Returns how many invitations that were."""
    lock_round(round.id)
    if not round.published_at or round.cancelled_at:
        raise Refused("cancelled" if round.cancelled_at else "not_sent")
    last = Invitation.select().where(Invitation.round == round).order_by(Invitation.id.desc()).first()
    newest = last.id if last else 0
    planned = lacking_invitations(round)
    invite(round, planned)
    if planned:
        audit(by, "invite_late_children", round, round.unit, children=sorted({one.child_id for one in planned}))
        late = [own for invitation_id, own in answerers_in(round).items() if invitation_id > newest]
        tell_invited(by, round, people_of(late), f"conference-invited-{round.id}-{newest}")
    return len(planned)


def invite(round: Round, planned: Iterable[Planned]) -> None:
    rows = [
        {
            "round": round.id, "host": one.host_id, "child": one.child_id,
            "household": one.invited.household, "person": one.invited.person,
        }
        for one in planned
    ]  # fmt: skip
    for some in chunked(rows, AT_ONCE):
        Invitation.insert_many(some).execute()


def people_of(answerers: Iterable[list[Person]]) -> list[Person]:
    """Each person once."""
    return list({person.id: person for own in answerers for person in own}.values())


@db.atomic()
def withdraw_invitation(by: Person, invitation: Invitation) -> None:
    """The school takes an invitation back, of a child that left: its time comes free, and who had it hears so."""
    lock_round(invitation.round_id)
    now = clock.now()
    withdrawn = (
        Invitation.update(withdrawn_at=now)
        .where(Invitation.id == invitation.id, Invitation.withdrawn_at.is_null())
        .execute()
    )
    if withdrawn:
        free(by, invitation)
        audit(by, "withdraw_invitation", invitation.child, invitation.round.unit, invitation=invitation.id)


@db.atomic()
def cancel_round(by: Person, round: Round, is_draft: bool = False) -> None:
    """The talks are off: every time comes free, nothing stands in the calendars any more, and everybody who was
    invited hears it once. A draft goes away without anybody hearing of it. Refused: `sent_meanwhile` for who meant to
    throw away a draft (`is_draft`) that a colleague sent by now."""
    lock_round(round.id)
    now, round = clock.now(), Round.get_by_id(round.id)
    if is_draft and round.published_at:
        raise Refused("sent_meanwhile")
    cancelled = Round.update(cancelled_at=now).where(Round.id == round.id, Round.cancelled_at.is_null()).execute()
    if not cancelled:
        return
    audit(by, "cancel_round", round, round.unit)
    people = people_of(answerers_in(round).values())
    own = Invitation.select(Invitation.id).where(Invitation.round == round)
    booked = list(
        Booking.select(Booking.id, Booking.invitation_id).where(Booking.invitation.in_(own), Booking.ended_at.is_null())
    )
    Booking.update(ended_at=now, ended_by=by).where(Booking.invitation.in_(own), Booking.ended_at.is_null()).execute()
    WaitingPlace.update(ended_at=now).where(WaitingPlace.invitation.in_(own), WaitingPlace.ended_at.is_null()).execute()
    cancel_appointments([appointment_key_of(booking.invitation_id) for booking in booked])
    if round.published_at:
        tell_cancelled(by, round, people)
