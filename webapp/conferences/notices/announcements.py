"""Whom the portal tells that the times of a round are known."""

from collections.abc import Iterable

from webapp.accounts.models import Person
from webapp.conferences.models import Round
from webapp.conferences.phrases.rounds import TIMES_KNOWN, TIMES_KNOWN_MORE
from webapp.notifications.actions.telling import notify_in_own_language

KIND = "conferences"


def tell_times(by: Person, round: Round, people: Iterable[Person]) -> None:
    """Everybody who is invited hears once that the times are known."""
    key = f"conference-times-{round.id}"
    notify_in_own_language(
        KIND, people, TIMES_KNOWN, TIMES_KNOWN_MORE, "/conferences", key=key, author=by, unit=round.unit
    )
