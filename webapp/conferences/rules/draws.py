"""The fair draw: who chooses first is decided by tickets that anybody can check afterwards, not by who was quick.

Its tickets are those of `core.tickets`, by the number of the invitation. The lowest ticket of an invitation counts, and
the lowest of all chooses first. The hash of the seed was told before the parents wished anything, so the school cannot
pick a seed that suits it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.conferences.rules.slots import Talking, clash
from webapp.core import tickets

MISSED, SIBLINGS, SHIFTS = CHANCES = ("missed", "siblings", "shifts")
GOOD_RANK = 3  # who got a later wish than this, or none, missed out


@dataclass(frozen=True, slots=True)
class Entry:
    """An invitation in a draw: of which family, with which host, why it has more than one ticket, which slots it would
    like (the first choice first), and where the family already is. It is not on one day with the invitations that it
    stays `apart` from, nor on a day of `not_on`."""

    invitation: int
    family: int
    host: int
    chances: tuple[str, ...] = ()
    wishes: tuple[int, ...] = ()
    elsewhere: tuple[Talking, ...] = ()
    apart: tuple[int, ...] = ()
    not_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A slot that may be given: of which host, and where and when the talk is."""

    host: int
    talking: Talking


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the draw did for an invitation: its place in the order (1 is first), the ticket that decided it, the slot,
    and which wish that was. No rank where it got no wish, no slot where nothing was free that the family can reach."""

    invitation: int
    place: int
    ticket: str
    slot: int | None
    rank: int | None


def chances_of(missed_before: bool, has_siblings: bool, works_shifts: bool) -> tuple[str, ...]:
    """Why an invitation has more tickets than one: each reason is one more."""
    reasons = zip(CHANCES, (missed_before, has_siblings, works_shifts), strict=True)
    return tuple(reason for reason, holds in reasons if holds)


def missed_out(rank: int | None) -> bool:
    """Whether a family missed out in an earlier draw: it got none of its first three wishes."""
    return rank is None or rank > GOOD_RANK


def tickets_of(seed: str, entry: Entry) -> list[str]:
    """One ticket, and one more for each reason."""
    return tickets.tickets_of(seed, entry.invitation, 1 + len(entry.chances))


def best_ticket(seed: str, entry: Entry) -> str:
    return min(tickets_of(seed, entry))


def draw(seed: str, entries: Sequence[Entry], offers: Mapping[int, Offer], walking: int) -> list[Drawn]:
    """In ticket order each gets the first wish that can be; then who got none gets a free time that can be."""
    order = sorted(entries, key=lambda entry: (best_ticket(seed, entry), entry.invitation))
    giving = Giving(offers, walking)
    ranks = {entry.invitation: giving.give_wish(entry) for entry in order}
    for entry in order:
        if ranks[entry.invitation] is None:
            giving.give_any(entry)
    return [
        Drawn(
            entry.invitation,
            place,
            best_ticket(seed, entry),
            giving.given.get(entry.invitation),
            ranks[entry.invitation],
        )
        for place, entry in enumerate(order, 1)
    ]


class Giving:
    """What was given so far: a slot once, and a family never at two talks at once."""

    def __init__(self, offers: Mapping[int, Offer], walking: int) -> None:
        self.offers, self.walking = offers, walking
        self.given: dict[int, int] = {}
        self.families: dict[int, list[Talking]] = {}

    def give_wish(self, entry: Entry) -> int | None:
        """The first wish that can be; returns which one it was."""
        for rank, slot in enumerate(entry.wishes, 1):
            if self.can_give(entry, slot):
                self.give(entry, slot)
                return rank
        return None

    def give_any(self, entry: Entry) -> None:
        """The first time of the host that can be, where there is one."""
        in_time = sorted(
            self.offers, key=lambda slot: (self.offers[slot].talking.day, self.offers[slot].talking.starts)
        )
        for slot in in_time:
            if self.can_give(entry, slot):
                self.give(entry, slot)
                return

    def can_give(self, entry: Entry, slot: int) -> bool:
        offer = self.offers.get(slot)
        if offer is None or offer.host != entry.host or slot in self.given.values():
            return False
        if offer.talking.day in self.days_closed_to(entry):
            return False
        others = [*self.families.get(entry.family, ()), *entry.elsewhere]
        return not any(clash(offer.talking, other, self.walking) for other in others)

    def days_closed_to(self, entry: Entry) -> set[date]:
        """The evenings on which the other parent comes, where these two stay apart."""
        return {*entry.not_on, *(self.offers[self.given[one]].talking.day for one in entry.apart if one in self.given)}

    def give(self, entry: Entry, slot: int) -> None:
        self.given[entry.invitation] = slot
        self.families.setdefault(entry.family, []).append(self.offers[slot].talking)
