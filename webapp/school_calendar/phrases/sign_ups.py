"""What parents hear about signing up to help."""

from webapp.core.i18n import later as _

MOVED_UP = _("U kunt meehelpen")
MOVED_UP_MORE = _("Er is een plaats vrij gekomen. U stond op de wachtlijst en u doet nu mee.")
CALLED_OFF = _("Activiteit gaat niet door")
CALLED_OFF_MORE = _("U had zich opgegeven om te helpen. Dat hoeft nu niet meer.")
SIGNED_OFF = _("De school heeft u afgemeld")
NOT_NEEDED = _("Uw hulp is niet meer nodig")
DRAWN = _("U bent ingeloot: u helpt mee")
DRAWN_MORE = _("De plaatsen zijn verloot en u hebt er een.")
NOT_DRAWN = _("U bent niet ingeloot")
NOT_DRAWN_MORE = _("De plaatsen zijn verloot. U staat op de wachtlijst: komt er een plaats vrij, dan hoort u het.")
TOMORROW = _("Morgen helpt u mee")

REFUSALS = {
    "repeats": _("Bij wat elke week terugkomt kunt u geen hulp vragen. Zet die ene dag apart in de agenda."),
    "too_many_tasks": _("Er staan al twintig taken. Haal er eerst een weg."),
    "draw_without_places": _("Vul in hoeveel plaatsen er zijn. Zonder aantal valt er niets te loten."),
    "draw_in_past": _("Kies voor de loting een moment dat nog komt."),
    "draw_after_event": _("De loting is voordat de activiteit begint. Kies een vroeger moment."),
    "sign_up_closed": _("Opgeven en afmelden kan niet meer. Bel of mail de school."),
    "event_begun": _("Deze activiteit is al begonnen. Opgeven en afmelden kan niet meer."),
    "too_late_for_help": _("Deze activiteit is al begonnen. U kunt er geen hulp meer bij vragen."),
    "sign_up_after_event": _("Opgeven kan hoogstens tot en met de dag zelf. Kies een eerdere dag."),
    "event_cancelled": _("Deze activiteit gaat niet door. U hoeft zich niet op te geven."),
}
