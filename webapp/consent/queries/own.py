"""A guardian's own choices: what is asked for each own child, what was chosen, and what it comes to.

Nothing here tells what another guardian chose: only what it all comes to, «Niet toegestaan» without by whom.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from peewee import JOIN, ModelSelect, fn

from webapp.accounts.models import Person
from webapp.consent.models import ConsentDecision, ConsentReview, Purpose, RemovalRequest, Wording
from webapp.consent.queries.outcomes import leading_days_of, outcomes_at, voices_for
from webapp.consent.queries.purposes import purposes_at
from webapp.consent.rules.outcomes import NOT_HERE, Outcome
from webapp.consent.rules.purposes import STANDARD_PURPOSES, Asked
from webapp.consent.rules.reviews import is_to_look_at_again
from webapp.core import clock
from webapp.core.db import among
from webapp.schools.models import Child, Guardianship, Unit
from webapp.schools.queries.own_children import own_children_of, places_told_of
from webapp.schools.queries.standing import is_current

Entries = dict[tuple[int, int | None], list[ConsentDecision]]  # by child and purpose, the oldest first


@dataclass(frozen=True, slots=True)
class OwnConsent:
    """A purpose for a child at a unit. `chosen` is this guardian's last entry in the wording that holds (none: still
    open), `why` what all choices come to, `waits` whether an older entry of the own still counts instead (a paper form,
    before the unit's leading date), and `has_history` whether this guardian ever chose."""

    asked: Asked
    why: str
    chosen: ConsentDecision | None
    waits: bool
    has_history: bool

    @property
    def is_asked_again(self) -> bool:
        """The wording is new, and what this guardian chose before does not count any more."""
        return self.has_history and not self.chosen

    @property
    def is_overruled(self) -> bool:
        """Allowed by this guardian, and still not allowed."""
        has_allowed = self.chosen is not None and self.chosen.choice == "yes"
        return has_allowed and self.why == "refused" and not self.waits


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is asked for a child at a unit, as one guardian reads it."""

    child: Child
    unit: Unit
    consents: tuple[OwnConsent, ...]
    has_voice: bool
    leads_from: date | None
    looked_at: date | None
    removals: tuple[RemovalRequest, ...]

    @property
    def open(self) -> int:
        """How many choices this guardian has still to make."""
        return sum(consent.chosen is None for consent in self.consents) if self.has_voice else 0

    @property
    def has_begun(self) -> bool:
        """Whether this guardian ever chose something here."""
        return any(consent.has_history for consent in self.consents)

    @property
    def is_to_review(self) -> bool:
        return self.has_voice and is_to_look_at_again(self.looked_at, clock.today())

    def consent(self, key: str) -> OwnConsent:
        """One of them by the purpose's key; raises DoesNotExist when the unit does not ask it."""
        for consent in self.consents:
            if consent.asked.key == key:
                return consent
        raise Purpose.DoesNotExist


def sheets_of(person: Person) -> dict[Child, list[Sheet]]:
    """What is asked for this guardian's own children, at each unit where the two are linked. As many queries for one
    child or unit as for three."""
    children = list(own_children_of(person))
    places = {(place.child_id, place.unit_id) for place in places_told_of(person)}
    sheets = made_sheets(person, children, places)
    return {child: [sheet for sheet in sheets if sheet.child == child] for child in children}


def sheet_of(person: Person, child_id: int, unit_id: int) -> Sheet:
    """One of them; raises DoesNotExist for a child that is not this guardian's own there."""
    if not any((place.child_id, place.unit_id) == (child_id, unit_id) for place in places_told_of(person)):
        raise Child.DoesNotExist
    [sheet] = made_sheets(person, [Child.get_by_id(child_id)], {(child_id, unit_id)})
    return sheet


def made_sheets(person: Person, children: Sequence[Child], places: set[tuple[int, int]]) -> list[Sheet]:
    ids = [child.id for child in children]
    chosen = Unit.select().where(Unit.id.in_({unit for _, unit in places}))
    units = list(chosen.order_by(Unit.kind.desc(), Unit.name))
    asked, outcomes, leads_from = purposes_at(units), outcomes_at(units, ids, clock.today()), leading_days_of(units)
    entries, speaks = own_entries(person, ids), children_spoken_for(person, ids)
    reviews, removals = reviews_of(person, ids), own_removals(person, ids)
    sheets = []
    for unit in units:
        for child in children:
            if (place := (child.id, unit.id)) not in places:
                continue
            consents = tuple(
                own_consent(person, one, entries.get((child.id, one.purpose_id), []), outcomes[unit.id][child.id])
                for one in asked[unit.id]
            )
            looked_at = max(looks_at(consents, reviews.get(place)), default=None)
            facts = (child.id in speaks, leads_from.get(unit.id), looked_at, removals.get(place, ()))
            sheets.append(Sheet(child, unit, consents, *facts))
    return sheets


def children_spoken_for(person: Person, child_ids: list[int]) -> set[int]:
    """The children about whom this guardian decides, as far as the office knows."""
    voices = voices_for(child_ids, clock.today())
    return {id for id in child_ids for v in voices.get(id, []) if v.person_id == person.id and v.authority != "no"}


def own_consent(person: Person, asked: Asked, own: list[ConsentDecision], outcomes: dict[str, Outcome]) -> OwnConsent:
    """A purpose with the own choice and what it comes to; who of several guardians refused is left out."""
    now = [entry for entry in own if entry.wording.round == asked.round]
    chosen = max(now, key=lambda entry: (entry.counts_from, entry.number), default=None)
    outcome = outcomes.get(asked.key, NOT_HERE)
    counting = {decision.number for decision in outcome.standing if decision.voice == person.id}
    waits = bool(chosen and counting and chosen.number not in counting)
    return OwnConsent(asked, "refused" if outcome.why == "disagreement" else outcome.why, chosen, waits, bool(own))


def own_entries(person: Person, child_ids: Iterable[int]) -> Entries:
    """Every entry in which this guardian spoke for these children."""
    found: Entries = {}
    for entry in entries_by(person).where(among(ConsentDecision.child, list(child_ids))):
        found.setdefault((entry.child_id, entry.purpose_id), []).append(entry)
    return found


def entries_by(person: Person) -> ModelSelect:
    return (
        ConsentDecision.select(ConsentDecision, Wording)
        .join(Wording)
        .where(ConsentDecision.guardian == person)
        .order_by(ConsentDecision.number)
    )


def looks_at(consents: Iterable[OwnConsent], reviewed_at: date | None) -> list[date]:
    """The days on which this guardian chose or looked, as far as there are any."""
    days = [consent.chosen.counts_from for consent in consents if consent.chosen]
    return [*days, reviewed_at] if reviewed_at else days


def reviews_of(person: Person, child_ids: Iterable[int]) -> dict[tuple[int, int], date]:
    """When this guardian last found that all choices still hold, by child and unit."""
    rows = (
        ConsentReview.select(ConsentReview.child_id, ConsentReview.unit_id, fn.MAX(ConsentReview.at))
        .where(ConsentReview.person == person, among(ConsentReview.child, list(child_ids)))
        .group_by(ConsentReview.child_id, ConsentReview.unit_id)
        .tuples()
    )
    return {(child_id, unit_id): at.astimezone(clock.SCHOOL_ZONE).date() for child_id, unit_id, at in rows}


def own_removals(person: Person, child_ids: Iterable[int]) -> dict[tuple[int, int], tuple[RemovalRequest, ...]]:
    """What this guardian asked to take away of all earlier pictures, by child and unit; the last first."""
    rows = (
        RemovalRequest.select()
        .where(RemovalRequest.asked_by == person, RemovalRequest.subject == "")
        .where(among(RemovalRequest.child, list(child_ids)))
        .order_by(RemovalRequest.id.desc())
    )
    found: dict[tuple[int, int], tuple[RemovalRequest, ...]] = {}
    for row in rows:
        found[row.child_id, row.unit_id] = (*found.get((row.child_id, row.unit_id), ()), row)
    return found


def open_choices_of(person: Person) -> int | None:
    """How many choices this guardian has still to make, over all children and units; none for who decides about no
    child. One query."""
    places = {(place.child_id, place.unit_id) for place in places_told_of(person)}
    rounds = rounds_by_place(person, places)
    spoken_for = {child_id for child_id, _ in rounds}
    if not spoken_for:
        return None
    return sum(
        sum(chosen < asked for asked, chosen in rounds[place]) if place in rounds else len(STANDARD_PURPOSES)
        for place in places
        if place[0] in spoken_for
    )


def rounds_by_place(
    person: Person, places: set[tuple[int, int]]
) -> dict[tuple[int, int | None], list[tuple[int, int]]]:
    """For the children about whom this guardian decides, of each purpose that a unit asks: the round that holds, and
    the last in which this guardian chose (0: never). A unit that made no list has none."""
    own = Wording.alias()
    is_asked = Purpose.unit.in_({unit for _, unit in places}) & Purpose.ended_at.is_null()
    is_own = (
        (ConsentDecision.child == Guardianship.child)
        & (ConsentDecision.purpose == Purpose.id)
        & (ConsentDecision.guardian == person)
    )
    rows = (
        Guardianship.select(Guardianship.child_id, Purpose.unit_id, fn.MAX(Wording.round), fn.MAX(own.round))
        .join(Purpose, JOIN.LEFT_OUTER, on=is_asked)
        .join(Wording, JOIN.LEFT_OUTER, on=(Wording.purpose == Purpose.id))
        .join_from(Guardianship, ConsentDecision, JOIN.LEFT_OUTER, on=is_own)
        .join(own, JOIN.LEFT_OUTER, on=(ConsentDecision.wording == own.id))
        .where(Guardianship.person == person, Guardianship.authority != "no", is_current(Guardianship, clock.today()))
        .where(Guardianship.child.in_({child for child, _ in places}))
        .group_by(Guardianship.child_id, Purpose.unit_id, Purpose.id)
        .tuples()
    )
    found: dict[tuple[int, int | None], list[tuple[int, int]]] = {}
    for child_id, unit_id, asked, chosen in rows:
        found.setdefault((child_id, unit_id), []).append((asked or 0, chosen or 0))
    return found
