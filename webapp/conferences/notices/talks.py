"""Whom the portal tells about talks that are still to be chosen, or are tomorrow."""

from collections.abc import Iterable
from datetime import date

from webapp.accounts.models import Person
from webapp.conferences.models import Invitation, Round
from webapp.conferences.notices.bookings import KIND, tell_family
from webapp.conferences.phrases.talks import ASKED_AGAIN, ASKED_AGAIN_MORE, NUDGED, NUDGED_MORE, TOMORROW, hours_said
from webapp.conferences.rules.nudges import nudge_key, tomorrow_key
from webapp.core import clock
from webapp.notifications.actions.telling import notify_in_own_language


def tell_nudged(by: Person, round: Round, people: Iterable[Person], today: date) -> None:
    """Who has not chosen yet is reminded."""
    key = nudge_key(round.id, today)
    notify_in_own_language(KIND, people, NUDGED, NUDGED_MORE, "/conferences", key=key, author=by, unit=round.unit)


def tell_tomorrow(person: Person, talks: Iterable[Invitation], day: date) -> None:
    """Who has talks tomorrow is reminded of all of them at once."""
    key = tomorrow_key(day, person.id)
    notify_in_own_language("reminders", [person], TOMORROW, hours_said(talks), "/conferences", key=key)


def tell_asked_again(by: Person, invitation: Invitation) -> None:
    """The school would like a talk after all."""
    key = f"conference-asked-again-{invitation.id}-{clock.now():%Y%m%d%H%M%S}"
    tell_family(by, invitation, ASKED_AGAIN, ASKED_AGAIN_MORE, key)
