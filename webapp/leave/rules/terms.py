"""Decisions about the time a school has to decide (a reasonable term, at most eight weeks: Awb 4:13, 4:14)."""

from datetime import date

SOON = 7  # days


def days_left(decide_by: date, today: date) -> int:
    """How many days there are to decide; 0 on the last day, less than that when the term has passed."""
    return (decide_by - today).days


def urgency(decide_by: date, today: date) -> str:
    """How much haste a request has: `late`, `soon` (under a week), else `calm`."""
    left = days_left(decide_by, today)
    if left < 0:
        return "late"
    return "soon" if left < SOON else "calm"
