"""When parents can come, as they told for a plan."""

from peewee import ModelSelect

from webapp.conferences.models import Availability, Block, Invitation, Round
from webapp.conferences.rules.availability import CAN, Stretch, stretches_in


def stretches_asked_in(round: Round) -> list[Stretch]:
    """The stretches of the days of a round about which parents are asked."""
    blocks = Block.select(Block.day, Block.starts, Block.ends).where(Block.round == round)
    return stretches_in(blocks.tuples())


def told_stretches_of(invitation: Invitation) -> ModelSelect:
    """In which stretches the parents cannot come, or come gladly, in order."""
    return (
        Availability.select()
        .where(Availability.invitation == invitation)
        .order_by(Availability.day, Availability.starts)
    )


def answers_of(invitation: Invitation, stretches: list[Stretch]) -> dict[Stretch, str]:
    """What was answered for each of these stretches: that they can, where nothing else was told."""
    told = {(row.day, row.starts): row.kind for row in told_stretches_of(invitation)}
    return {stretch: told.get((stretch.day, stretch.starts), CAN) for stretch in stretches}
