"""What people are told about notifications."""

from webapp.core.i18n import later as _

NEUTRAL_TITLE = _("Er is nieuws in het ouderportaal")
BUNDLE_TITLE = _("%(count)s nieuwe berichten")
KIND_NAMES = {
    "school_news": _("Nieuws van de school"),
    "group_news": _("Nieuws van de groep"),
}
