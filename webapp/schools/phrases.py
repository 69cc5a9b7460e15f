"""What people are told about schools, by refusal code."""

from webapp.core.i18n import later as _

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


def import_steps(counts: dict[str, int]) -> list[str]:
    """What a plan does, in words: «182 kinderen toevoegen», «3 kinderen verplaatsen»."""
    return [
        str(one if counts[name] == 1 else more) % {"number": counts[name]}
        for name, (one, more) in IMPORT_STEPS.items()
        if counts.get(name)
    ]

# What the office knows of a guardian, as it is shown.
AUTHORITIES = {"yes": _("ja"), "no": _("nee"), "unknown": _("niet bekend")}
INFORMATIONS = {"full": _("alles"), "on_request": _("alleen op verzoek"), "none": _("niets")}
