"""A family's consents as tests look at them."""

from datetime import date

from tests.cast import make_link
from webapp.consent.actions.decisions import choose, enter
from webapp.consent.actions.purposes import asked_purpose
from webapp.consent.models import ConsentDecision
from webapp.consent.queries.own import OwnConsent, Sheet, sheet_of
from webapp.consent.rules.purposes import STANDARD_PURPOSES
from webapp.core.chain import ChainLink, wait_for_chain
from webapp.notifications.models import Delivery, Notification


def sheet_for(person, child, unit) -> Sheet:
    """What this person reads of a child at a unit, as in a request of its own."""
    person.__dict__.pop("standing", None)
    return sheet_of(person, child.id, unit.id)


def portal_for(person, child, unit) -> OwnConsent:
    return sheet_for(person, child, unit).consent("portal")


def choose_all(person, child, unit, choice: str = "yes") -> None:
    for key in STANDARD_PURPOSES:
        choose(person, child, unit, key, choice)


def told() -> list[tuple[str, str]]:
    """Who was told something, by title."""
    rows = Delivery.select(Delivery, Notification).join(Notification).order_by(Notification.id, Delivery.person)
    return sorted({(row.notification.title, row.person.name) for row in rows})


def nothing_written() -> bool:
    """Whether no entry is in the register, and nobody was told anything."""
    return not (ConsentDecision.select().count() or ChainLink.select().count() or Notification.select().count())


def has_children(person, unit, *children) -> None:
    """This person is linked to these children too, at this unit."""
    for child in children:
        make_link(person, child, unit, authority="yes")


def address(child, unit, key: str = "portal", step: str = "") -> str:
    return f"/consents/{child.id}/{unit.id}/{key}{step}"


def on_paper(by, guardian, child, unit, choice: str, signed: date) -> int:
    """What somebody signed, as the office enters it."""
    wait_for_chain("consent")
    asked = asked_purpose(unit, "portal")
    return enter(by, child, unit, asked, choice, "paper", signed, guardian_id=guardian.id, signer=guardian.name)
