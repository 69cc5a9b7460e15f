"""Which talks are to come."""

from peewee import ModelSelect

from webapp.conferences.models import Booking, Host, Invitation, Round, Slot
from webapp.conferences.queries.invitations import invitations
from webapp.core import clock


def rounds_with_talks_to_come() -> ModelSelect:
    """The rounds that stand and in which somebody has a time from today on."""
    coming = (
        Host.select(Host.round).join(Slot).join(Booking).where(Slot.day >= clock.today(), Booking.ended_at.is_null())
    )
    return Round.select().where(Round.id.in_(coming), Round.published_at.is_null(False), Round.cancelled_at.is_null())


def talks_to_come_in(round: Round) -> ModelSelect:
    """The invitations of the round that have a time from today on."""
    return invitations().where(Invitation.round == round, Slot.day >= clock.today())
