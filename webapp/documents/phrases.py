"""Sentences about letters."""

from webapp.core.i18n import later as _

LETTERS_FAILED = _(
    "Het maken van de brieven is niet gelukt. De codes die u al had blijven werken. Probeer het opnieuw."
)
