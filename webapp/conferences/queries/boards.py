"""The board of a plan: the hosts side by side, who is where, and what is wrong with it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from webapp.conferences.models import Host, Invitation, Round, Slot
from webapp.conferences.queries.problems import Planned, planned_round, time_of
from webapp.conferences.queries.rounds import hosts_of
from webapp.conferences.rules.plan_reports import marks_of


@dataclass(slots=True)
class Cell:
    """A time of a host on the board: who is there, what is wrong with that, and whether somebody can be put here."""

    slot: Slot
    is_open: bool
    invitation: Invitation | None = None
    marks: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """How it is named when somebody is put here: the slot, and who was seen there."""
        return f"{self.slot.id}-{self.invitation.id}" if self.invitation else str(self.slot.id)


@dataclass(frozen=True, slots=True)
class Board:
    """`days` are each day with its rows: when, and a cell for each host (none where the host has no time then). Whom
    nobody placed is in `waiting`."""

    hosts: list[Host]
    days: list[tuple[date, list[tuple[int, list[Cell | None]]]]]
    waiting: list[Invitation]
    unhappy: int  # talks with a mark


def board_of(round: Round) -> Board:
    """All talks of a round on a board, for who runs it."""
    planned, hosts = planned_round(round), list(hosts_of(round))
    marks = marks_of(planned.problem, planned.times)
    rows: dict[date, dict[int, dict[int, Cell]]] = defaultdict(lambda: defaultdict(dict))
    holders = {one.booking.slot_id: one for one in planned.invitations.values() if one.booking is not None}
    for slot in planned.slots.values():
        holder = holders.get(slot.id)
        rows[slot.day][slot.starts][slot.host_id] = Cell(
            slot, is_open(planned, slot), holder, marks.get(holder.id, []) if holder else []
        )
    days = [
        (day, [(starts, [cells.get(host.id) for host in hosts]) for starts, cells in sorted(times.items())])
        for day, times in sorted(rows.items())
    ]
    return Board(hosts, days, waiting_in(planned), len(marks))


def waiting_in(planned: Planned) -> list[Invitation]:
    """The invitations without a time, by name."""
    waiting = [one for one in planned.invitations.values() if one.booking is None]
    return sorted(waiting, key=lambda one: (one.host_id, one.child.name))


def cells_for(round: Round, invitation_id: int) -> tuple[Invitation, list[Cell]]:
    """A talk of the round, and the times of its host; raises DoesNotExist for a talk that is not in it."""
    planned = planned_round(round)
    invitation = planned.invitations.get(invitation_id)
    if invitation is None:
        raise Invitation.DoesNotExist
    holders = {one.booking.slot_id: one for one in planned.invitations.values() if one.booking is not None}
    own = [slot for slot in planned.slots.values() if slot.host_id == invitation.host_id and is_open(planned, slot)]
    return invitation, [
        Cell(slot, True, holders.get(slot.id)) for slot in sorted(own, key=lambda one: (one.day, one.starts))
    ]


def is_open(planned: Planned, slot: Slot) -> bool:
    """Whether the planner may give this slot: not blocked, and the teacher is in no other round then."""
    return time_of(slot) in planned.problem.open.get(slot.host_id, ())


def talk_in(round: Round, invitation_id: int | None) -> Invitation:
    """A talk of the round that stands; else DoesNotExist."""
    return Invitation.get(Invitation.id == invitation_id, Invitation.round == round, Invitation.withdrawn_at.is_null())
