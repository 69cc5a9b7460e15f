"""The rounds of a school, for who makes them and for who receives parents."""

from datetime import datetime

from peewee import Expression, ModelSelect

from webapp.accounts.models import Person
from webapp.conferences.models import Host, HostTeacher, Round
from webapp.conferences.rules.stages import Moments, may_wish, stage_of
from webapp.core import clock
from webapp.schools.models import StaffMember, Unit
from webapp.schools.queries.standing import is_current, standing_of


def moments_of(round: Round) -> Moments:
    """What the stage of this round depends on."""
    return Moments(
        round.mode, round.published_at, round.opens_at, round.closes_at, round.changes_until, round.announced_at,
        round.cancelled_at,
    )  # fmt: skip


def stage(round: Round, now: datetime) -> str:
    """Where the round stands."""
    return stage_of(moments_of(round), now)


def may_be_closed(round: Round) -> bool:
    """Whether the school may let the draw or the plan begin before the moment that parents were told: while these tell
    what they wish."""
    return may_wish(moments_of(round), clock.now())


def is_run_by(person: Person) -> Expression:
    """The condition that somebody runs a round: office and director of the unit, and the teacher who made it while
    working there."""
    standing = standing_of(person)
    works_at = {function.unit_id for function in standing.functions if function.unit_id}
    return Round.unit.in_(standing.managed_units) | ((Round.made_by == person) & Round.unit.in_(works_at))


def receives_in(person: Person) -> Expression:
    """The condition that somebody receives parents as this `Host`."""
    own = [function.staff_member_id for function in standing_of(person).functions]
    return Host.id.in_(HostTeacher.select(HostTeacher.host).where(HostTeacher.staff_member.in_(own)))


def rounds_run_by(person: Person) -> ModelSelect:
    """The rounds that this person runs, the newest first."""
    return (
        Round.select(Round, Unit).join(Unit).where(is_run_by(person)).order_by(Round.opens_at.desc(), Round.id.desc())
    )


def run_round_of(person: Person, round_id: int) -> Round:
    """One of them; raises DoesNotExist for any other."""
    return rounds_run_by(person).where(Round.id == round_id).get()


def own_drafts_of(person: Person, unit: Unit) -> ModelSelect:
    """The rounds of the unit that this person began and did not send yet, the newest first."""
    is_draft = Round.published_at.is_null() & Round.cancelled_at.is_null()
    return rounds_run_by(person).where(Round.made_by == person, Round.unit == unit, is_draft)


def staff_round_of(person: Person, round_id: int) -> Round:
    """A round that this person runs or receives parents in; raises DoesNotExist for any other."""
    receiving = Host.select(Host.round).where(receives_in(person))
    return (
        Round.select(Round, Unit)
        .join(Unit)
        .where(Round.id == round_id, is_run_by(person) | Round.id.in_(receiving))
        .get()
    )


def hosts_of(round: Round) -> ModelSelect:
    """Who receives parents in the round, in order."""
    return Host.select().where(Host.round == round).order_by(Host.position, Host.id)


def staff_host_of(person: Person, host_id: int) -> Host:
    """A host that this person is, or of a round that this person runs; raises DoesNotExist for any other."""
    return (
        Host.select(Host, Round, Unit)
        .join(Round)
        .join(Unit)
        .where(Host.id == host_id, is_run_by(person) | receives_in(person))
        .get()
    )


def teachers_of(host: Host) -> ModelSelect:
    """The people who receive as this host, work here still and have an account."""
    return (
        Person.select()
        .join(StaffMember)
        .join(HostTeacher)
        .where(HostTeacher.host == host, is_current(StaffMember, clock.today()))
        .where(Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .distinct()
        .order_by(Person.id)
    )
