"""Whether a child may be pictured: what the voices of its guardians come to.

Nothing chosen is no. One refusal stands, whatever another guardian chose. A voice counts while its guardianship lasts,
and not of a guardian without authority (BW 1:253, AVG art. 8). From the unit's leading date what somebody chose in the
portal outranks what they signed on paper, and before that date the other way round; except a later refusal, which
stands until it is taken back: consent can be withdrawn at all times, in whatever way (AVG art. 7.3).

When a wording changes its meaning, what was allowed is allowed no more; a refusal stands until who refused chooses
anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry of the register about one child and purpose, as far as it decides. `voice` is who speaks: a person's
    number, or the name of who signed a paper form without having an account."""

    number: int
    voice: int | str
    choice: str
    source: str
    counts_from: date
    round: int

    @property
    def order(self) -> tuple[date, int]:
        return (self.counts_from, self.number)


@dataclass(frozen=True, slots=True)
class Voice:
    """A guardian on a day: who, and whether they have authority (`yes`, `no`, `unknown`)."""

    person_id: int
    authority: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What it comes to. `why`: `allowed`, `refused`, `disagreement` (refused by one, allowed by another), `no_choice`,
    or `not_here` (the child does not go to this unit on this day, or the purpose is no more).

    `standing` are the entries that count, one for each voice: what covered a picture.
    """

    why: str
    standing: tuple[Decision, ...] = ()

    @property
    def is_allowed(self) -> bool:
        return self.why == "allowed"


NOT_HERE = Outcome("not_here")
NO_CHOICE = Outcome("no_choice")


def outcome_of(
    decisions: Iterable[Decision], voices: Iterable[Voice], round: int, leads_from: date | None, on: date
) -> Outcome:
    """What the entries about one child and purpose come to on a day, in the wording (`round`) that holds then."""
    counting = {voice.person_id for voice in voices if voice.authority != "no"}
    by_voice: dict[int | str, list[Decision]] = {}
    for decision in decisions:
        speaks = isinstance(decision.voice, str) or decision.voice in counting
        if speaks and decision.round <= round and decision.counts_from <= on:
            by_voice.setdefault(decision.voice, []).append(decision)
    spoken = [standing_of(of_last_round(own), leads_from, on) for own in by_voice.values()]
    standing = tuple(decision for decision in spoken if decision.round == round or decision.choice == "no")
    choices = {decision.choice for decision in standing}
    if not choices:
        return NO_CHOICE
    if choices == {"yes"}:
        return Outcome("allowed", standing)
    return Outcome("disagreement" if "yes" in choices else "refused", standing)


def of_last_round(own: list[Decision]) -> list[Decision]:
    """The entries in the latest wording in which this voice spoke."""
    last = max(decision.round for decision in own)
    return [decision for decision in own if decision.round == last]


def standing_of(own: Iterable[Decision], leads_from: date | None, on: date) -> Decision:
    """Which of one voice's entries counts on a day; there must be one."""
    in_order = sorted(own, key=lambda decision: decision.order)
    leader, other = ("portal", "paper") if portal_leads(leads_from, on) else ("paper", "portal")
    leading = [decision for decision in in_order if decision.source == leader]
    if not leading:
        return in_order[-1]
    for last in [decision for decision in in_order if decision.source == other][-1:]:
        if last.choice == "no" and is_later(last, leading[-1]):
            return last
    return leading[-1]


def is_later(refusal: Decision, leading: Decision) -> bool:
    """Whether a refusal takes back what leads. Of one day the portal's comes later: a form has no time, and was signed
    before it came in."""
    if refusal.source == "portal":
        return refusal.counts_from >= leading.counts_from
    return refusal.counts_from > leading.counts_from


def portal_leads(leads_from: date | None, on: date) -> bool:
    """Whether on this day the portal outranks paper; a unit without a leading date has always let it."""
    return leads_from is None or leads_from <= on


def round_on(rounds: Iterable[tuple[date, int]], on: date) -> int:
    """Which round of a purpose holds on a day: the last that began by then. Rounds are (first day, round); before the
    first of them, the first: a paper form may be older than the portal."""
    known = sorted(rounds)
    begun = [round for first_day, round in known if first_day <= on]
    return max(begun) if begun else known[0][1]


def is_never_pictured(outcomes: Iterable[Outcome]) -> bool:
    """No consent at all: no pictures at all are made of this child."""
    return not any(outcome.is_allowed for outcome in outcomes)
