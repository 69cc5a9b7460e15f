"""Sentences about letters."""

from webapp.core.i18n import later as _

LETTERS_FAILED = _(
    "Het maken van de brieven is niet gelukt. De codes die u al had blijven werken. Probeer het opnieuw."
)

LETTER_KINDS = {
    "consent/confirmation": _("Bevestiging toestemmingen"),
    "absence/confirmation": _("Bevestiging ziekmelding"),
    "leave/confirmation": _("Bevestiging verlofaanvraag"),
    "leave/decision": _("Beschikking verlof"),
    "leave/referral": _("Brief aan de leerplichtambtenaar"),
}
