"""What is said about a draw."""

from webapp.conferences.rules.draws import MISSED, SHIFTS, SIBLINGS
from webapp.core.i18n import later as _

REFUSALS = {
    "not_closed": _("Ouders kunnen nog wensen doorgeven. Loten kan daarna."),
    "no_seed": _("Deze ronde is nog niet naar de ouders gestuurd. Loten kan nog niet."),
    "cancelled": _("Deze ronde gaat niet door."),
}
CHANCES = {
    MISSED: _("vorige keer geen van de eerste drie wensen"),
    SIBLINGS: _("meer gesprekken in deze ronde"),
    SHIFTS: _("ploegendienst"),
}
