"""How long choices are kept (law.md 18: two years after leaving, unless the unit says otherwise)."""

from datetime import date


def is_kept(left_on: date | None, years: int, today: date) -> bool:
    """Whether a unit still keeps the choices for a child that left on this day (none: it did not leave). Who left on
    29 February is forgotten on 1 March."""
    if left_on is None:
        return True
    return (today.year - years, today.month, today.day) < (left_on.year, left_on.month, left_on.day)
