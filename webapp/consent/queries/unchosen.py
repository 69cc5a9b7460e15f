"""What is still to be done about consents at a unit: who disagrees, who has not chosen yet, whom to remind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peewee import Case, ModelSelect, fn

from webapp.accounts.models import Person
from webapp.consent.models import ConsentDecision
from webapp.consent.queries.groups import children_on
from webapp.consent.queries.outcomes import decisions_about, outcomes_of
from webapp.consent.queries.purposes import rounds_of
from webapp.consent.queries.registers import entries_numbered
from webapp.consent.queries.wordings import asked_on
from webapp.consent.rules.outcomes import Decision, Outcome, round_on
from webapp.consent.rules.purposes import Asked
from webapp.core import clock
from webapp.core.db import among
from webapp.notifications.models import Delivery, Notification
from webapp.schools.models import Child, Group, Guardianship, Link, Unit
from webapp.schools.queries.guardianships import was_linked_at
from webapp.schools.queries.standing import is_current

REST = timedelta(days=7)  # a parent is reminded once in this time
LONG = 40  # lines that somebody reads in one go
REMINDER = "consents"  # how the keys of these reminders begin


@dataclass(frozen=True, slots=True)
class Point:
    """A purpose that one guardian allows and another refuses, with the choices of both."""

    asked: Asked
    voices: list[ConsentDecision]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A child, and each point on which its guardians differ."""

    child: Child
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A guardian who left `open` of the unit's purposes without a choice for a child. Who has no working account at the
    unit cannot choose there (`can_choose`)."""

    child: Child
    person: Person
    open: int
    can_choose: bool
    reminded_at: datetime | None

    @property
    def may_be_reminded(self) -> bool:
        return self.can_choose and (self.reminded_at is None or self.reminded_at <= clock.now() - REST)


@dataclass(frozen=True, slots=True)
class Overview:
    """How consents stand at a unit, or in one group of it. `undecided` are the children for whom nobody chose
    something yet; `alone` those among them to whom nobody is linked."""

    total: int
    disagreements: list[Disagreement]
    waiting: list[Waiting]
    undecided: list[Child]
    alone: list[Child]

    @property
    def left(self) -> list[int]:
        """The children for whom something is left to choose."""
        return list({one.child.id for one in self.waiting} | {child.id for child in self.alone})

    @property
    def is_long(self) -> bool:
        """Whether it is too long to read in one go: then it is told by group."""
        return len(self.waiting) + len(self.alone) > LONG

    def counted_by(self, groups: Iterable[Group], names: dict[int, list[str]]) -> list[tuple[Group, int, int]]:
        """For each group with something left: how many parents can choose, and for how many children nobody can."""
        return [
            (
                group,
                sum(one.can_choose and group.name in names.get(one.child.id, ()) for one in self.waiting),
                len({id for id in self.stuck if group.name in names.get(id, ())}),
            )
            for group in groups
            if any(group.name in names.get(id, ()) for id in self.left)
        ]

    @property
    def stuck(self) -> set[int]:
        """The children of whom a guardian cannot choose in the portal, or has none there."""
        return {one.child.id for one in self.unreachable} | {child.id for child in self.alone}

    @property
    def unreachable(self) -> list[Waiting]:
        return [one for one in self.waiting if not one.can_choose]

    @property
    def to_remind(self) -> list[Person]:
        """The parents who can choose and were not reminded lately, each once."""
        return list({one.person.id: one.person for one in self.waiting if one.may_be_reminded}.values())

    @property
    def resting(self) -> int:
        """How many parents were reminded so lately that they are left alone now."""
        return len({one.person.id for one in self.waiting if one.can_choose and not one.may_be_reminded})


def overview_of(unit: Unit, group_id: int | None = None) -> Overview:
    """How consents stand today at a unit, or in one group of it."""
    today = clock.today()
    children = {child.id: child for child in children_on(unit, [group_id] if group_id else None, today)}
    outcomes = outcomes_of(unit, children, today)
    keys = list(next(iter(outcomes.values()), ()))
    waiting, linked = waiting_for(unit, children, keys, today)
    undecided = [child for child in children.values() if is_undecided(outcomes[child.id])]
    return Overview(
        total=len(keys),
        disagreements=disagreements_among(unit, children, outcomes, today),
        waiting=waiting,
        undecided=undecided,
        alone=[child for child in undecided if child.id not in linked],
    )


def is_undecided(outcomes: dict[str, Outcome]) -> bool:
    """Whether nobody chose something yet for at least one purpose."""
    return any(outcome.why == "no_choice" for outcome in outcomes.values())


def disagreements_among(
    unit: Unit, children: dict[int, Child], outcomes: dict[int, dict[str, Outcome]], today: date
) -> list[Disagreement]:
    """What guardians of these children differ about, by child."""
    differing = {
        id: {key: outcome for key, outcome in found.items() if outcome.why == "disagreement"}
        for id, found in outcomes.items()
    }
    if not any(differing.values()):
        return []
    asked = asked_on(unit, today)
    entries = entries_numbered(d.number for points in differing.values() for o in points.values() for d in o.standing)
    return [
        Disagreement(
            child, [Point(asked[key], [entries[d.number] for d in o.standing]) for key, o in differing[id].items()]
        )
        for id, child in children.items()
        if differing[id]
    ]


def waiting_for(
    unit: Unit, children: dict[int, Child], keys: Iterable[str], today: date
) -> tuple[list[Waiting], set[int]]:
    """The guardians who still have something to choose for these children, by the child's first name; and the children
    who have a guardian with a voice at this unit."""
    decisions, rounds = decisions_about(unit, list(children)), rounds_of(unit)
    round_now = {key: round_on(rounds[key], today) if key in rounds else 1 for key in keys}
    guardians = list(guardians_at(unit, children, today))
    reminded = reminded_at(unit, {one.person_id for one in guardians})
    waiting = [
        Waiting(children[one.child_id], one.person, left, bool(one.can_choose), reminded.get(one.person_id))
        for one in guardians
        if (left := left_open(decisions, round_now, one.child_id, one.person_id))
    ]
    places = {child_id: place for place, child_id in enumerate(children)}
    return sorted(waiting, key=lambda one: places[one.child.id]), {one.child_id for one in guardians}


def left_open(
    decisions: dict[tuple[int, str], list[Decision]], round_now: dict[str, int], child_id: int, person_id: int
) -> int:
    """For how many purposes a guardian has no entry in the round that holds now."""
    return sum(
        not any(d.voice == person_id and d.round == round for d in decisions.get((child_id, key), ()))
        for key, round in round_now.items()
    )


def guardians_at(unit: Unit, child_ids: Iterable[int], today: date) -> ModelSelect:
    """The guardians of these children with a voice, as far as the unit knows them, by name; `can_choose` tells whether
    they read along there with a working account."""
    works = Person.activated_at.is_null(False) & Person.blocked_at.is_null()
    links = Link.select(Link.id).where(
        Link.guardianship == Guardianship.id,
        Link.unit == unit,
        Link.ended_at.is_null(),
        Link.approved_at.is_null(False),
    )
    can = works & (Guardianship.information == "full") & fn.EXISTS(links)
    return (
        Guardianship.select(Guardianship, Person, Case(None, [(can, 1)], 0).alias("can_choose"))
        .join(Person)
        .where(among(Guardianship.child, child_ids), is_current(Guardianship, today))
        .where(Guardianship.authority != "no", was_linked_at([unit.id]))
        .order_by(Person.name, Person.id)
    )


def reminded_at(unit: Unit, person_ids: Iterable[int]) -> dict[int, datetime]:
    """When each of these parents was last reminded of the choices at a unit: what was told, is known."""
    rows = (
        Delivery.select(Delivery.person_id, fn.MAX(Notification.created_at))
        .join(Notification)
        .where(Notification.unit == unit, Notification.kind == "reminders", Notification.key.startswith(REMINDER))
        .where(among(Delivery.person, person_ids))
        .group_by(Delivery.person_id)
    )
    return dict(rows.tuples())
