"""What people are told about absence."""

from typing import Any

from webapp.core.i18n import language_of
from webapp.core.i18n import later as _

STANDARD_REASON_NAMES = {
    "ill": _("Ziek"),
    "appointment": _("Dokter, tandarts of andere afspraak"),
    "corona": _("Corona"),
    "other": _("Iets anders"),
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
