"""What people read about consents, by code."""

from datetime import date
from typing import Any, NamedTuple

from webapp.core import clock
from webapp.core.i18n import day, hour
from webapp.core.i18n import later as _


class Words(NamedTuple):
    """What a purpose says: its title, and what is asked."""

    title: object
    text: object


STANDARD_WORDS = {
    "portal": Words(
        _("Ouderportaal"),
        _("Foto's in dit portaal, bij berichten van de school en van de groep. Ouders van de groep zien ze."),
    ),
    "website": Words(_("Website van de school"), _("Foto's op de openbare website van de school. Iedereen ziet ze.")),
    "social_media": Words(
        _("Sociale media"),
        _("Foto's op de sociale media van de school, zoals Instagram of Facebook. Iedereen ziet ze."),
    ),
    "guide": Words(
        _("Schoolgids en nieuwsbrief"), _("Foto's in de schoolgids en in nieuwsbrieven, op papier en als bestand.")
    ),
    "press": Words(_("PR en de krant"), _("Foto's voor folders en voor de krant.")),
    "class_photo": Words(
        _("Klassenfoto"), _("De foto van de groep door de schoolfotograaf, die ouders van de groep kunnen kopen.")
    ),
    "lessons": Words(
        _("Onderzoek van lessen"),
        _("Opnamen van lessen waar leerkrachten en studenten van leren. Alleen zij zien ze."),
    ),
}

CHOICES = {"yes": _("Toestaan"), "no": _("Niet toestaan")}
OUTCOMES = {
    "allowed": _("Toegestaan"),
    "refused": _("Niet toegestaan"),
    "disagreement": _("Niet toegestaan"),  # a guardian does not read here who refused
    "no_choice": _("Nog geen keuze"),
    "not_here": _("Niet van toepassing"),
}
SOURCES = {"portal": _("in het portaal"), "paper": _("op papier")}

# What the school reads: the office sees a disagreement, a teacher only yes or no.
OFFICE_OUTCOMES = OUTCOMES | {"disagreement": _("Ouders oneens: niet toegestaan")}
CELL_WORDS = {
    "allowed": _("Ja"),
    "refused": _("Nee"),
    "disagreement": _("Nee, oneens"),
    "no_choice": _("Geen keuze"),
    "not_here": "–",
}
REGISTER_HEADINGS = (
    _("Kind"),
    _("Doel"),
    _("Versie van de tekst"),
    _("Uitkomst"),
    _("Wie"),
    _("Keuze"),
    _("Hoe"),
    _("Geldt vanaf"),
    _("Vastgelegd op"),
    _("Vastgelegd door"),
    _("Nummer"),
)
REGISTER_FAILED = _("Het register kon niet worden gemaakt. Probeer het over een minuut opnieuw.")
IDLE = {
    "portal": _("de ouder koos in het portaal anders, en die keuze gaat voor"),
    "paper": _("er is een later formulier van dezelfde ouder, en dat gaat voor"),
    "history": _("de tekst is na de handtekening veranderd, dus deze keuze telt alleen als geschiedenis"),
}
PAPER_ENTERED = _("Uw toestemmingsformulier is ingevoerd")
PAPER_ENTERED_MORE = _("De school heeft een papieren formulier ingevoerd dat u tekende. Kijk of het klopt.")
REMINDER_TITLE = _("Wilt u nog kiezen over foto's?")
REMINDER_MORE = _("Er staan vragen over foto's voor u klaar. Zolang u niet kiest, maken we geen foto's voor dat doel.")

REFUSALS = {
    "no_authority": _(
        "Volgens de administratie beslist u niet mee over dit kind. Klopt dat niet? Neem dan contact op met de school."
    ),
    "unknown_purpose": _("Deze vraag stelt de school niet meer. Kijk in de lijst wat er nu gevraagd wordt."),
    "not_a_choice": _("Kies «Toestaan» of «Niet toestaan»."),
    "not_signed_yet": _("Een formulier kan niet in de toekomst getekend zijn. Kijk de datum na."),
    "no_reason": _("Schrijf waarom de foto's blijven staan. De ouder leest dat."),
    "answered_already": _("Een collega heeft dit verzoek al beantwoord."),
    "no_signer": _("Vul in wie het formulier heeft getekend."),
    "nothing_on_form": _("Kies bij minstens één doel wat er op het formulier staat."),
    "signer_without_authority": _(
        "Deze ouder heeft volgens de administratie geen gezag over het kind. Klopt dat niet? Wijzig dan het gezag."
    ),
    "portal_stays": _("Foto's in dit portaal vraagt u altijd. Deze vraag kan niet van de lijst."),
    "title_taken": _("Er staat al een doel met deze naam in de lijst. Kies een andere naam."),
}

DIFFER_TITLE = _("Beeldgebruik: ouders kiezen verschillend")
DIFFER_BODY = _("Tot zij het eens zijn, mag het niet. Tik om te lezen om wie het gaat.")
REMOVAL_TITLE = _("Een verzoek over eerdere foto's")
REMOVAL_BODY = _("Een ouder vraagt om foto's weg te halen. Tik om te lezen en te antwoorden.")
GUARDIAN = _("Keuzes van")
NOT_CHOSEN = _("nog niet gekozen")


def recorded_said(entry: Any) -> str:
    """When and by whom an entry of the register was made; of a paper form also when it was signed."""
    told = {
        "day": dated(entry.recorded_at.astimezone(clock.SCHOOL_ZONE).date()),
        "time": hour(entry.recorded_at),
        "name": entry.recorded_by_name,
        "signed": dated(entry.counts_from),
    }
    if entry.source == "paper":
        return str(_("op papier, getekend op %(signed)s; ingevoerd op %(day)s om %(time)s door %(name)s", **told))
    return str(_("vastgelegd op %(day)s om %(time)s door %(name)s", **told))


def dated(value: date) -> str:
    """A day with its year, short: what is recorded is never «vandaag»."""
    return day(value, today=date.min)
