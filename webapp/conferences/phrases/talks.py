"""What is said about talks that are still to be chosen, or are tomorrow, and to the school."""

from collections.abc import Iterable

from webapp.conferences.models import Invitation
from webapp.conferences.rules.slots import clock_of
from webapp.core.i18n import later as _

NUDGED = _("Kies nog een tijd voor het oudergesprek")
NUDGED_MORE = _("U hebt nog geen tijd gekozen of wensen doorgegeven. Dat kan in het ouderportaal.")
TOMORROW = _("Morgen is uw oudergesprek")
ASKED_AGAIN = _("De school wil u graag spreken")
ASKED_AGAIN_MORE = _("U gaf door dat een oudergesprek niet nodig is. Kies toch een tijd, of bel de school.")
PAPERS_FAILED = _("De bladen konden niet worden gemaakt. Probeer het nog eens.")

REFUSALS = {
    "not_open": _("Ouders kunnen nu niet kiezen. Een herinnering helpt nu niet."),
    "nudged_today": _("Deze gezinnen zijn vandaag al herinnerd. Morgen kan het weer."),
    "nobody_left": _("Iedereen heeft al gekozen, of leest nog niet mee."),
    "not_invited": _("Deze uitnodiging geldt niet meer."),
    "slot_taken": _("Deze tijd is net door iemand anders gekozen."),
    "slot_blocked": _("Deze tijd is niet meer vrij te kiezen."),
    "moved": _("Dit gesprek staat intussen op een andere tijd. Kijk hoe het nu is."),
    "other_host": _("Deze twee gesprekken kunnen niet van tijd wisselen. Kijk of beide nog staan."),
}


def hours_said(talks: Iterable[Invitation]) -> str:
    """At what time with whom and where, without a child's name: «18:00 Joris Smit, Lokaal 3; 18:10 Eline de Wit»."""
    return "; ".join(
        f"{clock_of(talk.booking.slot.starts)} {', '.join(filter(None, [talk.host.name, talk.host.room]))}"
        for talk in talks
    )
