"""Who works at a unit, for its office, its director and the installation's administrator."""

from collections.abc import Iterable

from peewee import JOIN, Expression, ModelSelect

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Group, StaffMember, Teaching, Unit
from webapp.schools.queries.standing import is_current, standing_of
from webapp.schools.rules.staff import roles_appointed_by


def staffed_unit_of(person: Person, unit_id: int) -> Unit:
    """A unit whose office or director this person is, or any unit for an administrator; else DoesNotExist."""
    standing = standing_of(person)
    units = Unit.select().where(Unit.id == unit_id)
    return (units if standing.is_admin else units.where(Unit.id.in_(standing.managed_units))).get()


def appointable_roles_of(person: Person, unit: Unit) -> tuple[str, ...]:
    """Which functions at the unit this person may give and end."""
    functions = standing_of(person).functions
    return roles_appointed_by(f.role for f in functions if f.unit_id == unit.id or f.role == "admin")


def works_on() -> Expression:
    """The condition that a function has not ended."""
    return StaffMember.ends_on.is_null() | (StaffMember.ends_on > clock.today())


def staff_of(unit: Unit) -> ModelSelect:
    """Who works at the unit, by name, each function a row; with the person where there is an account."""
    return (
        StaffMember.select(StaffMember, Person)
        .join(Person, JOIN.LEFT_OUTER)
        .where(StaffMember.unit == unit, works_on())
        .order_by(StaffMember.name, StaffMember.id)
    )


def group_names_taught(members: Iterable[StaffMember]) -> dict[int, list[str]]:
    """The names of the groups of each of these staff members."""
    rows = (
        Teaching.select(Teaching.staff_member_id, Group.name)
        .join(Group)
        .where(Teaching.staff_member.in_(list(members)), Group.ended_on.is_null())
        .order_by(Group.name)
        .tuples()
    )
    names: dict[int, list[str]] = {}
    for member_id, name in rows:
        names.setdefault(member_id, []).append(name)
    return names


def groups_taught_by(member: StaffMember) -> list[int]:
    """The groups of one staff member."""
    return [teaching.group_id for teaching in Teaching.select().where(Teaching.staff_member == member)]


def changeable_staff_member_of(person: Person, member_id: int) -> StaffMember:
    """A function that has not ended and that this person may give, change and end; else DoesNotExist."""
    member = (
        StaffMember.select(StaffMember, Person, Unit)
        .join(Person, JOIN.LEFT_OUTER)
        .join_from(StaffMember, Unit)
        .where(StaffMember.id == member_id, works_on())
        .get()
    )
    if member.role not in appointable_roles_of(person, member.unit):
        raise StaffMember.DoesNotExist
    return member


def uninvited_at(unit: Unit, roles: Iterable[str]) -> ModelSelect:
    """Who holds one of these functions at the unit, has a mail address and was never invited."""
    return (
        StaffMember.select(StaffMember, Unit)
        .join(Unit)
        .where(StaffMember.unit == unit, StaffMember.role.in_(list(roles)), works_on())
        .where(StaffMember.person.is_null(), StaffMember.email != "")
        .order_by(StaffMember.id)
    )


def other_functions_of(member: StaffMember) -> ModelSelect:
    """What else the same person does here today."""
    return StaffMember.select().where(
        StaffMember.person == member.person_id, StaffMember.id != member.id, is_current(StaffMember, clock.today())
    )


def managers_of(unit: Unit) -> list[Person]:
    """The office and the director of a unit, with a working account."""
    people = StaffMember.select(StaffMember.person).where(
        StaffMember.unit == unit, StaffMember.role.in_(["office", "director"]), is_current(StaffMember, clock.today())
    )
    return list(
        Person.select()
        .where(Person.id.in_(people), Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .order_by(Person.id)
    )
