"""What people are told about notifications."""

from typing import Any

from webapp.core.i18n import later as _

NEUTRAL_TITLE = _("Er is nieuws in het ouderportaal")
BUNDLE_TITLE = _("%(count)s nieuwe berichten")
WELCOME_TITLE = _("Meldingen staan aan")
WELCOME_BODY = _("Zo ziet een melding van het ouderportaal eruit.")
TEST_TITLE = _("Testmelding")
TEST_BODY = _("Deze melding komt aan. Alles werkt.")
KIND_NAMES = {
    "school_news": _("Nieuws van de school"),
    "group_news": _("Nieuws van de groep"),
}
WEEK_DAYS = (
    ("1", _("maandag")),
    ("2", _("dinsdag")),
    ("3", _("woensdag")),
    ("4", _("donderdag")),
    ("5", _("vrijdag")),
    ("6", _("zaterdag")),
    ("7", _("zondag")),
)
DEVICE_REFUSALS = {
    "bad_subscription": _(
        "Uw browser stuurde iets dat wij niet begrijpen. Werk uw browser bij en probeer het opnieuw."
    ),
    "push_host": _("Meldingen van deze browser kunnen wij niet versturen. Gebruik Chrome, Edge, Firefox of Safari."),
    "turned_off": _("Meldingen staan uit op dit apparaat. Zet ze aan bij Meldingen."),
}
CHANNELS = {"push": _("Telefoon of tablet"), "mail": _("E-mail")}
STATES = {
    "pending": _("Wacht"),
    "claimed": _("Onderweg"),
    "accepted": _("Verstuurd"),
    "shown": _("Getoond"),
    "failed": _("Mislukt"),
    "skipped": _("Niet verstuurd"),
}
REASONS = {
    "preference": _("wil dit niet op deze manier horen"),
    "no_device": _("heeft geen apparaat voor meldingen"),
    "only_urgent": _("dit apparaat krijgt alleen wat dringend is"),
    "device_ended": _("dit apparaat doet niet meer mee"),
    "quiet": _("het is stil op dit apparaat; gaat later"),
    "bundled": _("zit in één melding met andere berichten"),
    "expired": _("het was te laat om nog te melden"),
    "gone": _("het apparaat heeft meldingen uitgezet"),
    "too_long": _("het bericht is te lang"),
    "withdrawn": _("het bericht is ingetrokken"),
}


def reason(why: str) -> Any:
    """Why something was not sent, in words; what a server answered stands as it is."""
    return REASONS.get(why, why)
