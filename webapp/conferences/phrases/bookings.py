"""What is said about who comes when."""

from webapp.core.i18n import later as _

REFUSALS = {
    "slot_taken": _(
        "Deze tijd is net door iemand anders gekozen. Kies een andere tijd; de vrije tijden staan hieronder."
    ),
    "slot_passed": _("Deze tijd is al voorbij. Kies een andere tijd."),
    "slot_blocked": _("Deze tijd is niet meer beschikbaar. Kies een andere tijd."),
    "clashes": _("Op die tijd bent u al bij een ander gesprek, of u haalt het niet om ernaartoe te lopen."),
    "not_open": _("U kunt nu geen tijd kiezen of wijzigen. Bel de school als er iets anders moet."),
    "not_invited": _("Deze uitnodiging geldt niet meer."),
    "moved": _("Dit gesprek staat intussen op een andere tijd. Kijk hoe het nu is."),
    "enough_waiting": _("U wacht al op drie tijden. Haal er eerst een weg."),
    "other_host": _("Deze tijd is van een andere leerkracht."),
}
APPOINTMENT = _("Oudergesprek")
BOOKED = _("Uw oudergesprek staat gepland")
BOOKED_MORE = _("Kijk in het ouderportaal wanneer en waar.")
MOVED_UP = _("U hebt de tijd waarop u wachtte")
MOVED_UP_MORE = _("Uw oudergesprek is verzet naar de tijd die vrijkwam. Kijk in het ouderportaal.")
CHANGED = _("Uw oudergesprek is verzet")
CANCELLED = _("Uw oudergesprek gaat niet door")
CANCELLED_MORE = _("Kijk in het ouderportaal of kies een andere tijd.")
DECLINED = _("Er is doorgegeven dat een oudergesprek niet nodig is")
DECLINED_MORE = _("Wilt u toch een gesprek? Kies dan een tijd in het ouderportaal.")
HOST_CHANGED = _("Er is iets gewijzigd in uw oudergesprekken")
HOST_CHANGED_MORE = _("Kijk in het ouderportaal wie er wanneer komt.")
