"""What a person may see of schools: every function starts from who asks, or from the unit's own day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, SQL, Expression, ModelSelect, Value

from webapp.accounts.models import TINTS, Person
from webapp.core import clock
from webapp.core.db import KeptQuery
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Link, StaffMember, Teaching, Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A child of this person in a group of a unit that the person is linked to. One child may have several."""

    child_id: int
    given_name: str
    unit_id: int
    unit_name: str
    group_id: int
    group_name: str
    information: str

    @property
    def tint(self) -> int:
        return self.child_id % TINTS

    photo_url = None


@dataclass(frozen=True, slots=True)
class Function:
    """A role of this person at a unit (none for an administrator)."""

    staff_member_id: int
    role: str
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is here, today: parent of whom, and what at which unit."""

    places: tuple[Place, ...]
    functions: tuple[Function, ...]
    taught_groups: tuple[tuple[int, int], ...] = ()  # (group, unit) of each group this person has

    @property
    def is_guardian(self) -> bool:
        return bool(self.places)

    @property
    def is_staff(self) -> bool:
        return any(function.unit_id for function in self.functions)

    @property
    def is_admin(self) -> bool:
        return any(function.role == "admin" for function in self.functions)

    def units_as(self, *roles: str) -> frozenset[int]:
        """The units where this person has one of the roles."""
        return frozenset(f.unit_id for f in self.functions if f.role in roles and f.unit_id)

    @property
    def managed_units(self) -> frozenset[int]:
        """The units whose office or director this person is."""
        return self.units_as("office", "director")


EMPTY = SQL("''")


def is_current(row: type[Enrolment] | type[Guardianship] | type[StaffMember], today: date | Value) -> Expression:
    """The condition that a row with a beginning and an end holds on this day."""
    return (row.starts_on <= today) & (row.ends_on.is_null() | (row.ends_on > today))


def standing_query(value: Callable[[str], Value]) -> ModelSelect:
    """Both in one question, for every page asks it: the places of somebody's children, and then the functions."""
    whole = places_query(value).union_all(functions_query(value))
    return whole.order_by(SQL("1"), SQL("2"), SQL("3"), SQL("4 DESC"), SQL("8"))


def places_query(value: Callable[[str], Value]) -> ModelSelect:
    columns = (SQL("0"), Child.given_name, Child.id, Unit.kind, *PLACE_COLUMNS)
    return linked_places(value("today"), *columns).where(Guardianship.person == value("person"))


PLACE_COLUMNS = (Unit.id, Unit.name, Group.id, Group.name, Guardianship.information)


def linked_places(today: date | Value, *columns: Any) -> ModelSelect:
    """These columns of each guardian's each child at each unit they are linked to, in each of its groups there."""
    return (
        Link.select(*columns)
        .join(Guardianship)
        .join(Child)
        .join_from(Link, Unit)
        .join(Group, on=(Group.unit == Unit.id))
        .join(Enrolment, on=(Enrolment.group == Group.id) & (Enrolment.child == Child.id))
        .where(is_current(Guardianship, today), is_current(Enrolment, today))
        .where(Link.ended_at.is_null(), Link.approved_at.is_null(False))
    )


def functions_query(value: Callable[[str], Value]) -> ModelSelect:
    return (
        StaffMember.select(
            *(SQL("1"), EMPTY, StaffMember.id, EMPTY),
            *(StaffMember.unit_id, EMPTY, Group.id, Group.name, StaffMember.role),
        )
        .join(Teaching, JOIN.LEFT_OUTER)
        .join(Group, JOIN.LEFT_OUTER, on=(Teaching.group == Group.id) & Group.ended_on.is_null())
        .where(StaffMember.person == value("person"), is_current(StaffMember, value("today")))
    )


STANDING = KeptQuery(standing_query)


def standing_of(person: Person) -> Standing:
    """Who this person is here, today; asked once per request."""
    if "standing" not in person.__dict__:
        places: list[Place] = []
        functions: list[tuple[Function, int | None]] = []
        for is_function, name, id, _kind, unit, unit_name, group, group_name, more in STANDING.rows(
            person=person.id, today=clock.today()
        ):
            if is_function:
                functions.append((Function(id, more, unit), group))
            else:
                places.append(Place(id, name, unit, unit_name, group, group_name, more))
        person.__dict__["standing"] = Standing(
            tuple(places),
            tuple(dict.fromkeys(function for function, _group in functions)),
            tuple(dict.fromkeys((group, f.unit_id) for f, group in functions if group and f.unit_id)),
        )
    return person.__dict__["standing"]


def managed_units_of(person: Person) -> ModelSelect:
    """The units whose office or director this person is."""
    return Unit.select().where(Unit.id.in_(standing_of(person).managed_units)).order_by(Unit.kind.desc(), Unit.name)


def managed_unit_of(person: Person, unit_id: int) -> Unit:
    """One of the units whose office or director this person is; raises DoesNotExist for any other."""
    return managed_units_of(person).where(Unit.id == unit_id).get()


def units_known_to(person: Person) -> ModelSelect:
    """The units where this person has a child or works: whom they would phone or mail."""
    standing = standing_of(person)
    known = {place.unit_id for place in standing.places} | {f.unit_id for f in standing.functions if f.unit_id}
    return every_unit().where(Unit.id.in_(known))


def every_unit() -> ModelSelect:
    """All units of this installation, schools first: for what concerns nobody in particular, such as their colours."""
    return Unit.select().order_by(Unit.kind.desc(), Unit.name)
