"""What is said about when parents can come."""

from webapp.conferences.phrases.wishes import REFUSALS as WISHES
from webapp.conferences.rules.availability import CAN, CANNOT, GLADLY
from webapp.core.i18n import later as _

REFUSALS = {
    "nothing_possible": _("U kunt op geen enkel moment. Kies minstens één deel waarin het wel kan, of bel de school."),
    "stretches_changed": _("De school heeft de tijden net gewijzigd. Kijk ze nog eens na."),
    "wishes_closed": _("Doorgeven wanneer u kunt, gaat nu niet. Bel de school als er iets anders moet."),
    "not_invited": WISHES["not_invited"],
}
ANSWERS = {CANNOT: _("kan niet"), CAN: _("kan"), GLADLY: _("graag")}
