"""What people are told about schools, by refusal code."""

from webapp.core.i18n import later as _
from webapp.schools.rules.import_outlines import outline_of
from webapp.schools.rules.import_plans import Plan
from webapp.schools.school_file.phrases import sentence_at

LINK_REFUSALS = {
    "not_a_code": _("Dit is geen koppelcode. Een koppelcode heeft 12 letters en cijfers, zoals K7QM-3F9T-XW2C."),
    "unknown_code": _("Deze koppelcode klopt niet of werkt niet meer. Kijk de code na in de brief van de school."),
    "code_expired": _("Deze code is verlopen, vraag de school om een nieuwe."),
    "code_renewed": _(
        "Deze code is vervangen, gebruik de code uit de nieuwste brief of vraag de school om een nieuwe."
    ),
    "code_locked": _("Deze code is geblokkeerd, vraag de school om een nieuwe."),
    "code_full": _("Met deze code is het hoogste aantal ouders al gekoppeld, vraag de school om een nieuwe."),
    "already_linked": _("U bent al gekoppeld aan %(name)s."),
    "link_decided": _("Over deze koppeling is al beslist. Kijk hieronder hoe het nu is."),
    "nobody_chosen": _("Hier is geen brief nodig: bij elk kind is al iemand gekoppeld, of er is niets gekozen."),
}

# How the office sees a code, by the reason why it links nobody; None is a code that works.
CODE_STATES = {
    None: _("geldig tot %(day)s"),
    "no_code": _("geen code"),
    "code_expired": _("verlopen"),
    "code_locked": _("geblokkeerd"),
    "code_full": _("vol"),
}

IMPORT_FAILED = _("Er ging iets mis bij ons. Er is niets veranderd. Probeer het over een minuut opnieuw.")

IMPORT_REFUSALS = {
    "no_file": _("Kies eerst een bestand."),
    "import_moved_on": _("Met dit bestand is intussen iets anders gebeurd. Kijk hieronder hoe het nu is."),
    "changed_meanwhile": _("De gegevens van deze locatie zijn intussen veranderd. Kijk opnieuw wat er gebeurt."),
    "ends_many": _("Zet eerst het vinkje: u beëindigt veel kinderen tegelijk."),
    "mistakes": _("In het bestand staan fouten. Verbeter die eerst."),
    "other_school": _(
        "Dit bestand is van een andere school: het BRIN-nummer in het bestand is niet dat van deze school."
    ),
    "nothing_new": _("Het bestand is precies zoals het portaal nu al is. Er is niets in te voeren."),
}

IMPORT_STATES = {
    "uploaded": _("niet gelezen"),
    "mapping": _("wacht op kolommen"),
    "reading": _("wordt gelezen"),
    "planned": _("klaar om in te voeren"),
    "refused": _("kan niet worden ingevoerd"),
    "applying": _("wordt ingevoerd"),
    "applied": _("ingevoerd"),
}

# What a plan does, by count: for one and for more.
IMPORT_STEPS = {
    "groups_new": (_("1 groep toevoegen"), _("%(number)s groepen toevoegen")),
    "groups_renamed": (_("1 groep een andere naam geven"), _("%(number)s groepen een andere naam geven")),
    "groups_returned": (_("1 groep terugzetten"), _("%(number)s groepen terugzetten")),
    "groups_ended": (_("1 groep beëindigen"), _("%(number)s groepen beëindigen")),
    "children_new": (_("1 kind toevoegen"), _("%(number)s kinderen toevoegen")),
    "children_returned": (_("1 kind terugzetten"), _("%(number)s kinderen terugzetten")),
    "children_moved": (_("1 kind verplaatsen"), _("%(number)s kinderen verplaatsen")),
    "children_changed": (_("1 kind wijzigen"), _("%(number)s kinderen wijzigen")),
    "children_ended": (_("1 kind beëindigen"), _("%(number)s kinderen beëindigen")),
    "staff_new": (_("1 leerkracht toevoegen"), _("%(number)s leerkrachten toevoegen")),
    "staff_returned": (_("1 leerkracht terugzetten"), _("%(number)s leerkrachten terugzetten")),
    "staff_changed": (_("1 leerkracht wijzigen"), _("%(number)s leerkrachten wijzigen")),
    "staff_ended": (_("1 leerkracht beëindigen"), _("%(number)s leerkrachten beëindigen")),
    "quiet": (_("1 kenmerk bijwerken"), _("%(number)s kenmerken bijwerken")),
}

IMPORT_RESULTS = {
    "groups_new": (_("1 groep toegevoegd"), _("%(number)s groepen toegevoegd")),
    "groups_renamed": (_("1 groep een andere naam gegeven"), _("%(number)s groepen een andere naam gegeven")),
    "groups_returned": (_("1 groep teruggezet"), _("%(number)s groepen teruggezet")),
    "groups_ended": (_("1 groep beëindigd"), _("%(number)s groepen beëindigd")),
    "children_new": (_("1 kind toegevoegd"), _("%(number)s kinderen toegevoegd")),
    "children_returned": (_("1 kind teruggezet"), _("%(number)s kinderen teruggezet")),
    "children_moved": (_("1 kind verplaatst"), _("%(number)s kinderen verplaatst")),
    "children_changed": (_("1 kind gewijzigd"), _("%(number)s kinderen gewijzigd")),
    "children_ended": (_("1 kind beëindigd"), _("%(number)s kinderen beëindigd")),
    "staff_new": (_("1 leerkracht toegevoegd"), _("%(number)s leerkrachten toegevoegd")),
    "staff_returned": (_("1 leerkracht teruggezet"), _("%(number)s leerkrachten teruggezet")),
    "staff_changed": (_("1 leerkracht gewijzigd"), _("%(number)s leerkrachten gewijzigd")),
    "staff_ended": (_("1 leerkracht beëindigd"), _("%(number)s leerkrachten beëindigd")),
    "quiet": (_("1 kenmerk bijgewerkt"), _("%(number)s kenmerken bijgewerkt")),
}


def import_steps(counts: dict[str, int], is_done: bool = False, only: str = "") -> list[str]:
    """What a plan does, in words: «182 kinderen toevoegen»; or did; of all, or of what begins with `only`."""
    return [
        str(one if counts[name] == 1 else more) % {"number": counts[name]}
        for name, (one, more) in (IMPORT_RESULTS if is_done else IMPORT_STEPS).items()
        if counts.get(name) and name.startswith(only)
    ]


# What the office knows of a guardian, as it is shown.
AUTHORITIES = {"yes": _("ja"), "no": _("nee"), "unknown": _("niet bekend")}
INFORMATIONS = {"full": _("alles"), "on_request": _("alleen op verzoek"), "none": _("niets")}

CHILD_REFUSALS = {
    "child_known": _("Dit kind staat al bij deze school of locatie."),
    "no_birthdate": _("Deze geboortedatum kan niet kloppen. Kijk het jaar na."),
    "already_in_group": _("Het kind zit dan al in deze groep. Kies een andere groep of een andere dag."),
    "before_start": _("Op die dag zat het kind nog niet in de groep. Kies een latere dag."),
    "day_too_far": _("Deze dag is meer dan een jaar bij vandaag vandaan. Kijk het jaar na."),
    "end_not_to_come": _(
        "Kies een dag na vandaag. Hoort deze ouder nu al niet meer bij het kind, gebruik dan ‘Beëindigen’."
    ),
    "guardianship_ended": _("Dit is intussen al beëindigd."),
}


def plan_lines(plan: Plan) -> list[str]:
    """A whole plan as text: the school in the file, what it does, and each mistake with its line."""
    head = " ".join(part for part in (plan.school_name, f"({plan.brin})" if plan.brin else "") if part)
    steps = import_steps(outline_of(plan)["counts"]) or [str(IMPORT_REFUSALS["nothing_new"])]
    mistakes = [sentence_at(mistake.line, mistake.code, mistake.values) for mistake in plan.mistakes]
    return [*([head] if head else []), *(f"- {step}" for step in steps), *mistakes]


# What a function is called, by the kind of unit.
ROLES = {
    "school": {"teacher": _("leerkracht"), "office": _("administratie"), "director": _("directeur")},
    "bso": {"teacher": _("pedagogisch medewerker"), "office": _("administratie"), "director": _("locatieleider")},
}

STAFF_REFUSALS = {
    "may_not_appoint": _("Deze functie kunt u niet geven. Vraag het de directeur of de beheerder."),
    "already_staff": _("Deze persoon heeft deze functie al."),
    "own_address": _(
        "Deze persoon gebruikt het account al. Het e-mailadres verandert hij of zij zelf, bij Account & profiel."
    ),
    "no_email": _("Er is nog geen e-mailadres. Vul het in bij ‘Wijzigen’."),
    "already_active": _("Deze persoon heeft al een account en kan inloggen."),
    "own_last_function": _(
        "Dit is uw eigen laatste functie als directeur of beheerder. Laat een ander die beëindigen."
    ),
    "function_ended": _("Deze functie is al beëindigd."),
}

KINDS = {"school": _("school"), "bso": _("BSO")}

UNIT_REFUSALS = {
    "unit_name_taken": _("Er is al een school of locatie met deze naam."),
    "not_a_logo": _("Dit is geen afbeelding die we kunnen openen. Kies een PNG-, WebP- of JPEG-bestand."),
}

WEEK_DAYS = {1: _("maandag"), 2: _("dinsdag"), 3: _("woensdag"), 4: _("donderdag"), 5: _("vrijdag")}
# What a unit can say of days of its own.
SPECIAL_PARTS = {
    "closed": _("De hele dag vrij (studiedag)"),
    "morning": _("De ochtend vrij"),
    "afternoon": _("De middag vrij"),
    "open": _("Toch open"),
}
SCHOOL_DAY_REFUSALS = {
    "times_not_in_order": _("De tijden staan niet op volgorde. Eerst het begin, dan de ochtend, dan het einde."),
    "ends_before_start": _("De laatste dag ligt voor de eerste. Kijk de dagen na."),
    "period_too_long": _("Dit zijn meer dan 60 dagen. Kijk de dagen na, of voer ze in delen in."),
    "special_day_too_far": _("Deze dag is meer dan twee jaar bij vandaag vandaan. Kijk het jaar na."),
}
