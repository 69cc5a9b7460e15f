"""Drawing who helps, where there are more parents than places: everybody has one ticket, whoever was quick."""

from collections.abc import Iterable
from datetime import datetime

from webapp.core.tickets import best_ticket


def drawn_order(seed: str, numbers: Iterable[int]) -> list[int]:
    """Who takes part (by the number of the sign-up), the lowest ticket first."""
    return sorted(numbers, key=lambda number: (best_ticket(seed, number), number))


def why_no_draw(draws_at: datetime, places: int | None, now: datetime, event_begins: datetime) -> str | None:
    """Why the places of a task cannot be drawn at a moment, or None."""
    if places is None:
        return "draw_without_places"
    if draws_at <= now:
        return "draw_in_past"
    if draws_at >= event_begins:
        return "draw_after_event"
    return None
