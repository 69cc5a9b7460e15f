"""What a family is told about leave, and what both sides call things."""

from datetime import date
from typing import Any

from webapp.core.i18n import day as short_day
from webapp.core.i18n import full_day, language_of
from webapp.core.i18n import later as _
from webapp.leave.rules.assessing import Said

PURPOSE_NAMES = {
    "religion": _("Een feest of plicht van uw geloof"),
    "profession": _("Op vakantie, omdat dat door uw werk niet in de schoolvakanties kan"),
    "family": _("Een gebeurtenis in de familie, of een andere bijzondere reden"),
    "holiday": _("Een andere vakantie of een dag vrij"),
    "at_home": _("Mijn kind is vier of vijf en blijft een paar uur thuis"),
}
KIND_NAMES = {
    "feast": _("Feest of plicht van geloof"),
    "profession": _("Vakantie door het werk van een ouder"),
    "wedding": _("Bruiloft in Nederland"),
    "wedding_abroad": _("Bruiloft in het buitenland"),
    "death_first": _("Overlijden van een ouder, broer of zus"),
    "death_second": _("Overlijden van een opa of oma"),
    "death_further": _("Overlijden van een oom, tante, neef of nicht"),
    "death_abroad": _("Begrafenis in het buitenland"),
    "serious_illness": _("Ernstige ziekte in de familie"),
    "jubilee": _("Jubileum van ouders of grootouders"),
    "moving": _("Verhuizing"),
    "other": _("Iets anders"),
    "holiday": _("Andere vakantie of vrije dag"),
    "at_home": _("Uren thuis van een vijfjarige"),
}
GROUND_NAMES = {
    "e": _("godsdienst of levensovertuiging (artikel 11 onder e en 13 Leerplichtwet 1969)"),
    "f": _("vakantie door het beroep van een ouder (artikel 11 onder f en 13a Leerplichtwet 1969)"),
    "g": _("andere gewichtige omstandigheden (artikel 11 onder g en 14 Leerplichtwet 1969)"),
    "hours": _("vijfjarige, uren thuis (artikel 11a Leerplichtwet 1969)"),
    "none": _("nog niet leerplichtig (artikel 3 Leerplichtwet 1969)"),
}
STATE_NAMES = {
    "unconfirmed": _("wacht op de andere ouder"),
    "submitted": _("aangevraagd"),
    "question": _("de school vraagt u iets"),
    "answered": _("beantwoord"),
    "approved": _("toegekend"),
    "partly": _("deels toegekend"),
    "refused": _("afgewezen"),
    "referred": _("doorgestuurd naar de leerplichtambtenaar"),
    "withdrawn": _("ingetrokken"),
    "noted": _("gemeld"),
}
STATE_TONES = {
    "approved": "good", "partly": "good", "noted": "good", "refused": "bad", "question": "waiting",
    "unconfirmed": "waiting", "submitted": "waiting", "answered": "waiting", "referred": "waiting",
}  # fmt: skip
EVENT_NAMES = {
    "submitted": _("Aangevraagd"),
    "noted": _("Gemeld"),
    "confirmed": _("Bevestigd door de andere ouder"),
    "question": _("Vraag van de school"),
    "answer": _("Antwoord"),
    "attached": _("Bijlage toegevoegd"),
    "decided": _("Beslist"),
    "approved": _("Toegekend"),
    "partly": _("Deels toegekend"),
    "refused": _("Afgewezen"),
    "referred": _("Doorgestuurd naar de leerplichtambtenaar"),
    "withdrawn": _("Ingetrokken"),
}
# What the form tells before anything is sent, by code. What makes asking impossible is a refusal too.
IMPOSSIBLE = {
    "ends_before_start": _("De laatste dag of tijd ligt voor de eerste. Kijk de dagen en tijden na."),
    "too_long_ago": _("Dit is langer dan twee maanden geleden. Bel de school."),
    "day_too_far": _("Dit is meer dan een jaar weg, of duurt langer dan een jaar. Kijk de dagen na."),
    "no_school_days": _("In deze dagen is er geen school. U hoeft geen verlof aan te vragen."),
    "profession_too_long": _(
        "Dit kan niet. Door het werk van een ouder mag een kind hoogstens 10 schooldagen weg. Niemand mag meer geven, "
        "ook de leerplichtambtenaar niet. Kies minder dagen."
    ),
    "once_a_year": _("Dit kan niet. Vakantie door het werk van een ouder mag één keer in een schooljaar."),
    "first_weeks": _(
        "Dit kan niet. In de eerste twee weken na de zomervakantie, van %(first)s tot en met %(last)s, mag een kind "
        "hiervoor nooit weg. Kies andere dagen."
    ),
    "birthdate_unknown": _("De school weet de geboortedatum niet. Vraag de administratie om die in te vullen."),
    "six_already": _("Dit kan tot en met de dag voor de zesde verjaardag: %(last)s. Kies een eerdere dag."),
    "over_ten_hours": _("Dit is meer dan 10 uur in een week. Meer dan 10 uur kan de school niet toestaan."),
}
SAID = IMPOSSIBLE | {
    "not_compulsory": _(
        "Uw kind hoeft pas vanaf %(day)s naar school volgens de wet. U hoeft geen verlof te vragen: dit is een melding."
    ),
    "feast_is_notice": _("U meldt dit, minstens twee dagen ervoor. Het is geen vraag: de school beslist er niet over."),
    "late_notice": _(
        "Dit is later dan twee dagen ervoor. We geven uw melding door. De school kan de dag als ongeoorloofd "
        "opschrijven: bel even."
    ),
    "one_day_a_feast": _("Voor een feest is één dag gebruikelijk. Extra dagen in het buitenland horen er niet bij."),
    "every_holiday": _(
        "Dit kan alleen als uw gezin door uw werk in geen enkele schoolvakantie twee weken weg kan. Het kan één keer "
        "in een schooljaar, hoogstens 10 schooldagen."
    ),
    "statement_needed": _("Stuur een verklaring mee van de werkgever, of van uw eigen bedrijf. Dat kan ook later."),
    "eight_weeks": _("Vraag dit als het kan acht weken van tevoren. Dit is korter: leg uit waarom."),
    "holiday_is_no_ground": _(
        "Vakantie buiten de schoolvakanties is volgens de wet geen reden voor verlof, ook niet als die al geboekt is. "
        "U mag het vragen. De kans is groot dat de school nee moet zeggen."
    ),
    "late_request": _("Dit is langer dan twee dagen geleden. Leg uit waarom u het nu pas vraagt."),
    "above_guideline": _("Gebruikelijk is hiervoor hoogstens %(days)s. Leg uit waarom het meer is."),
    "eight_weeks_long": _("Vraag zo veel dagen als het kan acht weken van tevoren."),
    "hours_by_notice": _("Een vijfjarige mag 5 uur per week thuisblijven. U hoeft het alleen te melden."),
    "hours_with_permission": _(
        "Dit is meer dan 5 uur in een week. Tot 10 uur kan de directeur het toestaan. Uren kunt u niet opsparen."
    ),
    "lead_days": _("De school wil dit graag %(number)s dagen van tevoren weten. U mag het toch vragen."),
    "blackout": _("Van %(first)s tot en met %(last)s geeft de school liever geen verlof: %(name)s."),
    "director_decides": _("De directeur beslist, uiterlijk op %(day)s."),
    "officer_decides": _(
        "Dit komt boven de 10 schooldagen in een schooljaar. Dan beslist de leerplichtambtenaar van uw gemeente. "
        "De school stuurt uw aanvraag door."
    ),
}
WARNINGS = {
    *("late_notice", "one_day_a_feast", "eight_weeks", "holiday_is_no_ground", "late_request", "above_guideline"),
    *("eight_weeks_long", "lead_days", "blackout", "officer_decides"),
}
REFUSALS = IMPOSSIBLE | {
    "nobody_chosen": _("Kies voor welk kind."),
    "unknown_kind": _("Kies waarvoor het is."),
    "not_taking_part": _("Verlof vraagt u hier niet in het portaal. Bel de school."),
    "reason_needed": _("Leg uit waarom u het vraagt. De directeur moet het kunnen afwegen."),
    "overlaps": _("Voor %(child)s is voor deze dagen al verlof gevraagd. Kijk bij uw aanvragen."),
    "asked_already": _("Voor %(child)s is dit al aangevraagd. Kijk bij uw aanvragen."),
    "sent_already": _(
        "Hiermee is al iets anders aangevraagd. Dit is nog niet verstuurd: kijk het na en verstuur het opnieuw."
    ),
    "moved_on": _("Dat kan niet meer: dit is intussen %(state)s."),
    "begun_already": _("Dat kan niet meer: deze dagen zijn al begonnen. Bel de school."),
    "not_yours": _("Dit kan alleen de ouder die het vroeg."),
    "not_yours_to_confirm": _("Dit bevestigt de andere ouder met gezag."),
    "answer_needed": _("Schrijf uw antwoord."),
    "no_file": _("Kies een bestand."),
    "empty_file": _("Dit bestand is leeg. Kies een ander bestand."),
    "file_too_large": _(
        "Dit bestand is te groot: hoogstens 10 MB. Maak een foto van het papier, of kies een kleiner bestand."
    ),
    "not_a_paper": _("Dit bestand kunnen we niet openen. Kies een foto of een PDF zonder wachtwoord."),
    "too_many_files": _("Er kunnen hoogstens vijf bijlagen bij. Kies er minder."),
}
# What the form asks about why, by purpose, and what helps to answer it.
ASKING_LABELS = {
    "religion": _("Welk feest of welke plicht is het?"),
    "profession": _("Waarom kan uw gezin in geen enkele schoolvakantie weg?"),
    "family": _("Wat wilt u erover vertellen?"),
    "holiday": _("Waarom kan het niet in een schoolvakantie?"),
    "at_home": _("Wilt u er iets bij zeggen?"),
}
ASKING_HINTS = {
    "religion": _("Een paar woorden is genoeg."),
    "profession": _("Schrijf wat voor werk het is, en wanneer u wel en niet vrij kunt nemen."),
    "family": _("Een paar zinnen is genoeg. Schrijf niet op wie welke ziekte heeft."),
    "holiday": _("De directeur leest dit en moet het kunnen afwegen."),
    "at_home": _("Dat hoeft niet."),
}
ABSENCE_NAME = _("Verlof")
LETTER_LABELS = {
    "asked_by": _("Gevraagd door"),
    "asked_on": _("Gevraagd op"),
    "span": _("Wanneer"),
    "days": _("Schooldagen"),
}
FILTER_NAMES = {
    "open": _("Nog niet beslist"),
    "given": _("Toegekend of gemeld"),
    "refused": _("Afgewezen of doorgestuurd"),
    "withdrawn": _("Ingetrokken"),
}
ASKED_TITLE = _("Verlof aangevraagd")
CHANGED_TITLE = _("Nieuws over verlof")
TOLD_GUARDIANS = _("Er is verlof gevraagd of gemeld voor uw kind. Tik om te lezen.")
TOLD_TO_CONFIRM = _("Er is verlof gevraagd voor uw kind. De school wil dat u dit ook bevestigt. Tik om te lezen.")
TOLD_GUARDIANS_CHANGED = _("Er is iets veranderd bij een verlofaanvraag. Tik om te lezen.")
TOLD_SCHOOL = _("Er is een nieuwe aanvraag of melding. Tik om te lezen.")
TOLD_SCHOOL_CHANGED = _("Een ouder heeft iets gedaan bij een verlofaanvraag. Tik om te lezen.")


def days_said(halves: int) -> str:
    """Half school days as people say them: «een halve schooldag», «1 schooldag», «2½ schooldagen»."""
    if halves == 1:
        return str(_("een halve schooldag"))
    if halves == 2:
        return str(_("1 schooldag"))
    return str(_("%(days)s schooldagen", days=f"{halves // 2}{'½' if halves % 2 else ''}"))


def said(one: Said) -> str:
    """A sentence of an assessment, with its days written out."""
    return filled(SAID[one.code], one.values)


def refused(code: str, values: dict[str, Any]) -> str:
    """The sentence of a refusal, with what stands in it; a state is called by its name."""
    state = {"state": str(STATE_NAMES[values["state"]])} if "state" in values else {}
    return filled(REFUSALS[code], values | state)


def filled(sentence: Any, values: Any) -> str:
    """A sentence with days written out, and half days as days."""
    shown = {name: full_day(value) if isinstance(value, date) else value for name, value in values.items()}
    if "halves" in values:
        shown["days"] = days_said(values["halves"])
    return str(sentence) % shown if "%(" in str(sentence) else str(sentence)


def kind_said(kind: str, name: str) -> str:
    """A kind as it was called, in the reader's language where it is one of the law."""
    known = KIND_NAMES.get(kind)
    with language_of("nl"):
        is_of_law = known is not None and str(known) == name
    return str(known) if is_of_law else name


def span_said(
    first_day: date, last_day: date, starts_at: str = "", ends_at: str = "", written_out: bool = False
) -> str:
    """From when until when: «do 3 dec», «do 3 dec t/m vr 4 dec», «do 3 dec 10:00–12:00»."""
    shown = full_day if written_out else short_day
    if first_day == last_day:
        times = {
            (True, True): f"{starts_at}–{ends_at}",
            (True, False): str(_("vanaf %(time)s", time=starts_at)),
            (False, True): str(_("tot %(time)s", time=ends_at)),
        }.get((bool(starts_at), bool(ends_at)), "")
        return f"{shown(first_day)} {times}".strip()
    first = f"{shown(first_day)} {str(_('vanaf %(time)s', time=starts_at)) if starts_at else ''}".strip()
    last = f"{shown(last_day)} {str(_('tot %(time)s', time=ends_at)) if ends_at else ''}".strip()
    return str(_("%(first)s t/m %(last)s", first=first, last=last))


# What a row of the list needs (`leave/requests/_row.html`), also on another page.
ROW_WORDS: dict[str, Any] = {
    "kind_said": kind_said,
    "span_said": span_said,
    "days_said": days_said,
    "state_names": STATE_NAMES,
    "state_tones": STATE_TONES,
}
