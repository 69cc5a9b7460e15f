"""Whom the portal tells who comes when."""

from typing import Any

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Invitation
from webapp.conferences.phrases.bookings import (
    BOOKED,
    CANCELLED,
    CHANGED,
    DECLINED,
    DECLINED_MORE,
    HOST_CHANGED,
    HOST_CHANGED_MORE,
    MOVED_UP,
    booked_said,
    ended_said,
)
from webapp.conferences.queries.invitations import answerers_of
from webapp.conferences.queries.rounds import teachers_of
from webapp.core import clock
from webapp.notifications.actions.telling import notify_in_own_language

KIND = "conferences"


def tell_booked(by: Person | None, booking: Booking, is_moved: bool) -> None:
    """A talk has a time, or another one: the parents hear it, but not who put it there."""
    title = MOVED_UP if booking.source == "waiting" else CHANGED if is_moved else BOOKED
    tell_family(by, booking.invitation, title, booked_said(booking), f"conference-booked-{booking.id}")


def tell_ended(by: Person | None, booking: Booking) -> None:
    """A talk is off: the parents hear it, but not who called it off."""
    tell_family(by, booking.invitation, CANCELLED, ended_said(booking), f"conference-ended-{booking.id}")


def tell_declined(by: Person, invitation: Invitation) -> None:
    """No talk is needed: the other parent hears it, and can choose a time after all."""
    key = f"conference-declined-{invitation.id}-{clock.now():%Y%m%d%H%M%S}"
    tell_family(by, invitation, DECLINED, DECLINED_MORE, key)


def tell_host(by: Person | None, booking: Booking) -> None:
    """Shortly before the talks something changed: who receives hears that, not by whom or why; once in five minutes."""
    host, now = booking.invitation.host, clock.now()
    people = [person for person in teachers_of(host) if by is None or person.id != by.id]
    key = f"conference-host-{host.id}-{int(now.timestamp()) // 300}"
    notify_in_own_language(KIND, people, HOST_CHANGED, HOST_CHANGED_MORE, "/talks", key=key, author=by)


def tell_family(by: Person | None, invitation: Invitation, title: Any, body: Any, key: str) -> None:
    people = [person for person in answerers_of(invitation) if by is None or person.id != by.id]
    path = f"/conferences/{invitation.id}"
    notify_in_own_language(KIND, people, title, body, path, key=key, author=by, unit=invitation.round.unit)
