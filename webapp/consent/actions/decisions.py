"""Choosing: each choice is an entry of the register, and nothing is ever changed there."""

from datetime import date
from typing import Any

from webapp.accounts.models import Person
from webapp.consent.actions.purposes import asked_purpose
from webapp.consent.actions.removals import ask_removal
from webapp.consent.models import ConsentDecision, Wording
from webapp.consent.notices import tell_of_disagreement, tell_of_removal
from webapp.consent.queries.outcomes import decisions_about, outcomes_of, voices_for
from webapp.consent.queries.register import CHAIN, content_of
from webapp.consent.rules.outcomes import Decision
from webapp.consent.rules.purposes import Asked
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.chain import add_to_chain, next_place, wait_for_chain
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import Child, Unit

CHOICES = ("yes", "no")


@db.atomic()
def choose(
    by: Person, child: Child, unit: Unit, key: str, choice: str, removes_earlier: bool = False, read: int | None = None
) -> int:
    """A guardian allows a purpose for an own child, or does not; returns the number of the entry. The same choice again
    (a double tap) is the entry that stands. With a *no* may be asked that earlier pictures go too: the unit hears that.
    Refused for a guardian without authority, and for a *yes* to another meaning than was read (`read`: its round)."""
    check_choice(choice)
    wait_for_chain(CHAIN)
    asked = asked_purpose(unit, key)
    if choice == "yes" and read not in (None, asked.round):
        raise Refused("unknown_purpose")
    if not has_a_voice(by, child):
        raise Refused("no_authority")
    asks_removal = removes_earlier and choice == "no"
    latest = latest_of(by, child, unit, asked)
    if latest and says_the_same(latest, choice, asks_removal):
        return latest.number
    number = enter(
        by, child, unit, asked, choice, "portal", clock.today(),
        guardian_id=by.id, signer=by.name, removes_earlier=asks_removal,
    )  # fmt: skip
    if asks_removal:
        ask_for_all(by, child, unit)
    return number


def says_the_same(latest: Decision, choice: str, asks_removal: bool) -> bool:
    """Whether an entry says all that is chosen now; asking to remove earlier pictures after a bare *no* is new."""
    if latest.choice != choice or latest.source != "portal":
        return False
    return not asks_removal or ConsentDecision.get(ConsentDecision.number == latest.number).removes_earlier


def ask_for_all(by: Person, child: Child, unit: Unit) -> None:
    """Ask that all earlier pictures of the child are taken away; what is asked already is not told again."""
    request, is_new = ask_removal(by, child, unit)
    if is_new:
        tell_of_removal(by, unit, request)


def check_choice(choice: str) -> None:
    if choice not in CHOICES:
        raise Refused("not_a_choice")


def has_a_voice(person: Person, child: Child) -> bool:
    """Whether the office knows nothing against this guardian deciding (law.md 11 and 15)."""
    voices = voices_for([child.id], clock.today()).get(child.id, [])
    return any(voice.person_id == person.id and voice.authority != "no" for voice in voices)


def latest_of(person: Person, child: Child, unit: Unit, asked: Asked) -> Decision | None:
    """This guardian's last entry in the round that holds now, by whatever way."""
    own = [d for d in decisions_about(unit, [child.id]).get((child.id, asked.key), []) if d.voice == person.id]
    return max((d for d in own if d.round == round_now(asked)), key=lambda d: d.order, default=None)


def round_now(asked: Asked) -> int:
    return Wording.get_by_id(asked.wording_id).round


def enter(
    by: Person, child: Child, unit: Unit, asked: Asked, choice: str, source: str, counts_from: date, **voice: Any
) -> int:
    """Write an entry in the register, inside a transaction that waited for the chain; returns its number. The unit
    hears it when guardians differ from now on."""
    before = why_among(child, unit, asked.key, choice)
    place = next_place(CHAIN)
    decision = ConsentDecision.create(
        number=place.number, salt=place.salt, child=child, purpose=asked.purpose_id, wording=asked.wording_id,
        choice=choice, source=source, counts_from=counts_from, recorded_by_id=by.id, recorded_by_name=by.name,
        recorded_at=clock.now(), **voice,
    )  # fmt: skip
    add_to_chain(CHAIN, place, content_of(decision))
    audit(by, "enter_consent", decision, unit, child=child.id, purpose=asked.key, source=source)
    if before != "disagreement" == why_among(child, unit, asked.key, choice):
        tell_of_disagreement(by, child, unit)
    return decision.number


def why_among(child: Child, unit: Unit, key: str, choice: str) -> str:
    """What the choices come to now; nothing where nobody ever chose otherwise, for then nobody can differ."""
    if all(decision.choice == choice for decision in decisions_about(unit, [child.id]).get((child.id, key), ())):
        return ""
    return outcomes_of(unit, [child.id], clock.today())[child.id][key].why
