"""What parents read about an invitation to a talk."""

from webapp.conferences.rules.stages import CANCELLED, CHANGING, INVITED, OPEN, PLACING, Moments
from webapp.core.i18n import _, moment


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
