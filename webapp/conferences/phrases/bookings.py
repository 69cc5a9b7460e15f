"""What is said about who comes when."""

from typing import Any

from webapp.conferences.models import Booking
from webapp.conferences.rules.slots import clock_of
from webapp.core.i18n import later as _
from webapp.core.i18n import later_day

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
MOVED_UP = _("U hebt de tijd waarop u wachtte")
CHANGED = _("Uw oudergesprek is verzet")
CANCELLED = _("Uw oudergesprek gaat niet door")
DECLINED = _("Er is doorgegeven dat een oudergesprek niet nodig is")
DECLINED_MORE = _("Wilt u toch een gesprek? Kies dan een tijd in het ouderportaal.")
HOST_CHANGED = _("Er is iets gewijzigd in uw oudergesprekken")
HOST_CHANGED_MORE = _("Kijk in het ouderportaal wie er wanneer komt.")


def booked_said(booking: Booking) -> Any:
    """When and where a talk is, without the child's name: it stands on lock screens and in mails."""
    host, when = booking.invitation.host, when_of(booking)
    if host.room:
        return _("%(day)s om %(time)s, met %(host)s in %(room)s.", host=host.name, room=host.room, **when)
    return _("%(day)s om %(time)s, met %(host)s.", host=host.name, **when)


def ended_said(booking: Booking) -> Any:
    """Which talk is off, and what can be done."""
    return _(
        "Het gaat om het gesprek van %(day)s om %(time)s. Kijk in het ouderportaal of u een andere tijd kunt kiezen.",
        **when_of(booking),
    )


def when_of(booking: Booking) -> dict[str, Any]:
    return {"day": later_day(booking.slot.day), "time": clock_of(booking.slot.starts)}
