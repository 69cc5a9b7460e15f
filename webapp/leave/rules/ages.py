"""Decisions about age: from when a child has to be at school, and until when it may be at home for some hours."""

from datetime import date, timedelta

from webapp.schools.rules.school_days import SchoolCalendar, next_school_day

COMPULSORY_AGE, GROWN_AGE = 5, 6


def birthday(birthdate: date, age: int) -> date:
    """The day on which somebody becomes so old; who was born on 29 February does so on 1 March of a common year."""
    try:
        return birthdate.replace(year=birthdate.year + age)
    except ValueError:
        return date(birthdate.year + age, 3, 1)


def compulsory_from(birthdate: date, calendar: SchoolCalendar) -> date:
    """The first school day of the month after the month of the fifth birthday (Leerplichtwet 1969, article 3)."""
    year, month = birthdate.year + COMPULSORY_AGE, birthdate.month + 1
    beginning = date(year, month, 1) if month <= 12 else date(year + 1, 1, 1)
    return next_school_day(calendar, beginning - timedelta(days=1))


def may_stay_home_until(birthdate: date) -> date:
    """The last day on which a five-year-old may be at home for some hours: the day before the sixth birthday (11a)."""
    return birthday(birthdate, GROWN_AGE) - timedelta(days=1)
