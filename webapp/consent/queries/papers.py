"""What the office has to know before it enters a paper form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from peewee import ModelSelect

from webapp.accounts.models import Person
from webapp.consent.models import ConsentDecision, Purpose
from webapp.consent.queries.outcomes import decisions_about
from webapp.consent.queries.purposes import consent_settings_of, purposes_of, rounds_of
from webapp.consent.rules.outcomes import Decision, round_on, standing_of
from webapp.consent.rules.purposes import Asked
from webapp.core import clock
from webapp.schools.models import Child, Guardianship, Unit
from webapp.schools.queries.children import children_in, group_names_of
from webapp.schools.queries.guardianships import has_no_end_yet, was_linked_at


@dataclass(frozen=True, slots=True)
class Idle:
    """A choice on a paper form that will not count: the `portal` or a later `paper` outranks it, or the question
    changed after it was signed (`history`)."""

    asked: Asked
    choice: str
    why: str


def enrolled_child_at(unit: Unit, child_id: int) -> Child:
    """A child that goes to the unit, or soon will; else DoesNotExist."""
    return children_in(unit).where(Child.id == child_id).get()


def children_choices_of(unit: Unit) -> list[tuple[Child, str]]:
    """The children who go to a unit, now or soon, each with its groups, by first name."""
    children = list(children_in(unit))
    groups = group_names_of(unit, [child.id for child in children])
    return [(child, ", ".join(groups.get(child.id, []))) for child in children]


def signers_of(child: Child, unit: Unit) -> ModelSelect:
    """The guardians of a child that the unit knows, by name; also who has no authority, for the form says so."""
    return (
        Person.select(Person, Guardianship.authority.alias("authority"))
        .join(Guardianship)
        .where(Guardianship.child == child, has_no_end_yet(), was_linked_at([unit.id]))
        .order_by(Person.name, Person.id)
        .objects()
    )


def written_signers_of(child: Child, unit: Unit) -> list[str]:
    """Who signed a form for this child without having an account then, by name as it was last written."""
    rows = (
        ConsentDecision.select(ConsentDecision.signer)
        .join(Purpose)
        .where(ConsentDecision.child == child, Purpose.unit == unit, ConsentDecision.guardian.is_null())
        .order_by(ConsentDecision.number)
        .tuples()
    )
    return sorted({name.casefold(): name for (name,) in rows}.values())


def idle_choices(
    child: Child, unit: Unit, signer: Person | str, signed_on: date, choices: Mapping[str, str]
) -> list[Idle]:
    """Which choices of a form would not count today, of one voice: the office is told before it saves."""
    decisions, rounds = decisions_about(unit, [child.id]), rounds_of(unit)
    leads_from, today = consent_settings_of(unit).leads_from, clock.today()
    voice = signer.casefold() if isinstance(signer, str) else signer.id
    found = []
    for asked in purposes_of(unit):
        if asked.key not in choices:
            continue
        own = [d for d in decisions.get((child.id, asked.key), ()) if d.voice == voice]
        known = rounds.get(asked.key, [(signed_on, 1)])
        why = why_idle(own, known, leads_from, signed_on, choices[asked.key], today)
        if why:
            found.append(Idle(asked, choices[asked.key], why))
    return found


def why_idle(
    own: Iterable[Decision],
    rounds: list[tuple[date, int]],
    leads_from: date | None,
    signed_on: date,
    choice: str,
    today: date,
) -> str:
    """Why a form would not count today next to the entries of the same voice; empty when it would."""
    now = round_on(rounds, today)
    if round_on(rounds, signed_on) != now:
        return "history"
    own = [decision for decision in own if decision.round == now and decision.counts_from <= today]
    number = max((decision.number for decision in own), default=0) + 1
    form = Decision(number, 0, choice, "paper", signed_on, now)
    standing = standing_of([*own, form], leads_from, today)
    if standing == form or standing.choice == choice:
        return ""
    return "portal" if standing.source == "portal" else "paper"
