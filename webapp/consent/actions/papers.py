"""Entering a paper form: the only way in which the school writes in the register."""

from collections.abc import Mapping
from datetime import date

from webapp.accounts.models import Person
from webapp.consent.actions.decisions import check_choice, enter, has_a_voice
from webapp.consent.actions.purposes import asked_purpose
from webapp.consent.models import ConsentDecision
from webapp.consent.notices import tell_paper_entered
from webapp.consent.queries.papers import signers_of, written_signers_of
from webapp.consent.queries.register import CHAIN
from webapp.consent.queries.wordings import asked_on
from webapp.core import clock
from webapp.core.chain import wait_for_chain
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import Child, Unit


@db.atomic()
def enter_paper(
    by: Person, child: Child, unit: Unit, signed_on: date, signer: Person | str, choices: Mapping[str, str]
) -> list[int]:
    """The office enters what a guardian signed on paper: all purposes of the form at once, counting from the day of
    the signature, in the words of that day. The same form again is there already. Returns the numbers of the new
    entries. Refused for a day to come, and for a guardian without authority.
    """
    signer = known_signer(child, unit, signer)
    check_form(child, signed_on, signer, choices)
    asked = [asked_purpose(unit, key) for key in choices]
    wait_for_chain(CHAIN)
    said = asked_on(unit, signed_on)
    numbers = [
        enter(
            by, child, unit, said[one.key], choices[one.key], "paper", signed_on,
            guardian_id=None if isinstance(signer, str) else signer.id,
            signer=signer if isinstance(signer, str) else signer.name,
        )
        for one in asked
        if not is_entered(child, one.purpose_id, signed_on, signer, choices[one.key])
    ]  # fmt: skip
    if numbers and not isinstance(signer, str):
        tell_paper_entered(unit, signer, numbers[0])
    return numbers


def known_signer(child: Child, unit: Unit, signer: Person | str) -> Person | str:
    """Who signed: a name that is written in and is a guardian's own, is that guardian; a name that signed before as
    somebody without account speaks on as that one, so that what it refused can be taken back."""
    if not isinstance(signer, str):
        return signer
    name = " ".join(signer.split())
    if name.casefold() in {known.casefold() for known in written_signers_of(child, unit)}:
        return name
    return next((one for one in signers_of(child, unit) if one.name.casefold() == name.casefold()), name)


def check_form(child: Child, signed_on: date, signer: Person | str, choices: Mapping[str, str]) -> None:
    if not signer:
        raise Refused("no_signer")
    if not choices:
        raise Refused("nothing_on_form")
    if signed_on > clock.today():
        raise Refused("not_signed_yet")
    for choice in choices.values():
        check_choice(choice)
    if not isinstance(signer, str) and not has_a_voice(signer, child):
        raise Refused("signer_without_authority")


def is_entered(child: Child, purpose_id: int | None, signed_on: date, signer: Person | str, choice: str) -> bool:
    """Whether the last entry of a form that this voice signed on this day says the same."""
    rows = ConsentDecision.select().where(
        ConsentDecision.child == child, ConsentDecision.purpose == purpose_id, ConsentDecision.source == "paper",
        ConsentDecision.counts_from == signed_on,
    )  # fmt: skip
    own = [row for row in rows.order_by(ConsentDecision.number) if is_of(row, signer)]
    return bool(own) and own[-1].choice == choice


def is_of(entry: ConsentDecision, signer: Person | str) -> bool:
    if isinstance(signer, str):
        return entry.guardian_id is None and entry.signer.casefold() == signer.casefold()
    return entry.guardian_id == signer.id
