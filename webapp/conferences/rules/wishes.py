"""Decisions about the wishes of parents for a draw."""

from collections.abc import Iterable, Sequence

MOST_WISHES = 5


def refusal_of(wished: Sequence[int], on_offer: Iterable[int]) -> str | None:
    """Why these wishes cannot be kept: none at all, too many, one twice, or a time that is not there any more."""
    if not wished:
        return "no_wish"
    if len(wished) > MOST_WISHES:
        return "too_many_wishes"
    if len(set(wished)) < len(wished):
        return "wished_twice"
    return None if set(wished) <= set(on_offer) else "wish_gone"
