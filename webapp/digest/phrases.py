"""How a digest is called, and what the office is told about it."""

from webapp.core.i18n import later as _

SUBJECT = _("Nieuws van deze week van %(unit)s")
REFUSALS = {"in_the_night": _("Kies een tijd tussen 06:00 en 20:00.")}
OUTCOMES = {
    "sent": _("verstuurd"),
    "waiting": _("onderweg"),
    "empty": _("niets te vertellen"),
    "unwanted": _("wil hem niet"),
    "failed": _("mislukt"),
}
