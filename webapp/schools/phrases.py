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
