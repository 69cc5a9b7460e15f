"""What is said about wishes for a draw."""

from webapp.core.i18n import later as _

REFUSALS = {
    "no_wish": _("Kies minstens één tijd. Maakt het u niet uit? Dan hoeft u niets door te geven."),
    "too_many_wishes": _("Kies hoogstens vijf tijden."),
    "wished_twice": _("U koos een tijd twee keer. Kies voor elke wens een andere tijd."),
    "wish_gone": _("Een van deze tijden is er niet meer. Kies een andere tijd."),
    "wishes_closed": _("Wensen doorgeven kan nu niet. Bel de school als er iets anders moet."),
    "not_invited": _("Deze uitnodiging geldt niet meer."),
}
