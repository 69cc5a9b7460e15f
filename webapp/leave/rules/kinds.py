"""The kinds of leave: what each is for, on which ground of the law it stands, and how many days are usual."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RELIGION, PROFESSION, FAMILY, HOLIDAY, AT_HOME = PURPOSES = (
    *("religion", "profession", "family"),
    *("holiday", "at_home"),
)
OWN = "own-"  # what the key of a unit's own kind begins with


@dataclass(frozen=True, slots=True)
class Kind:
    """`ground` is the letter of article 11, or `hours`; `days` the usual number of school days (a guideline, to `days`;
    None where there is none). `name` only for a kind of a unit itself: those of the law have theirs in phrases."""

    key: str
    purpose: str
    ground: str
    days: int | None = None
    name: str = ""

    @property
    def needs_statement(self) -> bool:
        """Whether the employer, or the parent who is one, has to state it in writing (article 13a)."""
        return self.ground == "f"


KINDS = (
    Kind("feast", RELIGION, "e"),
    Kind("profession", PROFESSION, "f"),
    Kind("wedding", FAMILY, "g", 2),
    Kind("wedding_abroad", FAMILY, "g", 5),
    Kind("death_first", FAMILY, "g", 5),
    Kind("death_second", FAMILY, "g", 2),
    Kind("death_further", FAMILY, "g", 1),
    Kind("death_abroad", FAMILY, "g", 5),
    Kind("serious_illness", FAMILY, "g", 10),
    Kind("jubilee", FAMILY, "g", 1),
    Kind("moving", FAMILY, "g", 1),
    Kind("other", FAMILY, "g"),
    Kind("holiday", HOLIDAY, "g"),
    Kind("at_home", AT_HOME, "hours"),
)


def own_kind(number: int, name: str, days: int | None) -> Kind:
    """A kind that a unit has itself: always a weighty circumstance."""
    return Kind(f"{OWN}{number}", FAMILY, "g", days, name)


def kinds_for(purpose: str, own: Iterable[Kind] = ()) -> list[Kind]:
    """What may be chosen for a purpose: the kinds of the law, and the unit's own before «something else»."""
    known = [kind for kind in KINDS if kind.purpose == purpose]
    return [*known[:-1], *own, known[-1]] if purpose == FAMILY else known


def kind_of(purpose: str, key: str, kinds: Sequence[Kind]) -> Kind | None:
    """The kind that was chosen; where a purpose has only one it need not be."""
    if len(kinds) == 1:
        return kinds[0]
    return next((kind for kind in kinds if kind.key == key and kind.purpose == purpose), None)
