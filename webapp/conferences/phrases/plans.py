"""What is said about a plan, its board, and what could not be."""

from collections.abc import Iterable

from webapp.conferences.rules.plan_reports import Window
from webapp.conferences.rules.slots import clock_of
from webapp.core.i18n import _, day
from webapp.core.i18n import later as _l

REFUSALS = {
    "not_closed": _l("Ouders kunnen nog doorgeven wanneer ze kunnen. Een rooster maken kan daarna."),
    "announced": _l("De tijden zijn al bekendgemaakt. U kunt nog wel zelf gesprekken verzetten."),
    "cancelled": _l("Deze ronde gaat niet door."),
    "being_planned": _l("Er wordt al een rooster gemaakt. Wacht tot dat klaar is."),
    "kept_changing": _l("Er werd steeds iets gewijzigd terwijl het rooster gemaakt werd. Probeer het opnieuw."),
    "not_found": _l("Er is geen rooster gevonden in de tijd die ervoor staat. Er is niets gewijzigd."),
    "no_plan": _l("Er is nog geen rooster om bekend te maken."),
}
FAILED = _l("Het rooster maken is niet gelukt. Er is niets gewijzigd. Probeer het opnieuw.")
MARKS = {
    "cannot": _l("kan dan niet"),
    "clashes": _l("botst met broer of zus"),
    "one_evening": _l("zelfde avond als andere ouder"),
    "receives": _l("ontvangt dan zelf ouders"),
    "not_joined": _l("sluit niet aan"),
    "not_gladly": _l("liever op een andere tijd"),
}


def windows_said(windows: Iterable[Window]) -> str:
    """Some stretches of time in words: «di 8 dec 18:00–18:40 en do 10 dec 20:00–20:10»."""
    told = [f"{day(one.day)} {clock_of(one.starts)}–{clock_of(one.ends)}" for one in windows]
    return _("%(earlier)s en %(last)s", earlier=", ".join(told[:-1]), last=told[-1]) if len(told) > 1 else "".join(told)


def reason_said(code: str, windows: Iterable[Window], host: str) -> str:
    """Why a talk has no time, does not join up, or is not when the family comes gladly."""
    values = {"windows": windows_said(windows), "host": host}
    sentences = {
        "no_time": _("Kan op geen enkele tijd van %(host)s.", **values),
        "few_times": _("%(host)s heeft minder tijden dan gesprekken.", **values),
        "full": _("Kan alleen %(windows)s, en dan is %(host)s vol.", **values),
        "elsewhere": _("Bij %(host)s is alleen %(windows)s nog vrij, en dan is het gezin bij een ander gesprek, of komt"
                       " de andere ouder die avond.", **values),
        "never_next": _("Broers en zussen kunnen nergens na elkaar: hun leerkrachten of het gezin kunnen dan niet."),
        "next_taken": _("Broers en zussen niet na elkaar: waar dat kon, hadden anderen de tijd."),
        "glad_never": _("Liever op een andere tijd, maar dan is %(host)s er niet.", **values),
        "glad_taken": _("Liever %(windows)s, maar dan is %(host)s vol.", **values),
        "glad_traded": _("Liever %(windows)s, maar dan sluiten de gesprekken minder goed aan.", **values),
    }  # fmt: skip
    return sentences[code]
