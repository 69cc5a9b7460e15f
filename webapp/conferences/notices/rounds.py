"""Whom the portal tells of a round as a whole: each person once."""

from collections.abc import Iterable

from webapp.accounts.models import Person
from webapp.conferences.models import Round
from webapp.conferences.phrases.rounds import (
    INVITED,
    INVITED_MORE,
    MOMENTS_CHANGED,
    MOMENTS_CHANGED_MORE,
    ROUND_CANCELLED,
    ROUND_CANCELLED_MORE,
)
from webapp.notifications.actions.telling import notify_in_own_language

KIND = "conferences"
PATH = "/conferences"


def tell_invited(by: Person, round: Round, people: Iterable[Person], key: str) -> None:
    """The parents hear that there are talks, and from when they can choose."""
    notify_in_own_language(KIND, people, INVITED, INVITED_MORE, PATH, key=key, author=by, unit=round.unit)


def tell_moments(by: Person, round: Round, people: Iterable[Person]) -> None:
    """Who is invited hears that there are other moments to choose."""
    key = f"conference-moments-{round.id}-{round.opens_at:%y%m%d%H%M}-{round.closes_at:%y%m%d%H%M}"
    notify_in_own_language(
        KIND, people, MOMENTS_CHANGED, MOMENTS_CHANGED_MORE, PATH, key=key, author=by, unit=round.unit
    )


def tell_cancelled(by: Person, round: Round, people: Iterable[Person]) -> None:
    """Who was invited hears that the talks are off."""
    notify_in_own_language(
        KIND, people, ROUND_CANCELLED, ROUND_CANCELLED_MORE, PATH,
        key=f"conference-off-{round.id}", author=by, unit=round.unit,
    )  # fmt: skip
