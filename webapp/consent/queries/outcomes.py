"""May this child be in a picture? One function answers that, here."""

from collections.abc import Iterable, Sequence
from datetime import date

from webapp.consent.models import ConsentDecision, ConsentSettings, Purpose, Wording
from webapp.consent.rules.outcomes import NOT_HERE, Decision, Outcome, Voice, outcome_of, round_on
from webapp.consent.rules.purposes import STANDARD_PURPOSES
from webapp.core import clock
from webapp.core.db import among
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Unit
from webapp.schools.queries.standing import is_current


def may_be_pictured(child: Child, unit: Unit, purpose: str, on: date) -> bool:
    """Whether a child may be in a picture of a unit for a purpose (its key) on a day."""
    return outcomes_of(unit, [child.id], on)[child.id].get(purpose, NOT_HERE).is_allowed


def outcomes_of(unit: Unit, child_ids: Iterable[int], on: date) -> dict[int, dict[str, Outcome]]:
    """What the choices for these children come to at a unit on a day: by child, then by the purpose's key, in the
    unit's order. As many queries for one child as for three hundred."""
    return outcomes_at([unit], child_ids, on)[unit.id]


def outcomes_at(units: Sequence[Unit], child_ids: Iterable[int], on: date) -> dict[int, dict[int, dict[str, Outcome]]]:
    """The same at several units, by unit first. As many queries for one unit as for three."""
    ids = list(child_ids)
    here, rounds, leads_from = places_of(units, ids, on), rounds_on(units, on), leading_days_of(units)
    decisions, voices = decisions_at(units, ids), voices_for(ids, on)

    def outcome(unit: Unit, child_id: int, key: str) -> Outcome:
        if (unit.id, child_id) not in here:
            return NOT_HERE
        entries, round = decisions.get((unit.id, child_id, key), ()), rounds[unit.id][key]
        return outcome_of(entries, voices.get(child_id, ()), round, leads_from.get(unit.id), on)

    return {unit.id: {id: {key: outcome(unit, id, key) for key in rounds[unit.id]} for id in ids} for unit in units}


def rounds_on(units: Iterable[Unit], on: date) -> dict[int, dict[str, int]]:
    """What each unit asked on a day, with the round that held: its list, without what had ended by then. What is asked
    now was asked always, for a paper form may be older than the portal. The standard list where a unit made none."""
    rows = (
        Purpose.select(Purpose.unit_id, Purpose.key, Purpose.ended_at, Wording.from_day, Wording.round)
        .join(Wording)
        .where(Purpose.unit.in_(list(units)))
        .order_by(Purpose.position, Purpose.id)
        .tuples()
    )
    asked: dict[int, dict[str, list[tuple[date, int]]]] = {unit.id: {} for unit in units}
    for unit_id, key, ended_at, from_day, round in rows:
        begun = asked[unit_id].setdefault(key, [])
        if ended_at is None or ended_at.astimezone(clock.SCHOOL_ZONE).date() > on:
            begun.append((from_day, round))
    return {
        unit_id: {key: round_on(begun, on) for key, begun in by_key.items() if begun}
        if by_key
        else dict.fromkeys(STANDARD_PURPOSES, 1)
        for unit_id, by_key in asked.items()
    }


def leading_days_of(units: Iterable[Unit]) -> dict[int, date | None]:
    """From which day the portal leads at each of these units, where that was set."""
    return {
        row.unit_id: row.leads_from for row in ConsentSettings.select().where(ConsentSettings.unit.in_(list(units)))
    }


def children_here(unit: Unit, child_ids: list[int], on: date) -> set[int]:
    """Which of these children go to the unit on a day."""
    return {child_id for _, child_id in places_of([unit], child_ids, on)}


def places_of(units: Iterable[Unit], child_ids: list[int], on: date) -> set[tuple[int, int]]:
    """At which of these units each child is on a day: (unit, child)."""
    rows = (
        Enrolment.select(Group.unit_id, Enrolment.child_id)
        .join(Group)
        .where(Group.unit.in_(list(units)), among(Enrolment.child, child_ids), is_current(Enrolment, on))
        .tuples()
    )
    return set(rows)


def decisions_about(unit: Unit, child_ids: list[int]) -> dict[tuple[int, str], list[Decision]]:
    """Every entry about these children at a unit, by child and the purpose's key."""
    return {(child_id, key): entries for (_, child_id, key), entries in decisions_at([unit], child_ids).items()}


def decisions_at(units: Iterable[Unit], child_ids: list[int]) -> dict[tuple[int, int, str], list[Decision]]:
    """Every entry about these children at these units, by unit, child and the purpose's key."""
    rows = (
        ConsentDecision.select(
            *(Purpose.unit_id, ConsentDecision.child_id, Purpose.key, ConsentDecision.number),
            *(ConsentDecision.guardian_id, ConsentDecision.signer, ConsentDecision.choice, ConsentDecision.source),
            *(ConsentDecision.counts_from, Wording.round),
        )
        .join(Purpose)
        .join_from(ConsentDecision, Wording)
        .where(Purpose.unit.in_(list(units)), among(ConsentDecision.child, child_ids))
        .order_by(ConsentDecision.number)
        .tuples()
    )
    found: dict[tuple[int, int, str], list[Decision]] = {}
    for unit_id, child_id, key, number, guardian_id, signer, choice, source, counts_from, round in rows:
        decision = Decision(number, guardian_id or signer.casefold(), choice, source, counts_from, round)
        found.setdefault((unit_id, child_id, key), []).append(decision)
    return found


def voices_for(child_ids: list[int], on: date) -> dict[int, list[Voice]]:
    """The guardians of these children on a day, by child."""
    rows = (
        Guardianship.select(Guardianship.child_id, Guardianship.person_id, Guardianship.authority)
        .where(among(Guardianship.child, child_ids), is_current(Guardianship, on))
        .tuples()
    )
    found: dict[int, list[Voice]] = {}
    for child_id, person_id, authority in rows:
        found.setdefault(child_id, []).append(Voice(person_id, authority))
    return found
