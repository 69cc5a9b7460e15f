"""Choices as tests make them."""

from datetime import date, time

from webapp.consent.actions.decisions import choose
from webapp.core import clock


def choose_on(day: date, person, child, unit, purpose: str = "portal", choice: str = "yes") -> int:
    """What a guardian chose on an earlier day; the number of the entry."""
    with clock.frozen_at(clock.at(day, time(12))):
        person.__dict__.pop("standing", None)
        return choose(person, child, unit, purpose, choice)
