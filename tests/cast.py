"""The standing cast: who is in every test, and in the demo school.

Marieke is the mother of Noor (group 3, and BSO) and Daan (group 6). Sanne and Tom are Mees's separated parents (group
4).
Karima is Yara's mother (group 5): another family of the same school. Wouter is Lotte's father, at another school.
Joris teaches group 3; Eline teaches group 7 and is Sem's mother (group 3). Ingrid is the office, Peter the director,
Bram leads the BSO, Anouk administers the installation.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.credentials import hash_secret
from webapp.schools.models import (
    Child,
    Enrolment,
    Group,
    Guardianship,
    Link,
    PupilKey,
    StaffMember,
    Teaching,
    Unit,
)

PASSWORD = "een fiets bij de kastanje"
BEGINNING = date(2026, 8, 1)


@cache
def password_hash() -> str:
    return hash_secret(PASSWORD)


@dataclass
class Cast:
    school: Unit
    bso: Unit
    other_school: Unit
    group3: Group
    group4: Group
    group5: Group
    group6: Group
    group7: Group
    squirrels: Group
    other_group: Group
    noor: Child
    daan: Child
    mees: Child
    yara: Child
    sem: Child
    lotte: Child
    marieke: Person
    sanne: Person
    tom: Person
    karima: Person
    wouter: Person
    eline: Person
    joris: Person
    ingrid: Person
    peter: Person
    bram: Person
    anouk: Person


def make_person(name: str, email: str, is_staff: bool = False) -> Person:
    return Person.create(
        name=name,
        email=email,
        password_hash=password_hash(),
        created_at=clock.now(),
        activated_at=clock.now(),
        signs_in_daily=is_staff,
    )


def make_child(name: tuple[str, str, str], born: date, *groups: Group) -> Child:
    child = Child.create(given_name=name[0], infix=name[1], surname=name[2], birthdate=born)
    for group in groups:
        PupilKey.create(unit=group.unit, child=child, key=f"{group.unit_id}-{child.id}")
        Enrolment.create(child=child, group=group, starts_on=BEGINNING)
    return child


def make_link(person: Person, child: Child, *units: Unit, **known: object) -> Guardianship:
    guardianship = Guardianship.create(person=person, child=child, starts_on=BEGINNING, **known)
    for unit in units:
        Link.create(guardianship=guardianship, unit=unit, made_at=clock.now(), approved_at=clock.now())
    return guardianship


def make_staff(person: Person, role: str, unit: Unit | None, *groups: Group) -> StaffMember:
    member = StaffMember.create(
        unit=unit, person=person, role=role, name=person.name, email=person.email, starts_on=BEGINNING
    )
    for group in groups:
        Teaching.create(staff_member=member, group=group)
    return member


def make_cast() -> Cast:
    school = Unit.create(
        name="De Notenboom", kind="school", brin="99ZZ", phone="0591234567", email="info@notenboom.example"
    )
    bso = Unit.create(name="BSO De Notenkraker", kind="bso", colour="#c2410c")
    other = Unit.create(name="Het Kompas", kind="school", brin="98ZZ", colour="#1d4ed8")
    groups = {
        year: Group.create(unit=school, key=str(year), name=f"Groep {year}", year=str(year)) for year in range(3, 8)
    }
    squirrels = Group.create(unit=bso, key="Eekhoorns", name="Eekhoorns")
    other_group = Group.create(unit=other, key="5", name="Groep 5", year="5")
    noor = make_child(("Noor", "de", "Vries"), date(2020, 3, 14), groups[3], squirrels)
    daan = make_child(("Daan", "de", "Vries"), date(2017, 5, 2), groups[6])
    mees = make_child(("Mees", "", "Bakker"), date(2019, 1, 20), groups[4])
    yara = make_child(("Yara", "el", "Idrissi"), date(2018, 4, 8), groups[5])
    sem = make_child(("Sem", "van den", "Berg"), date(2020, 6, 30), groups[3])
    lotte = make_child(("Lotte", "", "Jansen"), date(2018, 2, 11), other_group)
    marieke = make_person("Marieke de Vries", "marieke@ouders.example")
    sanne = make_person("Sanne Bakker", "sanne@ouders.example")
    tom = make_person("Tom Visser", "tom@ouders.example")
    karima = make_person("Karima el Idrissi", "karima@ouders.example")
    wouter = make_person("Wouter Jansen", "wouter@ouders.example")
    eline = make_person("Eline van den Berg", "eline@notenboom.example", is_staff=True)
    joris = make_person("Joris Smit", "joris@notenboom.example", is_staff=True)
    ingrid = make_person("Ingrid Mulder", "ingrid@notenboom.example", is_staff=True)
    peter = make_person("Peter Hofman", "peter@notenboom.example", is_staff=True)
    bram = make_person("Bram Postma", "bram@notenkraker.example", is_staff=True)
    anouk = make_person("Anouk Dekker", "anouk@bestuur.example", is_staff=True)
    make_link(marieke, noor, school, bso, authority="yes", household="Esdoornlaan")
    make_link(marieke, daan, school, authority="yes", household="Esdoornlaan")
    make_link(sanne, mees, school, authority="yes", household="Bakker")
    make_link(tom, mees, school, authority="yes", household="Visser")
    make_link(karima, yara, school, authority="yes")
    make_link(eline, sem, school, authority="yes")
    make_link(wouter, lotte, other, authority="yes")
    make_staff(joris, "teacher", school, groups[3])
    make_staff(eline, "teacher", school, groups[7])
    make_staff(ingrid, "office", school)
    make_staff(peter, "director", school)
    make_staff(bram, "director", bso, squirrels)
    make_staff(anouk, "admin", None)
    return Cast(
        school, bso, other, groups[3], groups[4], groups[5], groups[6], groups[7], squirrels, other_group,
        noor, daan, mees, yara, sem, lotte,
        marieke, sanne, tom, karima, wouter, eline, joris, ingrid, peter, bram, anouk,
    )  # fmt: skip
