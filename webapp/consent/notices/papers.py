"""What the school tells parents about their choices."""

from collections.abc import Iterable

from webapp.accounts.models import Person
from webapp.consent.phrases import PAPER_ENTERED, PAPER_ENTERED_MORE, REMINDER_MORE, REMINDER_TITLE
from webapp.consent.queries.unchosen import REMINDER
from webapp.notifications.actions.telling import notify_in_own_language
from webapp.schools.models import Unit

CHOICES_PAGE = "/consents"


def tell_paper_entered(unit: Unit, signer: Person, number: int) -> None:
    """Who signed a form learns that the school entered it, and can look whether that is right."""
    notify_in_own_language(
        "consent", [signer], PAPER_ENTERED, PAPER_ENTERED_MORE, CHOICES_PAGE, key=f"consent-paper-{number}", unit=unit
    )


def tell_to_choose(by: Person, unit: Unit, people: Iterable[Person], key: str) -> None:
    """Parents who left something without a choice are reminded of it."""
    notify_in_own_language(
        "reminders", people, REMINDER_TITLE, REMINDER_MORE, CHOICES_PAGE, key=f"{REMINDER}-{unit.id}-{key}", unit=unit,
        author=by,
    )  # fmt: skip
