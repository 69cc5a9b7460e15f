"""The requests that a unit has to deal with or dealt with: for its office and director."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, Case, ModelSelect, fn

from webapp.leave.models import LeaveDecision, LeaveRequest
from webapp.leave.queries.used_days import halves_used_by
from webapp.leave.rules.states import ENDED, OPEN
from webapp.schools.models import Child, Unit
from webapp.schools.queries.children import enrolled_in, name_holds
from webapp.schools.rules.school_days import school_year_of

# What the chips above the list stand for; other than these, one state may be asked for.
STAGES = {
    "open": OPEN,
    "decided": ("approved", "partly", "refused"),
    "referred": ("referred",),
    "noted": ("noted",),
    "withdrawn": ("withdrawn",),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests somebody wants to see: a stage or one state, and of those a group, kind, school year and name."""

    state: str = "open"
    group_id: int | None = None
    kind: str = ""
    year: int | None = None
    search: str = ""

    @property
    def states(self) -> tuple[str, ...]:
        return STAGES.get(self.state, (self.state,))

    @property
    def query(self) -> dict[str, Any]:
        """What an address says to want the same."""
        chosen = {"group": self.group_id, "kind": self.kind, "year": self.year, "search": self.search}
        return {"state": self.state} | {name: value for name, value in chosen.items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.group_id or self.kind or self.year or self.search.split())


# By when a decision is of use: before the leave begins, and within the term.
WANTED_BY = Case(
    None, [(LeaveRequest.first_day < LeaveRequest.decide_by, LeaveRequest.first_day)], LeaveRequest.decide_by
)


def requests_at(unit: Unit, wanted: Wanted) -> ModelSelect:
    """The requests at a unit that somebody of its office wants to see, with child and decision; `unit` must be managed.

    What has to be decided first stands first, by its term or because it begins; brothers and sisters stand beside each
    other. What has ended stands the other way round.
    """
    has_ended = set(wanted.states) <= set(ENDED)
    order = LeaveRequest.asked_at.desc() if has_ended else WANTED_BY
    return (
        narrowed(unit, wanted)
        .select(LeaveRequest, Child, LeaveDecision)
        .join_from(LeaveRequest, Child)
        .join_from(LeaveRequest, LeaveDecision, JOIN.LEFT_OUTER)
        .where(LeaveRequest.state.in_(wanted.states))
        .order_by(order, LeaveRequest.batch, Child.birthdate, LeaveRequest.id)
    )


def narrowed(unit: Unit, wanted: Wanted) -> ModelSelect:
    requests = LeaveRequest.select().where(LeaveRequest.unit == unit)
    if wanted.group_id:
        requests = requests.where(LeaveRequest.child.in_(enrolled_in(unit, wanted.group_id)))
    if wanted.kind:
        requests = requests.where(LeaveRequest.kind == wanted.kind)
    if wanted.year:
        requests = requests.where(LeaveRequest.first_day.between(*school_year_of(date(wanted.year, 8, 1))))
    if wanted.search.split():
        requests = requests.where(LeaveRequest.child.in_(Child.select(Child.id).where(name_holds(wanted.search))))
    return requests


def counts_at(unit: Unit) -> dict[str, int]:
    """How many requests of each state a unit has; a stage counts its states."""
    rows = (
        LeaveRequest.select(LeaveRequest.state, fn.COUNT(LeaveRequest.id))
        .where(LeaveRequest.unit == unit)
        .group_by(LeaveRequest.state)
        .tuples()
    )
    counts = dict(rows)
    return counts | {stage: sum(counts.get(state, 0) for state in states) for stage, states in STAGES.items()}


def open_counts_of(unit_ids: Iterable[int]) -> dict[int, int]:
    """How many requests wait for an answer at each of these units; ask only what somebody manages."""
    rows = (
        LeaveRequest.select(LeaveRequest.unit_id, fn.COUNT(LeaveRequest.id))
        .where(LeaveRequest.unit.in_(list(unit_ids)), LeaveRequest.state.in_(OPEN))
        .group_by(LeaveRequest.unit_id)
        .tuples()
    )
    return dict(rows)


def kinds_asked_at(unit: Unit) -> list[tuple[str, str]]:
    """The kinds that were ever asked at a unit, by name: what there is to choose from."""
    rows = (
        LeaveRequest.select(LeaveRequest.kind, fn.MAX(LeaveRequest.kind_name))
        .where(LeaveRequest.unit == unit)
        .group_by(LeaveRequest.kind)
        .tuples()
    )
    return sorted(rows, key=lambda row: row[1].lower())


def years_asked_at(unit: Unit) -> list[int]:
    """The school years for which there are requests at a unit, by the year they begin in, the latest first."""
    rows = LeaveRequest.select(fn.MIN(LeaveRequest.first_day), fn.MAX(LeaveRequest.first_day))
    first, last = rows.where(LeaveRequest.unit == unit).tuples().get()
    if first is None:
        return []
    return list(range(school_year_of(last)[0].year, school_year_of(first)[0].year - 1, -1))


def used_halves_by_request(requests: Iterable[LeaveRequest]) -> dict[int, dict[str, int]]:
    """For each of these requests: ground → half school days the child had in its school year. One query per year."""
    by_year: dict[date, list[LeaveRequest]] = {}
    for request in requests:
        by_year.setdefault(school_year_of(request.first_day)[0], []).append(request)
    found: dict[int, dict[str, int]] = {}
    for day, in_year in by_year.items():
        used = halves_used_by({request.child_id for request in in_year}, day)
        for request in in_year:
            found[request.id] = {
                ground: halves for (child, ground), halves in used.items() if child == request.child_id
            }
    return found
