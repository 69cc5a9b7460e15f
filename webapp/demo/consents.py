"""Consents of the demo school: chosen in the portal by most families of some groups; Mees's parents differ, one child
is never pictured, and Marieke still has everything to choose."""

from collections.abc import Iterable
from datetime import time, timedelta
from random import Random

from webapp.accounts.models import Person
from webapp.consent.actions.decisions import choose
from webapp.consent.queries.purposes import purposes_of
from webapp.core import clock
from webapp.demo.people import FAMILIES
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Unit

GROUPS = ("Groep 3", "Groep 4", "Groep 6")
CHOSE_SHARE = 0.8
YES_SHARE = 0.75
STILL_TO_CHOOSE = {"Noor de Vries", "Daan de Vries"}


def choose_for_pictures(school: Unit, random: Random) -> None:
    """Three weeks ago the school asked; families chose in the days after."""
    cast = {name for family in FAMILIES for name in family.children}
    keys = [purpose.key for purpose in purposes_of(school)]
    never = True  # of the first family that is not the cast's: no pictures at all
    for child, guardian in families_in(school, GROUPS):
        if child.name in cast or random.random() > CHOSE_SHARE:
            continue
        allowed = {key: random.random() < YES_SHARE and not never for key in keys}
        never = False
        chosen(guardian, child, school, allowed, random.randint(2, 20))
    for family in FAMILIES:
        for name in set(family.children) - STILL_TO_CHOOSE:
            for place, (_name, email) in enumerate(family.guardians):
                child = Child.get_or_none(Child.surname == name.split()[-1], Child.given_name == name.split()[0])
                if (
                    child
                    and Enrolment.select().join(Group).where(Enrolment.child == child, Group.unit == school).exists()
                ):
                    refuses_press = place == 1 or child.given_name == "Sem"
                    answers = {key: not (refuses_press and key in ("press", "social_media", "website")) for key in keys}
                    chosen(Person.get(Person.email == email), child, school, answers, 6 + place)


def families_in(school: Unit, group_names: Iterable[str]) -> Iterable[tuple[Child, Person]]:
    """Each child of these groups that somebody is linked to, with its first guardian."""
    seen: set[int] = set()
    rows = (
        Guardianship.select(Guardianship, Child, Person)
        .join(Child)
        .join_from(Guardianship, Person)
        .join_from(Child, Enrolment)
        .join(Group)
        .where(Group.unit == school)
        .order_by(Group.id, Child.id, Guardianship.id)
        .select_extend(Group.name)
        .objects()
    )
    wanted = tuple(group_names)
    for row in rows:
        if row.name.startswith(wanted) and row.child_id not in seen:
            seen.add(row.child_id)
            yield Child.get_by_id(row.child_id), Person.get_by_id(row.person_id)


def chosen(guardian: Person, child: Child, school: Unit, allowed: dict[str, bool], days_ago: int) -> None:
    with clock.frozen_at(clock.at(clock.today() - timedelta(days=days_ago), time(20, 10))):
        for key, is_allowed in allowed.items():
            choose(guardian, child, school, key, "yes" if is_allowed else "no")
