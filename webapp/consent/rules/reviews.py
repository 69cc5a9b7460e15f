"""Choices are looked at again each school year."""

from datetime import date

from webapp.schools.rules.school_days import school_year_of


def is_to_look_at_again(looked_at: date | None, today: date) -> bool:
    """Whether what a guardian chose is of an earlier school year, and was not looked at since it ended."""
    return looked_at is not None and looked_at < school_year_of(today)[0]
