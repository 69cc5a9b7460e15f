"""Decisions about deciding: what a head may grant or refuse, what only the municipality may, and what nobody may.

Amounts are half school days within a school year. Sources: Leerplichtwet 1969 art. 11, 13a and 14.
"""

from datetime import date
from typing import NamedTuple

from webapp.absence.rules.reports import Span

APPROVED, PARTLY, REFUSED = OUTCOMES = ("approved", "partly", "refused")
PROFESSION, WEIGHTY, HOURS = DECIDED_GROUNDS = ("f", "g", "hours")
MOST_HALVES = 20  # ten school days
SHORTEST_REASON = 10  # characters


class Asked(NamedTuple):
    """What was asked, and what the child had this school year: by weighty circumstances, and by a profession."""

    ground: str
    span: Span
    halves: int
    used_weighty: int = 0
    used_profession: int = 0
    may_begin: date | None = None  # the first day on which leave by a profession may be: two weeks after the summer


class Given(NamedTuple):
    """What somebody wants to decide: the outcome, its ground, and what is given with it."""

    outcome: str
    ground: str
    span: Span
    halves: int


def is_for_officer(asked: Asked) -> bool:
    """Whether the leerplichtambtenaar decides: above ten school days under weighty circumstances, added up in the
    school year (art. 14). Then the head neither grants, nor grants a part, nor refuses."""
    return asked.ground == WEIGHTY and asked.used_weighty + asked.halves > MOST_HALVES


def why_not_granted_to_anybody(asked: Asked) -> str | None:
    """Why nobody can grant leave by a profession (art. 13a): above ten school days, a second time in the school year, or
    in its first two weeks."""
    if asked.ground != PROFESSION:
        return None
    if asked.halves > MOST_HALVES:
        return "profession_too_long"
    if asked.used_profession:
        return "profession_once"
    if asked.may_begin and asked.span.first_day < asked.may_begin:
        return "profession_too_early"
    return None


def ways_out(asked: Asked) -> tuple[str, ...]:
    """What can become of a request now."""
    if is_for_officer(asked):
        return ("referred",)
    return (REFUSED,) if why_not_granted_to_anybody(asked) else OUTCOMES


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
    if problem := why_not_granted_to_anybody(asked) or (why_no_part(asked, given) if given.outcome == PARTLY else None):
        return problem
    as_decided = asked._replace(ground=given.ground, span=given.span, halves=given.halves)
    if is_for_officer(as_decided):
        return "only_referral"
    return why_not_granted_to_anybody(as_decided)


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
