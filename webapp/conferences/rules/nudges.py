"""Names by which a reminder goes out once."""

from datetime import date


def nudge_key(round_id: int, day: date | None = None) -> str:
    """The key of a round's reminder on a day; with no day, what all of them begin with."""
    return f"conference-nudge-{round_id}-{day or ''}"


def tomorrow_key(day: date, person_id: int | None = None) -> str:
    """The key of what reminds somebody of the talks of a day; with nobody, what all of them begin with."""
    return f"conferences-tomorrow-{day}-{person_id or ''}"
