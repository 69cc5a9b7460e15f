"""How a digest is called."""

from webapp.core.i18n import later as _

SUBJECT = _("Nieuws van deze week van %(unit)s")
