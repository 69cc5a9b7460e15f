"""What people are told about notifications."""

from typing import Any

from webapp.core.i18n import later as _
from webapp.notifications.rules import short_trouble

NEUTRAL_TITLE = _("Er is nieuws in het ouderportaal")
NEUTRAL_URGENT = _("Spoedbericht van de school")
BUNDLE_TITLE = _("%(count)s nieuwe berichten")
WELCOME_TITLE = _("Meldingen staan aan")
WELCOME_BODY = _("Zo ziet een melding van het ouderportaal eruit.")
TEST_TITLE = _("Testmelding")
TEST_BODY = _("Deze melding komt aan. Alles werkt.")
KIND_NAMES = {
    "school_news": _("Nieuws van de school"),
    "group_news": _("Nieuws van de groep"),
    "calendar": _("Schoolkalender"),
    "conferences": _("Oudergesprekken"),
    "absence": _("Ziek melden en absentie"),
    "leave": _("Verlof"),
    "consent": _("Toestemmingen en foto's"),
    "reminders": _("Herinneringen"),
    "digest": _("Nieuwsbrief op zaterdag"),
}
WEEK_DAYS = (
    ("1", _("ma")),
    ("2", _("di")),
    ("3", _("wo")),
    ("4", _("do")),
    ("5", _("vr")),
    ("6", _("za")),
    ("7", _("zo")),
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
    "only_urgent": _("dit apparaat krijgt alleen spoedberichten"),
    "device_ended": _("dit apparaat doet niet meer mee"),
    "quiet": _("het is stil op dit apparaat; gaat later"),
    "bundled": _("zit in één melding met andere berichten"),
    "expired": _("het was te laat om nog te melden"),
    "gone": _("het apparaat heeft meldingen uitgezet"),
    "too_long": _("het bericht is te lang"),
    "withdrawn": _("het bericht is ingetrokken"),
}


# By the kind of error (webapp/core/mail.py); what the mail server said stands behind it.
MAIL_TROUBLES = {
    "SMTPRecipientsRefused": _("de mailserver neemt voor dit adres niets aan"),
    "SMTPDataError": _("de mailserver neemt dit bericht niet aan"),
    "SMTPServerDisconnected": _("de mailserver verbrak de verbinding"),
    "TimeoutError": _("de mailserver antwoordde niet"),
    "ConnectionRefusedError": _("de mailserver is niet bereikbaar"),
}


def reason(why: str) -> Any:
    """Why something was not sent, in words; what a server answered stands as it is."""
    if why in REASONS:
        return REASONS[why]
    kind, _space, answer = short_trouble(why).partition(" ")
    if kind in MAIL_TROUBLES:
        return f"{MAIL_TROUBLES[kind]} ({answer})" if answer else MAIL_TROUBLES[kind]
    return why
