"""May this child be in a picture? One function answers that, here."""

from collections.abc import Iterable
from datetime import date

from webapp.consent.models import ConsentDecision, Purpose, Wording
from webapp.consent.queries.purposes import consent_settings_of, purposes_of, rounds_of
from webapp.consent.rules.outcomes import NOT_HERE, Decision, Outcome, Voice, outcome_of, round_on
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
    ids = list(child_ids)
    here = children_here(unit, ids, on)
    keys = keys_on(unit, on)
    rounds, leads_from = rounds_of(unit), consent_settings_of(unit).leads_from
    decisions, voices = decisions_about(unit, ids), voices_for(ids, on)
    return {
        id: {
            key: outcome_of(
                decisions.get((id, key), ()),
                voices.get(id, ()),
                round_on(rounds[key], on) if key in rounds else 1,
                leads_from,
                on,
            )
            if id in here
            else NOT_HERE
            for key in keys
        }
        for id in ids
    }


def keys_on(unit: Unit, on: date) -> list[str]:
    """What the unit asked on a day: its list, without what had ended by then. What is asked now was asked always, for
    a paper form may be older than the portal."""
    rows = list(Purpose.select().where(Purpose.unit == unit).order_by(Purpose.position, Purpose.id))
    if not rows:
        return [purpose.key for purpose in purposes_of(unit)]
    return [row.key for row in rows if row.ended_at is None or row.ended_at.astimezone(clock.SCHOOL_ZONE).date() > on]


def children_here(unit: Unit, child_ids: list[int], on: date) -> set[int]:
    """Which of these children go to the unit on a day."""
    rows = (
        Enrolment.select(Enrolment.child_id)
        .join(Group)
        .where(Group.unit == unit, among(Enrolment.child, child_ids), is_current(Enrolment, on))
        .tuples()
    )
    return {child_id for (child_id,) in rows}


def decisions_about(unit: Unit, child_ids: list[int]) -> dict[tuple[int, str], list[Decision]]:
    """Every entry about these children at a unit, by child and the purpose's key."""
    rows = (
        ConsentDecision.select(
            *(ConsentDecision.child_id, Purpose.key, ConsentDecision.number, ConsentDecision.guardian_id),
            *(ConsentDecision.signer, ConsentDecision.choice, ConsentDecision.source, ConsentDecision.counts_from),
            Wording.round,
        )
        .join(Purpose)
        .join_from(ConsentDecision, Wording)
        .where(Purpose.unit == unit, among(ConsentDecision.child, child_ids))
        .order_by(ConsentDecision.number)
        .tuples()
    )
    found: dict[tuple[int, str], list[Decision]] = {}
    for child_id, key, number, guardian_id, signer, choice, source, counts_from, round in rows:
        voice = guardian_id or signer.casefold()
        found.setdefault((child_id, key), []).append(Decision(number, voice, choice, source, counts_from, round))
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
