"""What is said about a round as a whole."""

from webapp.core.i18n import later as _

TIMES_KNOWN = _("De tijden van de oudergesprekken zijn bekend")
TIMES_KNOWN_MORE = _("Kijk in het ouderportaal wanneer uw gesprek is.")
