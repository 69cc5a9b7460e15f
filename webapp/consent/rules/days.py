"""On which day something is looked at."""

from datetime import date


def day_asked(text: str, today: date) -> date | None:
    """The day that is written as «2026-09-03»; none for what is no day, or still to come: nobody knows it yet."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 and text.isascii() else None
    except ValueError:
        return None
    return day if day and date(1990, 1, 1) <= day <= today else None
