"""What the school is told about leave, and what it tells."""

from collections.abc import Iterable

from webapp.absence.rules.reports import Span
from webapp.core.i18n import later as _
from webapp.leave.phrases.requests import filled, span_said
from webapp.leave.rules.assessing import Said

DESK_STATES = {
    "unconfirmed": _("wacht op de andere ouder"),
    "submitted": _("te beslissen"),
    "question": _("vraag gesteld"),
    "answered": _("vraag beantwoord"),
    "approved": _("toegekend"),
    "partly": _("deels toegekend"),
    "refused": _("afgewezen"),
    "referred": _("doorgestuurd"),
    "noted": _("melding"),
    "withdrawn": _("ingetrokken"),
}
DESK_STAGES = {
    "open": _("Te behandelen"),
    "decided": _("Besloten"),
    "referred": _("Doorgestuurd"),
    "noted": _("Alleen gemeld"),
    "withdrawn": _("Ingetrokken"),
}
OUTCOME_NAMES = {"approved": _("Toekennen"), "partly": _("Deels toekennen"), "refused": _("Afwijzen")}
OUTCOMES_SAID = {"approved": _("toegekend"), "partly": _("deels toegekend"), "refused": _("afgewezen")}
GROUNDS_SHORT = {
    "e": _("godsdienst"),
    "f": _("beroep"),
    "g": _("gewichtige omstandigheden"),
    "hours": _("uren thuis"),
    "none": _("niet leerplichtig"),
}
# What stands in a decision: the articles, and what they say.
GROUND_ARTICLES = {
    "f": _(
        "Artikel 11, onder f, en artikel 13a van de Leerplichtwet 1969. De directeur kan verlof geven als een gezin "
        "door het werk van een ouder in geen enkele schoolvakantie twee weken op vakantie kan. Dat kan één keer per "
        "schooljaar, voor hoogstens tien schooldagen, en niet in de eerste twee weken na de zomervakantie."
    ),
    "g": _(
        "Artikel 11, onder g, en artikel 14 van de Leerplichtwet 1969. De directeur kan verlof geven bij andere "
        "gewichtige omstandigheden, tot en met tien schooldagen in een schooljaar."
    ),
    "hours": _(
        "Artikel 11a van de Leerplichtwet 1969. Een kind van vijf jaar mag vijf uur per week thuisblijven, en nog eens "
        "vijf uur met toestemming van de directeur."
    ),
}
READY_SENTENCES = {
    "weighty": _("De reden die u noemt is een gewichtige omstandigheid in de zin van de wet."),
    "guideline": _("Het aantal dagen past bij wat voor deze gebeurtenis gebruikelijk is."),
    "employer": _("Uit de verklaring van de werkgever blijkt dat u in geen enkele schoolvakantie twee weken weg kunt."),
    "fewer": _("Voor deze gebeurtenis zijn minder dagen nodig dan u hebt gevraagd."),
    "booked": _("Een vakantie die al is geboekt, is geen gewichtige omstandigheid in de zin van de wet."),
    "in_holidays": _("Dit kan ook in een schoolvakantie."),
    "no_statement": _("Uit de stukken blijkt niet dat u in geen enkele schoolvakantie twee weken weg kunt."),
    "ten_days": _("De wet staat hoogstens tien schooldagen in een schooljaar toe. Dit verlof duurt langer."),
    "late": _("De aanvraag is niet op tijd gedaan, en het had eerder gekund."),
}
DESK_REFUSALS = {
    "no_outcome": _("Kies wat u besluit."),
    "no_ground": _("Kies op welke grond van de wet u besluit."),
    "no_reason": _("Schrijf waarom u dit besluit. Minstens tien letters."),
    "only_referral": _(
        "Dit is samen meer dan tien schooldagen in dit schooljaar. Daarover beslist de leerplichtambtenaar. Stuur de "
        "aanvraag door."
    ),
    "profession_too_long": _(
        "Een vakantie door het beroep van een ouder duurt hoogstens tien schooldagen. Niemand kan meer toekennen. U "
        "kunt deze aanvraag alleen afwijzen."
    ),
    "profession_once": _(
        "Dit kind had dit schooljaar al een vakantie door het beroep van een ouder. Dat kan één keer per schooljaar. U "
        "kunt deze aanvraag alleen afwijzen."
    ),
    "profession_too_early": _(
        "Een vakantie door het beroep van een ouder kan niet in de eerste twee weken na de zomervakantie. Kies andere "
        "dagen, of wijs de aanvraag af."
    ),
    "outside_asked": _("Deze dagen of tijden vallen buiten wat is gevraagd. Kijk ze na."),
    "whole_asked": _("Dit is alles wat is gevraagd. Kies ‘Toekennen’, of kies minder."),
    "no_school_then": _("Op deze dagen is er geen school. Kies andere dagen."),
    "profession_never_referred": _(
        "Een vakantie door het beroep van een ouder gaat niet naar de leerplichtambtenaar. U beslist zelf."
    ),
    "not_for_officer": _("Dit zijn hoogstens tien schooldagen in dit schooljaar. Daarover beslist u zelf."),
    "nobody_to_decide": _("Over deze aanvraag kan nu niet besloten worden."),
    "moved_on": _("Deze aanvraag is intussen veranderd. Kijk hieronder hoe het nu staat."),
    "dates_not_in_order": _("De laatste dag ligt voor de eerste. Kijk de dagen na."),
    "period_too_long": _("Dit zijn meer dan 60 dagen. Kijk de dagen na."),
    "kind_known": _("Deze soort staat er al."),
}
# What the law, and the unit, say of a request, to who decides: by the codes of `rules/assessing.py`.
DESK_SAID = {
    "not_compulsory": _("Dit kind is pas vanaf %(day)s leerplichtig."),
    "late_notice": _("Deze melding kwam later dan twee dagen ervoor."),
    "one_day_a_feast": _("Voor een feest is één dag gebruikelijk."),
    "hours_with_permission": _("Dit is meer dan vijf uur in een week. Tot tien uur kunt u het toestaan."),
    "holiday_is_no_ground": _(
        "Een vakantie buiten de schoolvakanties is geen gewichtige omstandigheid, ook niet als die al geboekt is."
    ),
    "late_request": _("De aanvraag kwam later dan twee dagen na het begin."),
    "above_guideline": _("Gebruikelijk is hiervoor hoogstens %(days)s."),
    "eight_weeks": _("De aanvraag kwam korter dan acht weken van tevoren."),
    "eight_weeks_long": _("De aanvraag kwam korter dan acht weken van tevoren."),
    "lead_days": _("Uw school wil dit %(number)s dagen van tevoren weten. De aanvraag kwam later."),
    "blackout": _("Van %(first)s tot en met %(last)s geeft uw school liever geen verlof: %(name)s."),
}
SUMMARY_NAMES = {
    "outcome": _("Besluit"),
    "asked": _("Gevraagd"),
    "given": _("Toegekend"),
    "ground": _("Grond"),
    "decided_by": _("Besloten door"),
    "municipality": _("Gemeente"),
    "sent_by": _("Doorgestuurd door"),
}
LIST_HEADINGS = (
    *(_("Kind"), _("Groep"), _("Eerste dag"), _("Laatste dag"), _("Vanaf"), _("Tot"), _("Schooldagen")),
    *(_("Soort"), _("Grond"), _("Status"), _("Aangevraagd door"), _("Aangevraagd op"), _("Beslissen uiterlijk")),
    *(_("Dagen toegekend"), _("Besloten door")),
)
DECIDED_ALREADY = _("%(name)s heeft hier al over besloten: %(outcome)s (%(when)s).")
QUESTION_TITLE = _("De school heeft een vraag over verlof")
QUESTION_BODY = _("Tik om de vraag te lezen en te beantwoorden.")
DECIDED_TITLE = _("Er is besloten over een verlofaanvraag")
DECIDED_BODY = _("Tik om het besluit te lezen.")
REFERRED_TITLE = _("Een verlofaanvraag is doorgestuurd")
REFERRED_BODY = _("Tik om te lezen wie er nu over beslist.")


def period_said(span: Span) -> str:
    """A period in words: «di 24 nov t/m do 26 nov», «di 24 nov 10:15–12:00»."""
    return span_said(span.first_day, span.last_day or span.first_day, span.starts_at, span.ends_at)


def period_in_full(span: Span) -> str:
    """A period as it stands on paper: «24 november 2026 t/m 26 november 2026»."""
    return span_said(span.first_day, span.last_day or span.first_day, span.starts_at, span.ends_at, written_out=True)


def said_to_school(all_said: Iterable[Said]) -> list[str]:
    """What an assessment says that matters to who decides."""
    return [filled(DESK_SAID[one.code], one.values) for one in all_said if one.code in DESK_SAID]


def decided_by_other(name: str, outcome: str, when: str) -> str:
    """What the second of two directors is told: who was first, and what became of it."""
    return str(DECIDED_ALREADY) % {"name": name, "outcome": OUTCOMES_SAID[outcome], "when": when}
