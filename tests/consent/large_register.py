"""A register as large as one wants it, made in seconds: the rows at once, with links as the actions make them."""

from datetime import date, timedelta
from typing import NamedTuple

from webapp.accounts.models import Person
from webapp.consent.actions.erasing import erase_decisions
from webapp.consent.actions.purposes import keep_list_of
from webapp.consent.models import ConsentDecision, Wording
from webapp.consent.queries.register import CHAIN, decision_rows
from webapp.core import clock
from webapp.core.chain import ChainHead, ChainLink, chain_key, committed, marked, seal_of, wait_for_chain
from webapp.core.db import db
from webapp.schools.models import Child, Unit

PART = 1_000


class Bare(NamedTuple):
    """What a choice is made of."""

    unit: Unit
    person: Person
    children: list[int]


def make_large_register(unit: Unit, person: Person, size: int, children: int = 300, erased: int = 0) -> None:
    """A register of `size` entries: the unit's wordings, choices, and some way before its end erasures of `erased`
    children."""
    first = Child.select().order_by(Child.id.desc()).get().id + 1
    Child.insert_many(
        [{"id": first + n, "given_name": f"Kind {n}", "surname": "Proef"} for n in range(children)]
    ).execute()
    bare = Bare(unit, person, list(range(first, first + children)))
    keep_list_of(unit)
    made = ChainHead.get_by_id(CHAIN).length
    end = PART if erased else 0
    add_choices(bare, size - made - erased - end)
    for child_id in bare.children[:erased]:
        erase_decisions(person, [child_id])
    add_choices(bare._replace(children=bare.children[erased:]), end)


def add_choices(bare: Bare, count: int) -> None:
    """Choices of one guardian for these children, one after the other."""
    first = wait_for_chain(CHAIN).length + 1
    wordings = list(Wording.select().where(Wording.purpose.in_(bare.unit.purposes)).order_by(Wording.id))
    rows = [choice(bare, wordings[number % len(wordings)], number) for number in range(first, first + count)]
    for start in range(0, count, PART):
        ConsentDecision.insert_many(rows[start : start + PART]).execute()
    add_links(first)


def choice(bare: Bare, wording: Wording, number: int) -> dict:
    return {
        "number": number,
        "salt": f"{number:064x}",
        "child": bare.children[number % len(bare.children)],
        "purpose": wording.purpose_id,
        "wording": wording.id,
        "guardian": bare.person.id,
        "signer": bare.person.name,
        "choice": "yes" if number % 3 else "no",
        "source": "portal" if number % 5 else "paper",
        "counts_from": date(2024, 8, 1) + timedelta(days=number % 700),
        "removes_earlier": False,
        "recorded_by_id": bare.person.id,
        "recorded_by_name": bare.person.name,
        "recorded_at": clock.now(),
    }


def add_links(first: int) -> None:
    """The links of the choices from this number."""
    head, key, links = ChainHead.get_by_id(CHAIN), chain_key(), []
    rows = decision_rows().where(ConsentDecision.number >= first).order_by(ConsentDecision.number)
    for number, salt, *content in db.execute(rows):
        commitment = committed(salt, ["decision", *content])
        head.mark = marked(key, CHAIN, head.mark, number, commitment)
        head.length = number
        links.append({"chain": CHAIN, "number": number, "commitment": commitment, "mark": head.mark})
    for start in range(0, len(links), PART):
        ChainLink.insert_many(links[start : start + PART]).execute()
    head.seal = seal_of(key, CHAIN, head.length, head.mark)
    head.save()
