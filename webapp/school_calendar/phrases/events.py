"""What the calendar says."""

from typing import Any

from webapp.core.i18n import _
from webapp.core.i18n import day as day_said
from webapp.core.i18n import later as _l
from webapp.school_calendar.phrases import sign_ups
from webapp.school_calendar.rules.weeks import Week

PARTS = {"morning": _l("ochtend geen school"), "afternoon": _l("middag geen school"), "": _l("geen school")}


def week_said(week: Week) -> Any:
    """A week as people say it: «Deze week», «Week van ma 7 dec»."""
    if week.away == 0:
        return _("Deze week")
    if week.away == 1:
        return _("Volgende week")
    return _("Week van %(day)s", day=day_said(week.monday))


NEW = _l("Nieuw in de agenda")
CHANGED = _l("Gewijzigd in de agenda")
CANCELLED = _l("Gaat niet door")
REFUSALS = {
    "ends_before_start": _l("Het einde ligt voor het begin. Kijk de dagen en de tijden na."),
    "too_long_or_far": _l("Dit duurt langer dan een maand, of ligt meer dan twee jaar ver. Kies andere dagen."),
    "no_start_time": _l("Vul ook in hoe laat het begint."),
    "repeat_until": _l("Herhalen kan tot een dag na de eerste keer, hoogstens een jaar verder."),
    "repeat_too_long": _l("Wat elke week terugkomt, duurt hoogstens zes dagen."),
    "no_audience": _l("Kies voor wie dit is."),
    "not_your_audience": _l("Voor deze groep kunt u niets in de agenda zetten."),
    "changed_meanwhile": _l(
        "Een collega heeft dit intussen gewijzigd. Kijk eerst wat er nu in de agenda staat. Slaat u dan opnieuw op, "
        "dan komt wat u hier invulde ervoor in de plaats."
    ),
    "cancelled": _l("Dit is al afgezegd."),
    "sent_before": _l("Dit formulier is al een keer verstuurd. Kijk alles nog eens na en bewaar opnieuw."),
    **{code: sign_ups.REFUSALS[code] for code in ("repeats", "sign_up_after_event")},
    "before_draw": _l(
        "Dan begint het voordat er geloot is wie er helpt. Kies een latere dag of tijd, of haal eerst die hulp weg."
    ),
    "empty_file": _l("Dit bestand is leeg. Kies een ander bestand."),
    "file_too_large": _l("Dit bestand is te groot: een bijlage mag 10 MB zijn."),
    "not_an_attachment": _l("Dit bestand kan niet mee. Bewaar het als PDF en kies dat."),
    "active_file": _l(
        "In dit bestand zit iets wat zelf iets kan doen of van buiten iets ophaalt. Bewaar het als PDF en kies dat."
    ),
}
