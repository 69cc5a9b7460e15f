"""About which children a round talks, and whom it invites."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from peewee import ModelSelect, fn

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Host, HostGroup, Invitation, Round, Slot
from webapp.conferences.queries.elsewhere import Elsewhere, times_elsewhere
from webapp.conferences.queries.invitations import invitations
from webapp.conferences.queries.outlines import days_without_school, stretches_of
from webapp.conferences.queries.rounds import is_run_by
from webapp.conferences.rules.families import families_of
from webapp.conferences.rules.receiving import Invited, invitations_for, missing_of
from webapp.core import clock
from webapp.core.db import among
from webapp.schools.models import Child, Enrolment, Group, Guardianship
from webapp.schools.queries.audiences import reads_along
from webapp.schools.queries.standing import is_current


class Planned(NamedTuple):
    """An invitation as it will be: with which host, about which child, for whom."""

    host_id: int
    child_id: int
    invited: Invited


class Guardian(NamedTuple):
    """Somebody who reads along about a child: of which household, and whether they have a working account."""

    child_id: int
    person_id: int
    household: str
    hears: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """What sending the invitations comes to. `silent` are children of whom nobody has an account yet, `split` those
    with more than one talk, `short` the hosts with too few times (name, times, talks), `elsewhere` when who receives
    does so for another round too (name, day, from, until, title), `closed` the days without school (day, why)."""

    children: int
    families: int
    people: int
    talks: int
    silent: list[Child]
    split: list[Child]
    short: list[tuple[str, int, int]]
    elsewhere: list[tuple[str, date, int, int, str]]
    closed: list[tuple[date, str]]


def children_in(round: Round) -> dict[int, int]:
    """The children who are in the groups of the round today, each with one host: of its own group before a combined
    one."""
    rows = (
        HostGroup.select(Enrolment.child_id, HostGroup.host_id)
        .join(Group)
        .join(Enrolment)
        .join_from(HostGroup, Host)
        .where(HostGroup.round == round, is_current(Enrolment, clock.today()))
        .order_by(Group.is_combined.desc(), Host.position.desc(), Host.id.desc())
        .tuples()
    )
    return dict(rows)


def guardians_about(round: Round, child_ids: Iterable[int]) -> list[Guardian]:
    """Who reads along about these children at the unit of the round."""
    own = Guardianship.alias()  # of another name than in `reads_along`
    rows = (
        own.select(
            own.child, own.person, own.household,
            Person.activated_at.is_null(False) & Person.blocked_at.is_null(),
        )
        .join(Person)
        .where(among(own.child, child_ids), is_current(own, clock.today()))
        .where(reads_along(own.child, own.person, clock.today(), round.unit_id))
        .order_by(own.id)
        .tuples()
    )  # fmt: skip
    return [Guardian(child_id, person_id, household, bool(hears)) for child_id, person_id, household, hears in rows]


def planned_invitations(round: Round, children: dict[int, int], guardians: Iterable[Guardian]) -> list[Planned]:
    """Each invitation that the round gives for these children (with their hosts), were it sent now."""
    households: dict[int, dict[int, str]] = {child_id: {} for child_id in children}
    for guardian in guardians:
        households[guardian.child_id][guardian.person_id] = guardian.household
    return [
        Planned(host_id, child_id, invited)
        for child_id, host_id in sorted(children.items())
        for invited in invitations_for(households[child_id], round.is_per_parent)
    ]


def lacking_invitations(round: Round) -> list[Planned]:
    """What the round does not invite yet: all of it in a draft; later the children who came into a group."""
    return changes_since_sent(round)[0]


def changes_since_sent(round: Round) -> tuple[list[Planned], list[Invitation]]:
    """What the round does not invite yet, and the invitations that reach nobody any more: of children who are in none
    of its groups, of a household in which nobody of the child is, or of somebody who is none of its guardians."""
    children = children_in(round)
    guardians = guardians_about(round, children)
    standing = standing_invitations(round)
    has: dict[int, list[Invited]] = {}
    for row in standing:
        has.setdefault(row.child_id, []).append(Invited(row.household, row.person_id))
    wanted: dict[int, list[Planned]] = {}
    for planned in planned_invitations(round, children, guardians):
        wanted.setdefault(planned.child_id, []).append(planned)
    lacking = [
        planned
        for child_id, own in wanted.items()
        for planned in own
        if planned.invited in missing_of([one.invited for one in own], has.get(child_id, ()))
    ]
    homes = {(one.child_id, one.household) for one in guardians}
    people = {(one.child_id, one.person_id) for one in guardians}
    left = [
        row
        for row in standing
        if row.child_id not in children
        or (row.household and (row.child_id, row.household) not in homes)
        or (row.person_id and (row.child_id, row.person_id) not in people)
    ]
    return lacking, left


def standing_invitations(round: Round) -> list[Invitation]:
    """The invitations of the round that stand, with their child, by its first name."""
    return list(
        Invitation.select(Invitation, Child)
        .join(Child)
        .where(Invitation.round == round, Invitation.withdrawn_at.is_null())
        .order_by(Child.given_name, Child.surname, Invitation.id)
    )


def children_named(child_ids: Iterable[int]) -> ModelSelect:
    """These children, by first name."""
    return Child.select().where(among(Child.id, child_ids)).order_by(Child.given_name, Child.surname, Child.id)


def reach_of_round(round: Round) -> Reach:
    """Whom the round reaches, were it sent now."""
    children = children_in(round)
    guardians = guardians_about(round, children)
    planned = planned_invitations(round, children, guardians)
    hearing = [guardian for guardian in guardians if guardian.hears]
    counts: dict[int, int] = {}
    for one in planned:
        counts[one.child_id] = counts.get(one.child_id, 0) + 1
    people: dict[int, list[int]] = {child_id: [] for child_id in children}
    for guardian in guardians:
        people[guardian.child_id].append(guardian.person_id)
    named = {child.id: child for child in children_named(children)}
    silent = named.keys() - {guardian.child_id for guardian in hearing}
    return Reach(
        children=len(children),
        families=len(set(families_of(people).values())),
        people=len({guardian.person_id for guardian in hearing}),
        talks=len(planned),
        silent=[child for id, child in named.items() if id in silent],
        split=[child for id, child in named.items() if counts[id] > 1],
        short=short_hosts(round, planned),
        elsewhere=receiving_elsewhere(round),
        closed=days_without_school(round.unit, [stretch.day for stretch in stretches_of(round)]),
    )


def receiving_elsewhere(round: Round) -> list[tuple[str, date, int, int, str]]:
    """Which hosts receive for another round on a day of this one, from when until when, while they do here."""
    slots: dict[int, list[Slot]] = {}
    names: dict[int, str] = {}
    for slot in Slot.select(Slot, Host).join(Host).where(Host.round == round).order_by(Host.position, Host.id):
        slots.setdefault(slot.host_id, []).append(slot)
        names[slot.host_id] = slot.host.name
    there = times_elsewhere(slots)
    found: dict[tuple[int, date, str], list[Elsewhere]] = {}
    for host_id, own in slots.items():
        for one in there.get(host_id, ()):
            if any(one.overlaps(slot) for slot in own):
                found.setdefault((host_id, one.day, one.title), []).append(one)
    return [
        (names[host_id], day, min(one.starts for one in times), max(one.ends for one in times), title)
        for (host_id, day, title), times in found.items()
    ]


def short_hosts(round: Round, planned: Iterable[Planned]) -> list[tuple[str, int, int]]:
    """The hosts with fewer open times than talks."""
    talks: dict[int, int] = {}
    for one in planned:
        talks[one.host_id] = talks.get(one.host_id, 0) + 1
    rows = (
        Host.select(Host.id, Host.name, fn.COUNT(Slot.id))
        .join(Slot, on=(Slot.host == Host.id) & ~Slot.is_blocked)
        .where(Host.round == round)
        .group_by(Host.id, Host.name, Host.position)
        .order_by(Host.position, Host.id)
        .tuples()
    )
    return [(name, times, talks[id]) for id, name, times in rows if talks.get(id, 0) > times]


def run_invitation_of(person: Person, invitation_id: int) -> Invitation:
    """An invitation that stands, of a round that this person runs; raises DoesNotExist for any other."""
    return invitations().where(Invitation.id == invitation_id, is_run_by(person)).get()


def booked_talks_in(round: Round) -> int:
    """How many talks of the round have a time."""
    own = Invitation.select(Invitation.id).where(Invitation.round == round)
    return Booking.select().where(Booking.invitation.in_(own), Booking.ended_at.is_null()).count()
