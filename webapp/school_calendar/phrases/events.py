"""What the calendar says."""

from datetime import date
from typing import Any

from webapp.core.i18n import _, named_day
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


NEW = _l("Nieuw in de agenda: %(what)s")
CHANGED = _l("Gewijzigd: %(what)s")
CANCELLED = _l("Gaat niet door: %(what)s")
HELD = _l("Gaat toch door: %(what)s")
LONGEST_TITLE = 90  # characters of an event's title in that of a notification, so that the day still fits


def titled(news: Any, event: Any, day: date | None = None) -> str:
    """What a notification is called: «Gaat niet door: Gym, di 8 dec»; of all times of what repeats «Gym, elke week»."""
    title = event.title if len(event.title) <= LONGEST_TITLE else f"{event.title[: LONGEST_TITLE - 1].rstrip()}…"
    when = str(_("elke week")) if event.repeats_until and day is None else named_day(day or event.first_day)
    return str(news) % {"what": f"{title}, {when}"}


def when_said(event: Any, day: date | None = None) -> str:
    """When it is, by days that keep their name: «di 8 dec, 10:00–11:00»; without a day, also how long it repeats."""
    begins = day or event.first_day
    ends = begins + (event.last_day - event.first_day)
    days = named_day(begins)
    if ends != begins:
        days = str(_("%(first)s t/m %(last)s", first=days, last=named_day(ends)))
    times = "–".join(filter(None, [event.starts_at, event.ends_at])) or str(_("hele dag"))
    weekly = str(_("elke week, tot en met %(day)s", day=named_day(event.repeats_until))) if event.repeats_until else ""
    return ", ".join(filter(None, [days, times, "" if day else weekly]))


def facts_said(event: Any, day: date | None = None) -> str:
    """When and where: of the event, or of its time on one day."""
    return "\n".join(filter(None, [when_said(event, day), event.place]))


def change_said(was: Any, event: Any) -> str:
    """When and where an event is now, and of each thing that changed what it was."""
    nothing = str(_("niets"))
    facts = [(when_said(event), when_said(was)), (event.place, was.place)]
    if event.title != was.title:
        facts.insert(0, (event.title, was.title))
    lines = [
        now if now == before else str(_("%(now)s (was: %(before)s)", now=now or nothing, before=before or nothing))
        for now, before in facts
    ]
    if all(now == before for now, before in facts):
        lines.append(str(_("De uitleg, de bijlage of voor wie het is, is gewijzigd.")))
    return "\n".join(filter(None, lines))


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
    "past": _l("Deze dag is al voorbij."),
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
