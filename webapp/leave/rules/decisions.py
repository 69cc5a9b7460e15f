"""Decisions about deciding: what a head may grant or refuse, what only the municipality may, and what nobody may.

Amounts are half school days within a school year. Sources: Leerplichtwet 1969 art. 11, 13a and 14.
"""

from datetime import date
from typing import NamedTuple

from webapp.absence.rules.reports import Span
from webapp.leave.rules.limits import is_within_ten_days

APPROVED, PARTLY, REFUSED = OUTCOMES = ("approved", "partly", "refused")
PROFESSION, WEIGHTY, HOURS = DECIDED_GROUNDS = ("f", "g", "hours")
SHORTEST_REASON = 10  # characters


class Asked(NamedTuple):
    """What was asked, and what the child had this school year: by weighty circumstances, and by a profession."""

    ground: str
    span: Span
    halves: int
    used_weighty: int = 0
    used_profession: int = 0
    first_weeks: tuple[date, date] | None = None  # the first two weeks after the summer holiday


class Given(NamedTuple):
    """What somebody wants to decide: the outcome, its ground, and what is given with it."""

    outcome: str
    ground: str
    span: Span
    halves: int


def is_for_officer(asked: Asked) -> bool:
    """Whether the leerplichtambtenaar decides: above ten school days under weighty circumstances, added up in the
    school year (art. 14). Then the head neither grants, nor grants a part, nor refuses."""
    return asked.ground == WEIGHTY and not is_within_ten_days(asked.used_weighty + asked.halves)


def why_never_granted(asked: Asked) -> str | None:
    """Why nobody can grant leave by a profession (art. 13a): above ten school days, or a second time in the year."""
    if asked.ground != PROFESSION:
        return None
    if not is_within_ten_days(asked.halves):
        return "profession_too_long"
    return "profession_once" if asked.used_profession else None


def is_too_early(ground: str, span: Span, first_weeks: tuple[date, date] | None) -> bool:
    """Whether leave by a profession takes a day of the first two weeks after the summer holiday (art. 13a)."""
    return (
        ground == PROFESSION
        and first_weeks is not None
        and span.first_day <= first_weeks[1]
        and (span.last_day or span.first_day) >= first_weeks[0]
    )


def ways_out(asked: Asked) -> tuple[str, ...]:
    """What can become of a request now."""
    if is_for_officer(asked):
        return ("referred",)
    if why_never_granted(asked):
        return (REFUSED,)
    return (PARTLY, REFUSED) if is_too_early(asked.ground, asked.span, asked.first_weeks) else OUTCOMES


def why_not_decided(asked: Asked, given: Given, reason: str) -> str | None:
    """The reason why the head cannot decide this, or None."""
    if given.outcome not in OUTCOMES:
        return "no_outcome"
    if given.ground not in DECIDED_GROUNDS:
        return "no_ground"
    if len(reason.strip()) < SHORTEST_REASON:
        return "no_reason"
    if is_for_officer(asked):
        return "only_referral"
    if given.outcome == REFUSED:
        return None
    return why_not_given(asked, given)


def why_not_given(asked: Asked, given: Given) -> str | None:
    """Why this much cannot be given, on the ground that was asked or on the one it is given on; or None."""
    if problem := why_never_granted(asked) or (why_no_part(asked, given) if given.outcome == PARTLY else None):
        return problem
    as_given = asked._replace(ground=given.ground, span=given.span, halves=given.halves)
    if is_for_officer(as_given):
        return "only_referral"
    if is_too_early(given.ground, given.span, asked.first_weeks):
        return "profession_too_early"
    return why_never_granted(as_given)


def why_no_part(asked: Asked, given: Given) -> str | None:
    """What is wrong with what is given in part, or None: it lies inside what was asked, and is less."""
    if not is_inside(given.span, asked.span):
        return "outside_asked"
    if given.span == asked.span:
        return "whole_asked"
    return None if given.halves else "no_school_then"


def is_inside(given: Span, asked: Span) -> bool:
    """Whether a period lies within another, times included; and begins before it ends."""
    return ends_of(asked)[0] <= ends_of(given)[0] < ends_of(given)[1] <= ends_of(asked)[1]


def ends_of(span: Span) -> tuple[tuple[date, str], tuple[date, str]]:
    """When a period begins and ends, to compare."""
    return (span.first_day, span.starts_at or "00:00"), (span.last_day or span.first_day, span.ends_at or "24:00")


def why_not_referred(asked: Asked) -> str | None:
    """The reason why a request does not go to the leerplichtambtenaar, or None: only what is above ten school days
    under weighty circumstances. A holiday by profession never does, and illness is no leave at all."""
    if asked.ground == PROFESSION:
        return "profession_never_referred"
    return None if is_for_officer(asked) else "not_for_officer"
