"""Making a round: a draft that nobody sees but the school. Each is one transaction; each raises Refused."""

from collections.abc import Iterable, Mapping, Sequence

from peewee import IntegrityError, chunked

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import lock_round
from webapp.conferences.models import Block, Host, HostGroup, HostTeacher, Round, Slot, moment_at
from webapp.conferences.queries.outlines import (
    plannable_groups_of,
    receiving_in,
    stretches_of,
    teachers_by_group,
    times_of,
)
from webapp.conferences.queries.rounds import hosts_of
from webapp.conferences.rules.outlines import (
    Lengths,
    Outline,
    Stretch,
    grid_of,
    times_anew,
    why_no_times,
    why_no_window,
)
from webapp.conferences.rules.receiving import Receiving, hosts_for
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import Group, StaffMember, Unit

AT_ONCE = 1000  # rows in one statement
Names = Mapping[int, str]


@db.atomic()
def plan_round(by: Person, unit: Unit, outline: Outline, idempotency_key: str) -> Round:
    """Somebody of the school begins a round as a draft: office and director for any group, a teacher for the own ones.
    The same key again gives the round that is already there. Refused: the reasons of `rules/outlines.py`, `no_groups`,
    `not_your_group`, and `sent_before` for a key that somebody else used."""
    names = names_among(by, unit, outline)
    refuse_outline(outline)
    try:
        with db.atomic():
            round = Round.create(
                unit=unit, made_by=by, made_at=clock.now(), idempotency_key=idempotency_key, **columns_of(outline)
            )
    except IntegrityError:
        known = Round.get_or_none(Round.idempotency_key == idempotency_key, Round.made_by == by)
        if known is None:
            raise Refused("sent_before") from None
        return known
    keep_blocks(round, outline.stretches)
    keep_hosts(round, outline, names, {})
    audit(by, "plan_round", round, unit, groups=list(outline.receiving))
    return round


@db.atomic()
def replan_round(by: Person, round: Round, outline: Outline) -> None:
    """A draft changes: rooms, blocked times and times added by hand stay where they still fit. Refused as `plan_round`,
    and `already_sent` once parents were invited."""
    lock_round(round.id)
    names = names_among(by, round.unit, outline)
    refuse_outline(outline)
    old = KnownHosts(round)
    changed = (
        Round.update(**columns_of(outline))
        .where(Round.id == round.id, Round.published_at.is_null(), Round.cancelled_at.is_null())
        .execute()
    )
    if not changed:
        raise Refused("already_sent")
    audit(by, "replan_round", round, round.unit, groups=list(outline.receiving))
    if old.is_same(outline):
        return
    Block.delete().where(Block.round == round).execute()
    Host.delete().where(Host.round == round).execute()
    keep_blocks(round, outline.stretches)
    keep_hosts(round, outline, names, old.by_group)


class KnownHosts:
    """What a draft has before it changes: what was said of it, and the hosts with their times, by group."""

    def __init__(self, round: Round) -> None:
        self.lengths = Lengths(round.minutes, round.pause, round.walking)
        self.stretches = stretches_of(round)
        self.receiving = receiving_in(round)
        self.by_group: dict[int, tuple[Host, list[Stretch], set[Stretch]]] = {}
        grid = grid_of(self.stretches, self.lengths)
        for host in hosts_of(round):
            times, blocked = times_of(host), blocked_times_of(host)
            by_hand = [time for time in times if time not in grid]
            for row in HostGroup.select().where(HostGroup.host == host):
                self.by_group[row.group_id] = (host, by_hand, blocked)

    def is_same(self, outline: Outline) -> bool:
        """Whether who receives and when stays as it was."""
        same_people = {group: set(own) for group, own in outline.receiving.items()} == {
            group: set(own) for group, own in self.receiving.items()
        }
        same_times = sorted(outline.stretches) == self.stretches and outline.lengths[:2] == self.lengths[:2]
        return same_people and same_times


def blocked_times_of(host: Host) -> set[Stretch]:
    slots = Slot.select().where(Slot.host == host, Slot.is_blocked)
    return {Stretch(slot.day, slot.starts, slot.ends) for slot in slots}


def columns_of(outline: Outline) -> dict[str, object]:
    """What of an outline stands in the row of the round."""
    return {
        "title": outline.title, "text": outline.text, "mode": outline.mode, "is_per_parent": outline.is_per_parent,
        **outline.lengths._asdict(), **outline.window._asdict(),
    }  # fmt: skip


def refuse_outline(outline: Outline) -> None:
    problem = why_no_times(outline.stretches, outline.lengths, clock.today())
    if problem is None:
        first = min(outline.stretches)
        problem = why_no_window(outline.window, moment_at(first.day, first.starts))
    if problem:
        raise Refused(problem)


def names_among(by: Person, unit: Unit, outline: Outline) -> tuple[Names, Names]:
    """The names of the groups and of the staff members; refused for who may not plan about them."""
    if not outline.receiving:
        raise Refused("no_groups")
    groups = {group.id: group for group in plannable_groups_of(by, unit)}
    if not outline.receiving.keys() <= groups.keys():
        raise Refused("not_your_group")
    known = teachers_by_group([groups[group_id] for group_id in outline.receiving])
    if any(set(own) - {member.id for member in known[group_id]} for group_id, own in outline.receiving.items()):
        raise Refused("not_your_group")
    return group_names(groups.values()), staff_names(member for own in known.values() for member in own)


def group_names(groups: Iterable[Group]) -> Names:
    return {group.id: group.name for group in groups}


def staff_names(members: Iterable[StaffMember]) -> Names:
    return {member.id: member.name for member in members}


def keep_blocks(round: Round, stretches: Sequence[Stretch]) -> None:
    Block.insert_many([{"round": round.id, **stretch._asdict()} for stretch in stretches]).execute()


def keep_hosts(
    round: Round,
    outline: Outline,
    names: tuple[Names, Names],
    known: Mapping[int, tuple[Host, list[Stretch], set[Stretch]]],
) -> None:
    """The hosts with their groups, teachers and times; what was known of a host of one of the groups is kept."""
    grid = grid_of(outline.stretches, outline.lengths)
    slots = []
    for position, receiving in enumerate(hosts_for(outline.receiving)):
        before = next((known[group] for group in receiving.groups if group in known), None)
        host = keep_host(round, receiving, position, names, before[0] if before else None)
        times = times_anew([*grid, *(before[1] if before else [])], grid, grid)
        blocked = before[2] if before else set()
        slots += [{"host": host.id, **time._asdict(), "is_blocked": time in blocked} for time in times]
    for some in chunked(slots, AT_ONCE):
        Slot.insert_many(some).execute()


def keep_host(
    round: Round, receiving: Receiving, position: int, names: tuple[Names, Names], before: Host | None
) -> Host:
    groups, members = names
    name = " & ".join(members[id] for id in receiving.teachers) or ", ".join(groups[id] for id in receiving.groups)
    host = Host.create(
        round=round, name=name[:100], position=position,
        room=before.room if before else "", video_link=before.video_link if before else "",
    )  # fmt: skip
    HostGroup.insert_many(
        [{"host": host.id, "round": round.id, "group": group_id} for group_id in receiving.groups]
    ).execute()
    if receiving.teachers:
        HostTeacher.insert_many(
            [{"host": host.id, "staff_member": member_id} for member_id in receiving.teachers]
        ).execute()
    return host
