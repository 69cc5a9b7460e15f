"""Who receives together, and which invitations a child gets."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Receiving(NamedTuple):
    """One host: about the children of which groups, by which teachers."""

    groups: tuple[int, ...]
    teachers: tuple[int, ...]


class Invited(NamedTuple):
    """For whom an invitation about a child is: everybody, one household, or one person."""

    household: str = ""
    person: int | None = None


def usual_teachers(teachers: Mapping[int, Mapping[int, int]]) -> dict[int, list[int]]:
    """Who receives about each group unless the school says otherwise: of its teachers those with the fewest groups, so
    the class teachers, and not who gives gym or helps in many groups, unless nobody else has the group. Given with
    each teacher is how many groups they have in all, so that whoever plans sees the same ones ticked."""
    return {
        group: [teacher for teacher, many in own.items() if many == min(own.values())]
        for group, own in teachers.items()
    }


def hosts_for(teachers: Mapping[int, Iterable[int]]) -> list[Receiving]:
    """Who shares a group receives together, and who has two groups receives about both; in the order of the groups.
    Nobody is in two places at once."""
    hosts: list[tuple[list[int], list[int]]] = []
    for group, own in teachers.items():
        own = list(own)
        same = [host for host in hosts if set(host[1]) & set(own)]
        joined = ([group], own)
        if same:
            joined = same[0]
            for other in [*same[1:], ([group], own)]:
                joined[0].extend(other[0])
                joined[1].extend(teacher for teacher in other[1] if teacher not in joined[1])
            hosts = [host for host in hosts if host not in same[1:]]
        else:
            hosts.append(joined)
    return [Receiving(tuple(groups), tuple(members)) for groups, members in hosts]


def invitations_for(households: Mapping[int, str], is_per_parent: bool) -> list[Invited]:
    """Which invitations a child gets, of guardians (by person) and their households: one, or where the round says so
    and the guardians have two households, one for each. Of whom no household is known is then invited alone, so that
    nobody sees the times of another home by a field that was left empty."""
    named = sorted({household for household in households.values() if household})
    if not is_per_parent or len(named) < 2:
        return [Invited()]
    alone = sorted(person for person, household in households.items() if not household)
    return [*(Invited(household) for household in named), *(Invited(person=person) for person in alone)]


def missing_of(wanted: Iterable[Invited], standing: Iterable[Invited]) -> list[Invited]:
    """Which invitations a child still lacks; none where one for everybody stands."""
    has = set(standing)
    return [] if Invited() in has else [one for one in wanted if one not in has and not (has and one == Invited())]
