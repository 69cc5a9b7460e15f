"""Decisions about when on Saturday a digest goes."""

from datetime import datetime

from webapp.digest.rules.weeks import SATURDAY

FIRST_HOUR, LAST_HOUR = 6, 20  # between which a unit chooses
UNTIL = 22  # later on Saturday nobody is mailed any more


def is_an_hour_to_choose(hour: int) -> bool:
    """Whether a unit may let its digest go at this hour: not in the night."""
    return FIRST_HOUR <= hour <= LAST_HOUR


def is_time_for_digests(now: datetime) -> bool:
    """Whether digests go at this moment of the school's clock: on Saturday, until the evening."""
    return now.weekday() == SATURDAY and now.hour < UNTIL
