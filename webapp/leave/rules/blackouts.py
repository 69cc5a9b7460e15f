"""Decisions about the periods in which a unit would rather give no leave."""

from datetime import date

LONGEST_BLACKOUT = 60  # days


def why_no_blackout(first: date, last: date) -> str | None:
    """What is wrong with such a period, or None."""
    if last < first:
        return "dates_not_in_order"
    return "period_too_long" if (last - first).days >= LONGEST_BLACKOUT else None
