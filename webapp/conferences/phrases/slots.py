"""What is said about the times of a host."""

from webapp.conferences.phrases.rounds import REFUSALS as OF_ROUNDS
from webapp.core.i18n import later as _

REFUSALS = OF_ROUNDS | {
    "slot_booked": _("Deze tijd is van een gezin. Verzet eerst dat gesprek."),
    "slot_used": _("Deze tijd is gekozen of gewenst. Weghalen kan niet meer; u kunt hem wel dichtzetten."),
    "times_overlap": _("Deze tijd loopt door een andere tijd heen. Kies een andere tijd."),
    "other_day": _("Kies een van de dagen van deze ronde."),
    "ends_before_start": _("De eindtijd ligt voor de begintijd. Kijk de tijden na."),
    "day_has_passed": _("Die dag is al geweest. Kies een andere dag."),
}
