"""The register as the office reads it: of a group on a day, and of one child with all that was ever chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.accounts.models import Person
from webapp.consent.models import ConsentDecision, Purpose, Wording
from webapp.consent.phrases import CHOICES, OFFICE_OUTCOMES, SOURCES
from webapp.consent.queries.groups import pictured_in
from webapp.consent.queries.outcomes import outcomes_of
from webapp.consent.queries.wordings import asked_on
from webapp.consent.rules.outcomes import Outcome
from webapp.consent.rules.purposes import Asked
from webapp.core import clock
from webapp.core.db import among
from webapp.schools.models import Child, Enrolment, Group, Unit
from webapp.schools.queries.groups import managed_groups_of
from webapp.schools.queries.standing import managed_units_of


@dataclass(frozen=True, slots=True)
class RegisterCell:
    """A child and a purpose: what it comes to, and the entries that count, one of each voice."""

    asked: Asked
    outcome: Outcome
    voices: list[ConsentDecision]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A child with each purpose that was asked on the day."""

    child: Child
    cells: list[RegisterCell]


@dataclass(frozen=True, slots=True)
class Register:
    """The register of a group as it stood on a day."""

    group: Group
    on: date
    purposes: list[Asked]
    rows: list[RegisterRow]


@dataclass(frozen=True, slots=True)
class History:
    """A purpose for one child at one unit: what it comes to today, and every entry, the newest first."""

    asked: Asked
    outcome: Outcome | None
    entries: list[ConsentDecision]

    @property
    def is_here(self) -> bool:
        """Whether the child goes to the unit, which still asks this."""
        return self.outcome is not None and self.outcome.why != "not_here"

    @property
    def counting(self) -> set[int]:
        """The numbers of the entries that count today."""
        return {decision.number for decision in self.outcome.standing} if self.outcome else set()


def managed_group_of(person: Person, group_id: int) -> Group:
    """A group of a unit whose office or director this person is; else DoesNotExist."""
    return managed_groups_of(person).where(Group.id == group_id).get()


def register_of(group: Group, on: date) -> Register:
    """Who may be in a picture for what on a day, and by whose choices."""
    pictured, asked = pictured_in(group, on), asked_on(group.unit, on)
    entries = entries_numbered(d.number for one in pictured for o in one.outcomes.values() for d in o.standing)
    rows = [
        RegisterRow(
            one.child,
            [
                RegisterCell(asked[key], outcome, [entries[decision.number] for decision in outcome.standing])
                for key, outcome in one.outcomes.items()
            ],
        )
        for one in pictured
    ]
    return Register(group, on, [cell.asked for cell in rows[0].cells] if rows else [], rows)


def lines_of(register: Register) -> list[list[Any]]:
    """The register as lines of a table: one for each voice, or one that is empty behind the outcome."""
    return [
        [row.child.name, cell.asked.title, cell.asked.version, OFFICE_OUTCOMES[cell.outcome.why], *told]
        for row in register.rows
        for cell in row.cells
        for told in ([told_of(entry) for entry in cell.voices] or [[""] * 7])
    ]


def told_of(entry: ConsentDecision) -> list[Any]:
    """What a line tells of an entry: who, what, how, from when, and who wrote it down when under which number."""
    recorded = entry.recorded_at.astimezone(clock.SCHOOL_ZONE)
    return [
        entry.signer, CHOICES[entry.choice], SOURCES[entry.source], entry.counts_from, f"{recorded:%Y-%m-%d %H:%M}",
        entry.recorded_by_name, entry.number,
    ]  # fmt: skip


def entries_numbered(numbers: Iterable[int]) -> dict[int, ConsentDecision]:
    """These entries of the register by their number, with the wording in which they were made."""
    rows = ConsentDecision.select(ConsentDecision, Wording).join(Wording)
    return {row.number: row for row in rows.where(among(ConsentDecision.number, numbers))}


def histories_of(child: Child, unit: Unit, on: date) -> list[History]:
    """Everything that was ever chosen for a child at a unit, by purpose; of an ended purpose only what was chosen."""
    outcomes, entries = outcomes_of(unit, [child.id], on)[child.id], entries_about(child, unit)
    return [
        History(asked, outcomes.get(key), entries.get(key, []))
        for key, asked in asked_on(unit, on).items()
        if key in outcomes or key in entries
    ]


def entries_about(child: Child, unit: Unit) -> dict[str, list[ConsentDecision]]:
    """Every entry about a child at a unit by the purpose's key, the newest first, with its wording."""
    rows = (
        ConsentDecision.select(ConsentDecision, Purpose, Wording)
        .join(Purpose)
        .join_from(ConsentDecision, Wording)
        .where(ConsentDecision.child == child, Purpose.unit == unit)
        .order_by(ConsentDecision.number.desc())
    )
    found: dict[str, list[ConsentDecision]] = {}
    for row in rows:
        found.setdefault(row.purpose.key, []).append(row)
    return found


def managed_units_with(person: Person, child: Child) -> list[Unit]:
    """The units of this office or director to which a child goes, or went."""
    went = Enrolment.select(Group.unit).join(Group).where(Enrolment.child == child)
    return list(managed_units_of(person).where(Unit.id.in_(went)))
