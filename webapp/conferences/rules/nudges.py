"""Names by which a reminder goes out once."""

from datetime import date


def nudge_key(round_id: int, day: date | None = None) -> str:
    """The key of a round's reminder on a day; with no day, what all of them begin with."""
    return f"conference-nudge-{round_id}-{day or ''}"
