"""Whom the portal tells of consents, office and parents. No child's name and no choice stands in it."""

from collections.abc import Iterable
from typing import Any

from webapp.accounts.models import Person
from webapp.consent.models import RemovalRequest
from webapp.consent.phrases import (
    DIFFER_BODY,
    DIFFER_TITLE,
    PAPER_ENTERED,
    PAPER_ENTERED_MORE,
    REMINDER_MORE,
    REMINDER_TITLE,
    REMOVAL_BODY,
    REMOVAL_TITLE,
)
from webapp.consent.queries.unchosen import REMINDER
from webapp.core import clock
from webapp.notifications.actions.telling import notify_in_own_language
from webapp.schools.models import Child, Unit
from webapp.schools.queries.staff import managers_of

KIND = "consent"
CHOICES_PAGE = "/consents"


def tell_of_disagreement(by: Person, child: Child, unit: Unit) -> None:
    """Guardians of a child chose differently: the unit hears it once a day for a child, however many choices differ."""
    key = f"consent-differ-{unit.id}-{child.id}-{clock.today()}"
    tell_managers(by, unit, DIFFER_TITLE, DIFFER_BODY, f"/units/{unit.id}/consents", key)


def tell_of_removal(by: Person, unit: Unit, request: RemovalRequest) -> None:
    """A guardian asks that earlier pictures are taken away."""
    tell_managers(by, unit, REMOVAL_TITLE, REMOVAL_BODY, "/removal-requests", f"consent-removal-{request.id}")


def tell_managers(by: Person, unit: Unit, title: Any, body: Any, path: str, key: str) -> None:
    managers = [person for person in managers_of(unit) if person.id != by.id]
    notify_in_own_language(KIND, managers, title, body, path, key=key, author=by, unit=unit)


def tell_paper_entered(unit: Unit, signer: Person, number: int) -> None:
    """Who signed a form learns that the school entered it, and can look whether that is right."""
    key = f"consent-paper-{number}"
    notify_in_own_language(KIND, [signer], PAPER_ENTERED, PAPER_ENTERED_MORE, CHOICES_PAGE, key=key, unit=unit)


def tell_to_choose(by: Person, unit: Unit, people: Iterable[Person], key: str) -> None:
    """Parents who left something without a choice are reminded of it."""
    key = f"{REMINDER}-{unit.id}-{key}"
    notify_in_own_language(
        "reminders", people, REMINDER_TITLE, REMINDER_MORE, CHOICES_PAGE, key=key, unit=unit, author=by
    )
