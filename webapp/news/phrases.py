"""What people are told about posts, by refusal code."""

from webapp.core.i18n import later as _

REFUSALS = {
    "no_audience": _("Kies voor wie dit bericht is."),
    "not_your_audience": _("U kunt niet aan deze groep of school schrijven. Kies opnieuw."),
    "empty_body": _("Schrijf een bericht."),
    "body_too_long": _("Dit bericht is te lang. Maak het korter."),
    "withdrawn": _("Dit bericht is ingetrokken en kan niet meer veranderd worden."),
}
