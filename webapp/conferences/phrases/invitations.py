"""What parents read about an invitation to a talk."""

from webapp.conferences.rules.stages import CANCELLED, CHANGING, INVITED, OPEN, PLACING, Moments
from webapp.core.i18n import _, moment


def to_do_said(mode: str, name: str) -> str:
    """What a parent has still to do for the talk about a child: choose a time, or tell what a draw or plan asks."""
    if mode == "draw":
        return _("Geef uw wensen door voor het gesprek over %(name)s", name=name)
    if mode == "plan":
        return _("Geef door wanneer u kunt voor het gesprek over %(name)s", name=name)
    return _("Kies een tijd voor het gesprek over %(name)s", name=name)


def stage_said(stage: str, round: Moments) -> str:
    """What can be done now, and until when, in one sentence."""
    if stage == CANCELLED:
        return _("Deze oudergesprekken gaan niet door.")
    if stage == INVITED:
        return _("U kunt kiezen vanaf %(moment)s.", moment=moment(round.opens_at))
    if stage == PLACING:
        return _("De school maakt het rooster. U hoort het zodra de tijden bekend zijn.")
    if stage == OPEN and (round.mode == "first_come" or round.announced_at):
        return _("Kiezen kan tot %(moment)s.", moment=moment(round.closes_at))
    if stage == OPEN:
        return _("U kunt uw wensen doorgeven tot %(moment)s.", moment=moment(round.closes_at))
    if stage == CHANGING:
        return _("Wijzigen en afzeggen kan tot %(moment)s.", moment=moment(round.changes_until))
    return _("Kiezen of wijzigen kan niet meer. Bel de school als er iets verandert.")
