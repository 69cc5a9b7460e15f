"""Talks as who receives and who runs a round see them."""

from datetime import date

from webapp.accounts.models import Person
from webapp.conferences.models import Host, Invitation, Round
from webapp.conferences.queries.choices import choices_of
from webapp.conferences.queries.grids import Day, grid_for, seen_hosts_of
from webapp.conferences.queries.invitations import family_bookings_of, invitations
from webapp.conferences.queries.rounds import receives_in
from webapp.conferences.rules.choices import Choice
from webapp.core import clock
from webapp.schools.models import Unit


def own_hosts_of(person: Person) -> list[Host]:
    """As whom this person receives parents in the rounds whose times are known."""
    known = (Round.mode == "first_come") | Round.announced_at.is_null(False)
    return list(
        Host.select(Host, Round, Unit)
        .join(Round)
        .join(Unit)
        .where(receives_in(person), Round.published_at.is_null(False), Round.cancelled_at.is_null(), known)
        .order_by(Host.id)
    )


def own_days_of(person: Person, hosts: list[Host]) -> list[Day]:
    """The days from today on which this person receives as these hosts, each with its times."""
    return [day for day in grid_for(hosts).days if day.day >= clock.today()] if hosts else []


def times_for(invitation: Invitation) -> list[Choice]:
    """The times of the host to which the school can move a talk; marked where a parent is at another one at this unit.
    Of talks elsewhere the school learns nothing."""
    talks = family_bookings_of(invitation)
    return choices_of(
        invitation, [(other, there) for other, there in talks if other.round.unit_id == invitation.round.unit_id]
    )


def swappable_with(invitation: Invitation) -> list[Invitation]:
    """The other talks with the same host that have a time, by time."""
    rows = invitations().where(Invitation.host == invitation.host_id, Invitation.id != invitation.id)
    booked = [one for one in rows if one.booking]
    return sorted(booked, key=lambda one: (one.booking.slot.day, one.booking.slot.starts))


def swap_of(invitation: Invitation, other_id: int | None) -> Invitation | None:
    """The one of them with this number."""
    return next((one for one in swappable_with(invitation) if one.id == other_id), None)


def sheets_of(person: Person, round: Round, is_runner: bool) -> list[tuple[Host, date, list]]:
    """The times of each host that this person may see, by host and day, as they are printed."""
    hosts = seen_hosts_of(person, round, is_runner)
    days = grid_for(hosts).days
    return [
        (host, day.day, times)
        for host in hosts
        for day in days
        if (times := [row[host.id] for row in day.rows.values() if host.id in row])
    ]
