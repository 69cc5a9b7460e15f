"""How each kind of device is called."""

from webapp.core.i18n import later as _

SYSTEM_NAMES = {
    "iphone": _("iPhone of iPad"),
    "android": _("Android"),
    "computer": _("Computer"),
}
