"""What is said on the board of a plan."""

from webapp.core.i18n import later as _

REFUSALS = {
    "board_changed": _("Het bord is intussen gewijzigd. Dit is hoe het nu staat; probeer het opnieuw."),
    "slot_taken": _("Op die tijd zit al iemand. Een gesprek zonder tijd kan alleen naar een vrije tijd."),
    "teacher_elsewhere": _("De leerkracht heeft dan een gesprek in een andere ronde."),
    "slot_blocked": _("Die tijd is geblokkeerd of bestaat niet meer."),
    "other_host": _("Die tijd is van een andere leerkracht."),
    "not_invited": _("Dit gesprek gaat niet meer door: de ouders hebben het niet nodig, of het is ingetrokken."),
}
