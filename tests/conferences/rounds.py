"""A round of talks for tests: group 3 with Joris and group 6 with Eline, on a Tuesday and a Thursday evening."""

from datetime import date, timedelta

from tests.cast import Cast
from webapp.accounts.models import Person
from webapp.conferences.models import Block, Host, HostGroup, HostTeacher, Invitation, Round, Slot
from webapp.conferences.queries.invitations import invitations
from webapp.conferences.rules.slots import times_in
from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.schools.models import Child, Group, StaffMember, Unit

BEGINS, ENDS = 18 * 60, 19 * 60


def make_round(unit: Unit, mode: str = "first_come", **more: object) -> Round:
    """A published round that is open from yesterday for a week, with talks in two weeks; nobody receives yet."""
    now = clock.now()
    usual = {
        "title": "Oudergesprekken",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=6),
        "changes_until": now + timedelta(days=10),
        "published_at": now - timedelta(days=1),
        "made_at": now - timedelta(days=2),
        "idempotency_key": new_token(),
    }
    round = Round.create(unit=unit, mode=mode, **usual | more)
    for day in days_of_talks():
        Block.create(round=round, day=day, starts=BEGINS, ends=ENDS)
    return round


def days_of_talks() -> tuple[date, date]:
    monday = clock.today() + timedelta(days=14 - clock.today().weekday())
    return monday + timedelta(days=1), monday + timedelta(days=3)


def make_host(round: Round, teacher: Person, group: Group, room: str = "") -> Host:
    """A teacher who receives about the children of a group, with a slot each ten minutes of both evenings."""
    host = Host.create(round=round, name=teacher.name, room=room)
    member = StaffMember.get(StaffMember.person == teacher, StaffMember.role == "teacher")
    HostTeacher.create(host=host, staff_member=member)
    HostGroup.create(host=host, round=round, group=group)
    for day in days_of_talks():
        for starts, ends in times_in(BEGINS, ENDS, round.minutes, round.pause):
            Slot.create(host=host, day=day, starts=starts, ends=ends)
    return host


def invite(host: Host, child: Child, person: Person | None = None, household: str = "") -> Invitation:
    """The child's parents are invited to the host, or those of one household, or one of them."""
    row = Invitation.create(round=host.round, host=host, child=child, person=person, household=household)
    return invitations().where(Invitation.id == row.id).get()


def slots_of(host: Host) -> list[Slot]:
    return list(Slot.select().where(Slot.host == host).order_by(Slot.day, Slot.starts))


def make_usual_round(cast: Cast, mode: str = "first_come", **more: object) -> tuple[Round, Invitation, Invitation]:
    """Noor with Joris and Daan with Eline."""
    round = make_round(cast.school, mode, **more)
    noor = invite(make_host(round, cast.joris, cast.group3, "Lokaal 3"), cast.noor)
    daan = invite(make_host(round, cast.eline, cast.group6, "Lokaal 6"), cast.daan)
    return round, noor, daan
