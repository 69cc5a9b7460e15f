"""What people are told about absence."""

from typing import Any

from webapp.core import clock
from webapp.core.i18n import language_of
from webapp.core.i18n import later as _

STANDARD_REASON_NAMES = {
    "ill": _("Ziek"),
    "appointment": _("Dokter, tandarts of andere afspraak"),
    "corona": _("Corona"),
    "other": _("Iets anders"),
    "leave": _("Verlof"),
}
REFUSALS = {
    "by_phone_only": _("Dit kunt u alleen telefonisch melden. Bel de school."),
    "day_passed": _("Deze dag is al voorbij. Bel de school als u nog iets wilt doorgeven."),
    "day_too_far": _("Deze dag is meer dan een jaar weg. Kijk de datum na."),
    "end_needed": _("Vul in tot en met welke dag uw kind er niet is."),
    "ends_before_start": _("Het einde ligt voor het begin. Kijk de dagen en tijden na."),
    "times_for_one_day": _("Een eindtijd kunt u alleen invullen als het om één dag gaat. Vul ook de laatste dag in."),
    "no_school": _("Op deze dag is er geen school. Kies een andere dag."),
    "not_taking_part": _("Absentie meldt u hier niet in het portaal. Bel de school of de opvang."),
    "unknown_reason": _("Deze reden kan hier niet. Kies een andere reden, of meld de kinderen apart."),
    "nobody_chosen": _("Kies voor welk kind."),
    "already_reported": _("%(child)s is voor deze dag al gemeld. U hoeft niets meer te doen."),
    "has_begun": _("Dit is al begonnen. U kunt nu alleen nog doorgeven wanneer uw kind weer komt."),
    "has_ended": _("Deze melding eindigt al eerder. U hoeft niets meer te doen."),
    "is_over": _("Deze melding is al voorbij. Bel de school als er iets niet klopt."),
    "was_away": _("De melding is al op een eerdere dag begonnen. Was uw kind er die dag toch? Bel de school."),
    "back_before_start": _("Dan is uw kind nog niet afwezig. Trek de melding in als die niet meer nodig is."),
    "cannot_reopen": _("Uw kind is al weer op school geweest. Maak een nieuwe melding."),
    "sent_already": _(
        "Hiermee is %(child)s al gemeld, met andere gegevens. Kijk die melding na, en wijzig haar als dat moet."
    ),
    "changed_meanwhile": _("Iemand anders heeft deze melding net gewijzigd. Kijk of het zo klopt."),
    "withdrawn": _("Deze melding is ingetrokken."),
    "open_elsewhere": _("%(child)s heeft al een andere melding die nog loopt."),
    "of_leave": _("Dit is toegekend verlof. Vraag het de school als er iets verandert."),
}
EVENTS = {
    "reported": _("gemeld"),
    "changed": _("gewijzigd"),
    "still_ill": _("nog niet beter"),
    "better": _("beter gemeld"),
    "reopened": _("toch nog niet beter"),
    "withdrawn": _("ingetrokken"),
}
SOURCES = {
    "portal": _("in het portaal"),
    "phone": _("telefonisch"),
    "answer": _("met één tik"),
    "leave": _("toegekend verlof"),
}
REASON_REFUSALS = {
    "reason_taken": _("Deze reden staat al in de lijst."),
    "last_reason": _("Er moet één reden overblijven. Voeg eerst een andere toe."),
}
TOLD_TITLE = _("Afwezigheid gemeld")
TOLD_GUARDIANS = _("Er is een melding over uw kind. Tik om te lezen.")
TOLD_STAFF = _("Er is een nieuwe melding. Tik om te zien om wie het gaat.")
CHANGED_TITLE = _("Een melding is veranderd")


def reason_said(key: str, name: str) -> Any:
    """The name of a reason as it was called, in the reader's language where it is a standard one."""
    standard = STANDARD_REASON_NAMES.get(key)
    with language_of("nl"):
        is_standard = standard is not None and str(standard) == name
    return standard if is_standard else name


# The school's side: presence in class, questions to parents, the office.
PRESENCE_REFUSALS = {
    "unknown_mark": _("Kies Aanwezig, Te laat of Ontbreekt."),
    "no_school_today": _("Vandaag is er geen school. U hoeft niets af te tekenen."),
    "is_reported": _("Dit kind is al gemeld. De ouders hoeven niet gevraagd te worden."),
    "asked_already": _("De ouders zijn al gevraagd. Tik op Aanwezig of Te laat als het kind er is."),
}
STATE_NAMES = {
    "present": _("aanwezig"),
    "late": _("te laat"),
    "missing": _("ontbreekt"),
    "reported": _("gemeld"),
    "leave": _("verlof"),
    "unknown": _("nog niet bekend"),
}
ANSWER_NAMES = {
    "ill": _("is ziek"),
    "on_the_way": _("is onderweg"),
    "still_ill": _("nog ziek"),
    "better": _("beter"),
}
ASKED_TITLES = {"missing": _("De school mist uw kind"), "still_ill": _("Een vraag van de school")}
ASKED_BODIES = {
    "missing": _("Tik om te laten weten waar uw kind is."),
    "still_ill": _("Tik om te antwoorden. Het is in één tik klaar."),
}
FOUND_TITLE = _("De school weet waar uw kind is")
FOUND_ONE_TITLE = _("Een van uw kinderen is gevonden")
FOUND_ONE_BODY = _("De school mist nog een kind van u. Tik om te zien wie.")
MONTH_FAILED = _("Het overzicht kon niet gemaakt worden. Probeer het nog eens.")


def found_said(found: str, at: str) -> Any:
    """How a search ended, as it is kept and shown at school; `at` is a time («08:52»)."""
    if found == "late":
        return _("te laat binnen, %(time)s", time=at)
    return _("is er, %(time)s", time=at) if found == "present" else _("afwezig gemeld")


def found_told(found: str, at: str) -> Any:
    """How a search ended, as it stands on a lock screen: never why a child stays away."""
    if found == "late":
        return _("Uw kind is er: te laat binnen, %(time)s. U hoeft niets meer te doen.", time=at)
    if found == "present":
        return _("Uw kind is er, %(time)s. U hoeft niets meer te doen.", time=at)
    return _("Er is een melding. U hoeft niets meer te doen.")


def half_days_said(halves: int) -> str:
    """Half school days as days: «2», «½», «2½»."""
    return f"{halves // 2 or ''}½" if halves % 2 else str(halves // 2)


CODE_NAMES = {
    "Z": _("ziek"),
    "V": _("verlof"),
    "A": _("afwezig met een andere reden"),
    "L": _("te laat"),
    "O": _("ontbrak, niet gemeld"),
    "·": _("aanwezig"),
}
MONTH_HEADINGS = (_("Kind"), _("Dagen afwezig"), _("Ziek"), _("Verlof"), _("Anders"))
SHEET_HEADINGS = (
    *(_("Kind"), _("Groep"), _("Wat"), _("Reden"), _("Van"), _("Tot")),
    *(_("Eerste dag"), _("Laatste dag"), _("Gemeld door"), _("Gemeld op"), _("Hoe")),
)


def row_said(row: Any) -> list[Any]:
    """A child's row of the office's day, as a spreadsheet shows it."""
    report, absence = row.report, row.absence
    at = row.at.astimezone(clock.SCHOOL_ZONE)
    return [
        row.child.name,
        row.groups,
        STATE_NAMES[row.kind],
        reason_said(report.key, report.name) if report else "",
        report.starts_at if report else row.arrived_at,
        report.ends_at if report else "",
        absence.first_day if absence else "",
        (absence.last_day or "") if absence else "",
        row.by,
        f"{at:%Y-%m-%d %H:%M}",
        SOURCES[row.source] if row.source else "",
    ]
