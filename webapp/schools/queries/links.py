"""Who is linked to which child: what the office sees of its unit, and what a person sees of their own links."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from peewee import JOIN, SQL, Case, ModelSelect, fn

from webapp.accounts.models import TINTS, Person, initials_of
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Link, LinkCode, StaffMember, Unit
from webapp.schools.queries.link_codes import main_group, used_times
from webapp.schools.queries.standing import is_current, managed_units_of
from webapp.schools.rules.link_codes import why_closed


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """Somebody linked to a child at a unit, or waiting for the office."""

    link_id: int
    name: str
    made_at: datetime
    is_waiting: bool


@dataclass(slots=True)
class LinkRow:
    """A child of a unit, its code and who is linked. `closed`: why the code does not work; `no_code` without one."""

    child_id: int
    name: str
    group_name: str
    closed: str | None
    expires_at: datetime | None
    people: list[LinkedPerson] = field(default_factory=list)

    photo_url = None

    @property
    def tint(self) -> int:
        return self.child_id % TINTS

    @property
    def initials(self) -> str:
        return initials_of(self.name)


def places_in(unit: Unit, today: date) -> ModelSelect:
    """Each child of the unit once, on a day, with one group: its own before a combined one. For use as a subquery."""
    order = (Case(None, [(Group.is_combined == False, 0)], 1), Group.name)  # noqa: E712
    place = fn.ROW_NUMBER().over(partition_by=[Enrolment.child], order_by=list(order))
    ranked = (
        Enrolment.select(Enrolment.child.alias("child_id"), Group.id.alias("group_id"), place.alias("place"))
        .join(Group)
        .where(Group.unit == unit, is_current(Enrolment, today))
        .alias("ranked")
    )
    return (
        Enrolment.select(ranked.c.child_id, ranked.c.group_id).from_(ranked).where(ranked.c.place == 1).alias("places")
    )


def linked_at(unit: Unit, child: object) -> ModelSelect:
    """The open links to a child at the unit, for use inside a query about children."""
    return (
        Link.select(SQL("1"))
        .join(Guardianship)
        .where(Link.unit == unit, Link.ended_at.is_null(), Guardianship.child == child)
        .where(is_current(Guardianship, clock.today()))
    )


def groups_with_counts(unit: Unit) -> ModelSelect:
    """The unit's groups with how many children each has, and to how many of them somebody is linked."""
    places = places_in(unit, clock.today())
    is_linked = Case(None, [(fn.EXISTS(linked_at(unit, places.c.child_id)), 1)], 0)
    marked = Enrolment.select(places.c.group_id, is_linked.alias("is_linked")).from_(places).alias("marked")
    return (
        Group.select(
            Group.id, Group.name, fn.COUNT(SQL("1")).alias("children"), fn.SUM(marked.c.is_linked).alias("linked")
        )
        .join(marked, on=(marked.c.group_id == Group.id))
        .group_by(Group.id, Group.name)
        .order_by(Group.name)
    )


def children_to_link(unit: Unit, group_ids: Iterable[int] | None = None, only_unlinked: bool = False) -> ModelSelect:
    """The unit's children by group and name: all, those of some groups, or only those to whom nobody is linked."""
    places = places_in(unit, clock.today())
    children = (
        Child.select(Child, Group.name.alias("group_name"), Group.id.alias("group_id"))
        .join(places, on=(places.c.child_id == Child.id))
        .join(Group, on=(Group.id == places.c.group_id))
        .order_by(Group.name, Child.given_name, Child.surname, Child.id)
    )
    if group_ids is not None:
        children = children.where(Group.id.in_(list(group_ids)))
    if only_unlinked:
        children = children.where(~fn.EXISTS(linked_at(unit, Child.id)))
    return children


def link_rows(unit: Unit, children: ModelSelect, now: datetime) -> list[LinkRow]:
    """These children of the unit with the state of their code and who is linked, in two queries."""
    with_codes = (
        children.select_extend(
            LinkCode.expires_at, LinkCode.locked_at, LinkCode.id.alias("code_id"), used_times().alias("used")
        )
        .join_from(
            Child,
            LinkCode,
            JOIN.LEFT_OUTER,
            on=(LinkCode.child == Child.id) & (LinkCode.unit == unit) & LinkCode.renewed_at.is_null(),
        )
        .objects()
    )
    rows = {child.id: link_row(child, unit, now) for child in with_codes}
    for child_id, person in people_linked(unit, rows):
        rows[child_id].people.append(person)
    return list(rows.values())


def link_row(child: Child, unit: Unit, now: datetime) -> LinkRow:
    closed: str | None = "no_code"
    if child.code_id:
        closed = why_closed(now, child.expires_at, child.locked_at, None, child.used, unit.guardians_per_code)
    return LinkRow(child.id, child.name, child.group_name, closed, child.expires_at)


def people_linked(unit: Unit, child_ids: Iterable[int]) -> list[tuple[int, LinkedPerson]]:
    """Who is linked, or waits, at the unit for each of the children, the first linked first."""
    links = (
        Link.select(Link.id, Link.made_at, Link.approved_at, Guardianship.child.alias("child_id"), Person.name)
        .join(Guardianship)
        .join(Person)
        .where(Link.unit == unit, Link.ended_at.is_null(), Guardianship.child.in_(list(child_ids)))
        .where(is_current(Guardianship, clock.today()))
        .order_by(Link.made_at, Link.id)
        .objects()
    )
    return [(link.child_id, LinkedPerson(link.id, link.name, link.made_at, link.approved_at is None)) for link in links]


def waiting_links(unit: Unit) -> ModelSelect:
    """The links at the unit that wait for the office, the oldest first, with child, group and person."""
    return (
        Link.select(
            Link.id,
            Link.made_at,
            Person.name.alias("person_name"),
            Person.email.alias("email"),
            Child.given_name,
            Child.infix,
            Child.surname,
            Child.id.alias("child_id"),
            main_group(Guardianship.child, Link.unit, clock.today()).alias("group_name"),
        )
        .join(Guardianship)
        .join(Person)
        .join_from(Guardianship, Child)
        .where(Link.unit == unit, Link.ended_at.is_null(), Link.approved_at.is_null())
        .order_by(Link.made_at, Link.id)
        .objects()
    )


def managed_link_of(person: Person, link_id: int) -> Link:
    """An open link at one of the units whose office or director this person is; raises DoesNotExist for any other."""
    return (
        Link.select(Link, Guardianship, Child, Person, Unit)
        .join(Guardianship)
        .join(Child)
        .join_from(Guardianship, Person)
        .join_from(Link, Unit)
        .where(Link.id == link_id, Link.ended_at.is_null())
        .where(Link.unit.in_(managed_units_of(person).select(Unit.id).order_by()))
        .get()
    )


def links_of(person: Person) -> ModelSelect:
    """The person's own open links with child, group and unit; `approved_at` is empty while the school decides."""
    return (
        Link.select(
            Link,
            Child.given_name,
            Child.id.alias("child_id"),
            Unit.name.alias("unit_name"),
            main_group(Guardianship.child, Link.unit, clock.today()).alias("group_name"),
        )
        .join(Guardianship)
        .join(Child)
        .join_from(Link, Unit)
        .where(Guardianship.person == person, is_current(Guardianship, clock.today()), Link.ended_at.is_null())
        .order_by(Child.given_name, Child.id, Unit.kind.desc())
        .objects()
    )


def guardians_linked(child: Child, unit: Unit) -> ModelSelect:
    """The people with an active account who are linked to the child at the unit."""
    return (
        Person.select()
        .join(Guardianship)
        .join(Link)
        .where(Guardianship.child == child, is_current(Guardianship, clock.today()))
        .where(Link.unit == unit, Link.ended_at.is_null(), Link.approved_at.is_null(False))
        .where(Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .order_by(Person.id)
    )


def office_of(unit: Unit) -> ModelSelect:
    """The people with an active account who are the unit's office or director today."""
    return (
        Person.select()
        .join(StaffMember)
        .where(StaffMember.unit == unit, StaffMember.role.in_(["office", "director"]))
        .where(is_current(StaffMember, clock.today()))
        .where(Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .distinct()
        .order_by(Person.id)
    )


def unactivated_since(moment: datetime) -> ModelSelect:
    """Accounts made at sign-up before this moment and never activated: nobody's function, no invitation."""
    works_here = StaffMember.select(SQL("1")).where(StaffMember.person == Person.id)
    return Person.select().where(
        Person.activated_at.is_null(),
        Person.password_hash.is_null(False),
        Person.created_at < moment,
        ~fn.EXISTS(works_here),
    )
