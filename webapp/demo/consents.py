"""Consents of the demo school: most families of three groups chose in the weeks before, some on paper. Mees's parents
differ, one child is never pictured, and Marieke has everything still to choose."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random
from typing import NamedTuple

from webapp.accounts.models import Person
from webapp.consent.actions.decisions import choose
from webapp.consent.actions.papers import enter_paper
from webapp.consent.models import ConsentSettings
from webapp.consent.queries.purposes import purposes_of
from webapp.core import clock
from webapp.demo.people import FAMILIES
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Unit

GROUPS = ("Groep 3", "Groep 4", "Groep 6")
CHOSE_SHARE = 0.8
PAPER_SHARE = 0.15
YES_SHARE = 0.75
LEADS_SINCE = timedelta(days=21)
PUBLIC = ("website", "social_media", "press")  # what Tom and Eline refuse


class Answer(NamedTuple):
    """What somebody chose for a child, and how many days ago; `on_paper` on a form of last school year."""

    person: Person
    child: Child
    choices: dict[str, str]
    days_ago: int
    on_paper: bool = False


def choose_for_pictures(school: Unit, office: Person, random: Random) -> None:
    """The register of consents, in the order in which it was written."""
    ConsentSettings.create(unit=school, leads_from=clock.today() - LEADS_SINCE)
    keys = [purpose.key for purpose in purposes_of(school)]
    answers = [*cast_answers(keys), *other_answers(school, keys, random)]
    for answer in sorted(answers, key=lambda one: (-one.days_ago, one.child.id)):
        enter(answer, school, office)


def cast_answers(keys: list[str]) -> Iterator[Answer]:
    """Of whom a visitor can sign in as: Sanne allows all and Tom does not, so it may not; Eline the same for Sem."""
    for family in FAMILIES:
        for name in family.children:
            child = Child.get(Child.given_name == name.split()[0], Child.surname == name.split()[-1])
            for place, (_name, email) in enumerate(family.guardians):
                person = Person.get(Person.email == email)
                refuses = child.given_name == "Sem" or place == 1
                choices = {key: "no" if refuses and key in PUBLIC else "yes" for key in keys}
                if child.given_name in ("Mees", "Sem", "Yara"):
                    yield Answer(person, child, choices, 7 - place)


def other_answers(school: Unit, keys: list[str], random: Random) -> Iterator[Answer]:
    """Of most other families; the first of all allows nothing."""
    never = True
    for person, child in families_in(school):
        if random.random() > CHOSE_SHARE:
            continue
        choices = {key: "no" if never or random.random() > YES_SHARE else "yes" for key in keys}
        yield Answer(person, child, choices, random.randint(2, 20), not never and random.random() < PAPER_SHARE)
        never = False


def families_in(school: Unit) -> list[tuple[Person, Child]]:
    """The first guardian of each child of these groups, without those of the cast."""
    cast = {email for family in FAMILIES for _name, email in family.guardians}
    rows = (
        Guardianship.select(Guardianship, Child, Person, Group.name.alias("group_name"))
        .join(Child)
        .join(Enrolment)
        .join(Group)
        .join_from(Guardianship, Person)
        .where(Group.unit == school, Person.email.not_in(cast))
        .order_by(Group.id, Child.id, Guardianship.id)
        .objects()
    )
    first = {row.child_id: row for row in reversed([row for row in rows if row.group_name.startswith(GROUPS)])}
    return [(Person.get_by_id(row.person_id), Child.get_by_id(id)) for id, row in reversed(first.items())]


def enter(answer: Answer, school: Unit, office: Person) -> None:
    with clock.frozen_at(clock.at(clock.today() - timedelta(days=answer.days_ago), time(20, 10))):
        if answer.on_paper:
            signed = date(clock.today().year - 1, 9, 3)
            enter_paper(office, answer.child, school, signed, answer.person, answer.choices)
            return
        for key, choice in answer.choices.items():
            choose(answer.person, answer.child, school, key, choice)
