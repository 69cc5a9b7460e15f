"""How much leave a child had, in half school days, within a school year."""

from collections.abc import Iterable
from datetime import date

from peewee import fn

from webapp.leave.models import LeaveDecision, LeaveRequest
from webapp.schools.rules.school_days import school_year_of


def halves_used_by(child_ids: Iterable[int], day: date) -> dict[tuple[int, str], int]:
    """(child, ground) → the half school days that were given on this ground in the school year of the day, added up.

    Leave counts in the school year in which it begins.
    """
    first, last = school_year_of(day)
    rows = (
        LeaveDecision.select(LeaveRequest.child_id, LeaveDecision.ground, fn.SUM(LeaveDecision.halves))
        .join(LeaveRequest)
        .where(LeaveRequest.child.in_(list(child_ids)), LeaveRequest.state.in_(["approved", "partly"]))
        .where(LeaveDecision.first_day.between(first, last))
        .group_by(LeaveRequest.child_id, LeaveDecision.ground)
        .tuples()
    )
    return {(child_id, ground): halves for child_id, ground, halves in rows}
