"""Who works here: added, invited, given groups, and the end of a function."""

from collections.abc import Iterable

from peewee import IntegrityError

from webapp.accounts.actions.accounts import invite_person
from webapp.accounts.actions.sessions import end_sessions
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import Group, StaffMember, Teaching, Unit
from webapp.schools.queries.staff import appointable_roles_of, other_functions_of, uninvited_at, works_on
from webapp.schools.rules.staff import keeps_somebody_out


@db.atomic()
def add_staff_member(
    by: Person, unit: Unit, name: str, email: str, role: str, groups: Iterable[Group] = ()
) -> StaffMember:
    """Somebody gets a function at a unit, from today; they come in once invited. Nobody gets the same one twice."""
    if role not in appointable_roles_of(by, unit):
        raise Refused("may_not_appoint")
    same = StaffMember.select().where(StaffMember.unit == unit, StaffMember.role == role, works_on())
    if same.where(StaffMember.email == email).exists():
        raise Refused("already_staff")
    member = StaffMember.create(unit=unit, role=role, name=name, email=email, starts_on=clock.today())
    audit(by, "add_staff_member", member, unit, role=role)
    give_groups(member, groups)
    return member


@db.atomic()
def change_staff_member(by: Person, member: StaffMember, name: str, email: str, groups: Iterable[Group]) -> None:
    """Name and groups change; the address only before the account is in use, and then the old invitation is void."""
    if email != member.email and member.person and member.person.activated_at:
        raise Refused("own_address")
    changes: dict[str, object] = {"name": name, "email": email}
    if email != member.email:
        changes |= {"person": None, "invited_at": None}
    StaffMember.update(changes).where(StaffMember.id == member.id).execute()
    give_groups(member, groups)
    audit(by, "change_staff_member", member, member.unit, groups=[group.id for group in groups])


def give_groups(member: StaffMember, groups: Iterable[Group]) -> None:
    """The staff member has these groups and no other. Part of the transaction of who calls."""
    Teaching.delete().where(Teaching.staff_member == member).execute()
    for group in groups:
        Teaching.create(staff_member=member, group=group)


@db.atomic()
def invite_staff_member(asker: Person | None, member: StaffMember) -> Person:
    """Somebody who works here is invited by mail, or once more while they did not come: their function is theirs."""
    if not member.email:
        raise Refused("no_email")
    if member.person and member.person.activated_at:
        raise Refused("already_active")
    person = invite_person(member.name, member.email, member.unit.name)
    hold_function(member, person)
    audit(asker, "invite_staff_member", member, member.unit)
    return person


def hold_function(member: StaffMember, person: Person) -> None:
    """The function belongs to this person from now on, unless they hold the same one already."""
    try:
        with db.atomic():
            StaffMember.update(person=person, invited_at=clock.now()).where(StaffMember.id == member.id).execute()
    except IntegrityError:
        raise Refused("already_staff") from None
    member.person = person


@db.atomic()
def invite_uninvited_staff(asker: Person, unit: Unit) -> int:
    """Everybody at the unit who was never invited is, as far as the asker may; returns how many that were."""
    invited = 0
    for member in list(uninvited_at(unit, appointable_roles_of(asker, unit))):
        try:
            with db.atomic():
                invite_staff_member(asker, member)
            invited += 1
        except Refused:
            continue
    return invited


@db.atomic()
def end_function(by: Person, member: StaffMember) -> None:
    """Somebody's function ends today; who has no other is signed out everywhere. No director shuts out themselves."""
    others = other_functions_of(member)
    same_role = others.where(StaffMember.role == member.role)
    if member.person_id and keeps_somebody_out(member.role, member.person_id == by.id, same_role.count()):
        raise Refused("own_last_function")
    ended = StaffMember.update(ends_on=clock.today()).where(StaffMember.id == member.id, works_on()).execute()
    if not ended:
        raise Refused("function_ended")
    audit(by, "end_function", member, member.unit, role=member.role)
    if member.person and not others.exists():
        Person.update(signs_in_daily=False).where(Person.id == member.person_id).execute()
        end_sessions(member.person)


@db.atomic()
def make_admin(name: str, email: str, organisation: str = "Schoolplein") -> StaffMember:
    """Somebody administers the installation: from the command line, since nobody inside may make an administrator."""
    email = email.strip().lower()
    member = StaffMember.create(unit=None, role="admin", name=name, email=email, starts_on=clock.today())
    hold_function(member, invite_person(name, email, organisation))
    audit(None, "make_admin", member)
    return member
