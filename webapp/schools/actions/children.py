"""Children by hand, between two files of the school: added, corrected, placed, moved, ended. Never deleted."""

from datetime import date

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import Child, Enrolment, Group
from webapp.schools.queries.children import child_with, enrolled_in
from webapp.schools.rules.enrolments import is_no_birthdate, is_too_far


@db.atomic()
def add_child(
    by: Person, group: Group, given_name: str, infix: str, surname: str, birthdate: date, starts_on: date
) -> Child:
    """The office adds a child to a group. Who is known elsewhere by name and birthdate is placed, not made anew."""
    check_birthdate(birthdate)
    child = child_with(given_name, infix, surname, birthdate)
    if child and child.id in [row.child_id for row in enrolled_in(group.unit).where(Enrolment.child == child)]:
        raise Refused("child_known", child_id=child.id)
    if child is None:
        child = Child.create(given_name=given_name, infix=infix, surname=surname, birthdate=birthdate)
        audit(by, "add_child", child, group.unit)
    place_child(by, child, group, starts_on)
    return child


@db.atomic()
def change_child(
    by: Person,
    child: Child,
    given_name: str,
    infix: str,
    surname: str,
    birthdate: date | None,
    has_secret_address: bool,
) -> None:
    """The office corrects a child's name or birthdate, or records that its address is secret: then no other parent is
    shown the child."""
    if birthdate:
        check_birthdate(birthdate)
    was_secret = child.has_secret_address
    child.given_name, child.infix, child.surname, child.birthdate = given_name, infix, surname, birthdate
    child.has_secret_address = has_secret_address
    child.save(only=[Child.given_name, Child.infix, Child.surname, Child.birthdate, Child.has_secret_address])
    secrecy = {"has_secret_address": has_secret_address} if has_secret_address != was_secret else {}
    audit(by, "change_child", child, None, **secrecy)


def check_birthdate(birthdate: date) -> None:
    if is_no_birthdate(birthdate, clock.today()):
        raise Refused("no_birthdate")


@db.atomic()
def place_child(by: Person, child: Child, group: Group, starts_on: date) -> Enrolment:
    """A child comes into a group from a day, not more than a year away; it cannot be in the same group twice."""
    check_day(starts_on)
    overlaps = Enrolment.ends_on.is_null() | (Enrolment.ends_on > starts_on)
    if Enrolment.select().where(Enrolment.child == child, Enrolment.group == group, overlaps).exists():
        raise Refused("already_in_group")
    try:
        with db.atomic():
            enrolment = Enrolment.create(child=child, group=group, starts_on=starts_on)
    except IntegrityError:
        raise Refused("already_in_group") from None
    audit(by, "place_child", child, group.unit, group=group.id, starts_on=starts_on)
    return enrolment


@db.atomic()
def move_child(by: Person, enrolment: Enrolment, group: Group, day: date) -> Enrolment:
    """A child goes from one group to another of the same unit, from a day on; a day before it came is refused."""
    check_day(day)
    if group.id == enrolment.group_id:
        raise Refused("already_in_group")
    if day < enrolment.starts_on:
        raise Refused("before_start")
    until = enrolment.ends_on
    end_on(enrolment, day)
    moved = place_child(by, enrolment.child, group, day)
    Enrolment.update(ends_on=until).where(Enrolment.id == moved.id).execute()
    audit(by, "move_child", enrolment.child, group.unit, old=enrolment.group_id, group=group.id, day=day)
    return moved


@db.atomic()
def end_enrolment(by: Person, enrolment: Enrolment, day: date) -> None:
    """A child leaves a group from a day on, past or to come; not before it came. What was stays known."""
    check_day(day)
    if day < enrolment.starts_on:
        raise Refused("before_start")
    end_on(enrolment, day)
    audit(by, "end_enrolment", enrolment.child, enrolment.group.unit, group=enrolment.group_id, day=day)


def end_on(enrolment: Enrolment, day: date) -> None:
    """The child is in the group until this day, and no longer on it."""
    Enrolment.update(ends_on=day).where(Enrolment.id == enrolment.id).execute()


def check_day(day: date) -> None:
    if is_too_far(day, clock.today()):
        raise Refused("day_too_far")
