"""What the calendar says."""

from typing import Any

from webapp.core.i18n import _ as now_said
from webapp.core.i18n import day as day_said
from webapp.core.i18n import later as _
from webapp.school_calendar.rules.weeks import Week

PARTS = {"morning": _("ochtend geen school"), "afternoon": _("middag geen school"), "": _("geen school")}


def week_said(week: Week) -> Any:
    """A week as people say it: «Deze week», «Week van ma 7 dec»."""
    if week.away == 0:
        return now_said("Deze week")
    if week.away == 1:
        return now_said("Volgende week")
    return now_said("Week van %(day)s", day=day_said(week.monday))


NEW = _("Nieuw in de agenda")
CHANGED = _("Gewijzigd in de agenda")
CANCELLED = _("Gaat niet door")
REFUSALS = {
    "ends_before_start": _("Het einde ligt voor het begin. Kijk de dagen en de tijden na."),
    "too_long_or_far": _("Dit duurt langer dan een maand, of ligt meer dan twee jaar ver. Kies andere dagen."),
    "no_start_time": _("Vul ook in hoe laat het begint."),
    "repeat_until": _("Herhalen kan tot een dag na de eerste keer, hoogstens een jaar verder."),
    "repeat_too_long": _("Wat elke week terugkomt, duurt hoogstens zes dagen."),
    "no_audience": _("Kies voor wie dit is."),
    "not_your_audience": _("Voor deze groep kunt u niets in de agenda zetten."),
    "cancelled": _("Dit is al afgezegd."),
    "empty_file": _("Dit bestand is leeg. Kies een ander bestand."),
    "file_too_large": _("Dit bestand is te groot: een bijlage mag 10 MB zijn."),
    "not_an_attachment": _("Dit bestand kan niet mee. Bewaar het als PDF en kies dat."),
    "active_file": _(
        "In dit bestand zit iets wat zelf iets kan doen of van buiten iets ophaalt. Bewaar het als PDF en kies dat."
    ),
}
