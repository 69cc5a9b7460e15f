"""Fills an empty portal with the demo school: its files by the real import, its people linked with real codes.

It happens some weeks ago, in the order in which it would: the school is read in, parents link, teachers write.
"""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from random import Random

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.credentials import hash_secret
from webapp.core.db import append_only, db
from webapp.core.jobs import huey
from webapp.core.mail import OutgoingMail
from webapp.demo.absences import report_absences
from webapp.demo.calendar import fill_calendar
from webapp.demo.conferences import hold_conferences
from webapp.demo.consents import choose_for_pictures
from webapp.demo.drawings import drawing
from webapp.demo.leave import ask_for_leave
from webapp.demo.names import GIVEN_NAMES
from webapp.demo.people import FAMILIES, PASSWORD, SCHOOL, STAFF, UNITS, Family
from webapp.demo.phones import share_phones
from webapp.demo.posts import POSTS, DemoPost
from webapp.demo.telling import mails_arrived, send_last_digest, send_urgent_messages
from webapp.news.actions.drafts import keep_draft
from webapp.news.actions.making import make_photo
from webapp.news.actions.photos import add_photos
from webapp.news.actions.posts import mark_seen, publish_post
from webapp.news.actions.publishing import place_draft
from webapp.news.actions.tags import Said
from webapp.news.models import Post
from webapp.schools.actions.imports import import_school
from webapp.schools.actions.link_codes import draft_codes, renew_codes
from webapp.schools.actions.links import link_children
from webapp.schools.models import Child, Enrolment, Group, Guardianship, LinkCode, StaffMember, Unit
from webapp.schools.queries.audiences import readers_of
from webapp.schools.rules.audiences import Part
from webapp.tables import APPEND_ONLY, TABLES

FOLDER = Path(__file__).parent
SEED = 7
BEGAN = timedelta(days=26)  # ago
LINKED_SHARE = 0.62  # of the families, so that the office still has letters to print
TWO_PARENTS_SHARE = 0.7
SEEN_SHARE = 0.6


def has_a_school() -> bool:
    """Whether this portal holds anything yet."""
    return Unit.select().exists()


def is_only_the_demo() -> bool:
    """Whether everything here is the demo's own, so that it may be thrown away."""
    return not Unit.select().where(Unit.name.not_in([unit.name for unit in UNITS])).exists()


def load_demo_school() -> None:
    """The demo school, complete: a visitor sees on every screen what a school would see in November."""
    random = Random(SEED)  # noqa: S311 - names and dates, not secrets
    password_hash = hash_secret(PASSWORD)
    with clock.frozen_at(clock.now() - BEGAN):
        for demo_unit in UNITS:
            unit = Unit.create(**demo_unit.settings())
            import_school(unit, FOLDER / demo_unit.file)
        employ_staff(password_hash)
        for family in [*FAMILIES, *other_families(random)]:
            link_family(family, password_hash)
    for number, post in enumerate(POSTS):
        publish(post, number, random)
    school = Unit.get(Unit.name == SCHOOL)
    director = Person.get(Person.email == "peter@notenboom.example")
    send_urgent_messages(director, group_named(school, "Groep 5"), random)
    office = Person.get(Person.email == "ingrid@notenboom.example")
    report_absences(school, office, random)
    ask_for_leave(school, office, director)
    choose_for_pictures(school, office, random)
    share_phones(random)
    fill_calendar()
    hold_conferences(school, office, random)
    send_last_digest()
    forget_what_was_mailed()


def employ_staff(password_hash: str) -> None:
    """Everybody whom a visitor can sign in as, and colleagues; three teachers still wait to be invited."""
    for employee in STAFF:
        person = account(employee.name, employee.email, password_hash, works_here=True)
        unit = Unit.get_or_none(Unit.name == employee.unit)
        known = StaffMember.update(person=person, invited_at=clock.now()).where(
            StaffMember.email == employee.email, StaffMember.role == employee.role
        )
        if not known.execute():
            StaffMember.create(
                unit=unit,
                person=person,
                role=employee.role,
                name=employee.name,
                email=employee.email,
                invited_at=clock.now(),
                starts_on=clock.today(),
            )


def account(name: str, email: str, password_hash: str, works_here: bool = False) -> Person:
    """An active account, the same one when somebody has two roles."""
    known = Person.get_or_none(Person.email == email)
    return known or Person.create(
        name=name,
        email=email,
        password_hash=password_hash,
        created_at=clock.now(),
        activated_at=clock.now(),
        signs_in_daily=works_here,
    )


def other_families(random: Random) -> Iterable[Family]:
    """Children with one surname are brothers and sisters; of most families somebody is linked already."""
    cast = {child for family in FAMILIES for child in family.children}
    by_surname: dict[tuple[str, str], list[Child]] = {}
    for child in Child.select().order_by(Child.id):
        if child.name not in cast:
            by_surname.setdefault((child.infix, child.surname), []).append(child)
    given_names = [name for names in GIVEN_NAMES for name in names]
    for number, ((infix, surname), children) in enumerate(by_surname.items()):
        if random.random() < LINKED_SHARE:
            count = 2 if random.random() < TWO_PARENTS_SHARE else 1
            names = [" ".join(filter(None, [given, infix, surname])) for given in random.sample(given_names, count)]
            emails = [f"ouder{number}.{place}@ouders.example" for place in range(1, count + 1)]
            yield Family(tuple(zip(names, emails, strict=True)), tuple(child.name for child in children))


def link_family(family: Family, password_hash: str) -> None:
    """The parents enter the codes of their letters, one for each child and unit, as every parent does."""
    children = [child for child in children_named(family.children) if child is not None]
    codes = [code for child in children for code in codes_of(child)]
    for name, email in family.guardians:
        person = account(name, email, password_hash)
        give_phone(person)
        link_children(person, [code.id for code in codes])
        Guardianship.update(authority="yes", household=family.household(name)).where(
            Guardianship.person == person
        ).execute()


def give_phone(person: Person) -> None:
    """Most parents leave a number; none of these numbers is in use (06 0000 …)."""
    if not person.phone and person.id % 5:
        Person.update(phone=f"+3160000{person.id:04}").where(Person.id == person.id).execute()


def children_named(names: Iterable[str]) -> list[Child]:
    wanted = set(names)
    return [child for child in Child.select().order_by(Child.id) if child.name in wanted]


def codes_of(child: Child) -> list[LinkCode]:
    """The codes of a child's letters, one for each unit where it goes; made when there are none yet."""
    units = Unit.select().join(Group).join(Enrolment).where(Enrolment.child == child).distinct()
    for unit in units:
        if not LinkCode.select().where(LinkCode.child == child, LinkCode.unit == unit).exists():
            renew_codes(draft_codes(unit, [child], None), unit, None)
    return list(LinkCode.select().where(LinkCode.child == child, LinkCode.renewed_at.is_null()))


def publish(demo_post: DemoPost, number: int, random: Random) -> None:
    """A post on its own day, seen by a part of those whom it reaches."""
    day = clock.today() - timedelta(days=demo_post.days_ago)
    unit = Unit.get(Unit.name == demo_post.unit)
    parts = [Part(unit.id, group_named(unit, name).id) for name in demo_post.groups] or [Part(unit.id)]
    author = Person.get(Person.email == demo_post.author)
    with clock.frozen_at(clock.at(day, demo_post.at)):
        post = placed(author, demo_post, parts, f"demo-{number}")
    with clock.frozen_at(clock.now() - timedelta(hours=1)):
        see(post, parts, random)


def placed(author: Person, demo_post: DemoPost, parts: list[Part], token: str) -> Post:
    """By way of a draft when it has photos, as its author would; nobody is told of what is weeks ago."""
    if not demo_post.photos:
        return publish_post(author, demo_post.title, demo_post.body, parts, token, is_told=False)
    draft = keep_draft(author, token, demo_post.title, demo_post.body, parts)
    drawn = [(f"{one.scene}.jpg", drawing(one.scene, one.seed)) for one in demo_post.photos]
    photos = add_photos(author, draft, drawn)
    for photo in photos:
        make_photo(photo.id)
    said = [Said(photo.id, one.alt, "nobody") for photo, one in zip(photos, demo_post.photos, strict=True)]
    keep_draft(author, token, demo_post.title, demo_post.body, parts, said)
    return place_draft(author, draft, is_told=False)


def group_named(unit: Unit, name: str) -> Group:
    """«Groep 3» is «Groep 3 – Beukennootjes»."""
    return Group.get(Group.unit == unit, (Group.name == name) | Group.name.startswith(f"{name} "))


def see(post: Post, parts: list[Part], random: Random) -> None:
    """Most parents read; the cast have not yet, so that a visitor has something new."""
    cast = {email for family in FAMILIES for _name, email in family.guardians}
    for person_id in sorted({person_id for _child, person_id in readers_of(parts).tuples() if person_id}):
        person = Person.get_by_id(person_id)
        if person.email not in cast and random.random() < SEEN_SHARE:
            mark_seen(person, [post.id])


def forget_what_was_mailed() -> None:
    """Nobody of the demo school reads mail: it counts as sent, and the mailbox is empty for the visitor's own."""
    mails_arrived()
    OutgoingMail.delete().execute()
    huey.storage.flush_queue()


@db.atomic()
def renew_demo_school() -> None:
    """The demo school as it was, at once: who looks meanwhile sees the old one until the new one stands."""
    forget_everything()
    load_demo_school()


def forget_everything() -> None:
    """Empty every table; what refuses to delete rows of the registers is taken away meanwhile."""
    if "sqlite" in type(db.obj).__name__.lower():
        for table in APPEND_ONLY:
            db.execute_sql(f'DROP TRIGGER "{table}_no_DELETE"')
        for model in reversed(TABLES):
            model.delete().execute()
        for table, may_go in APPEND_ONLY.items():
            db.execute_sql(append_only(table, may_go)[1])
    else:
        names = ", ".join(f'"{table._meta.table_name}"' for table in TABLES)
        db.execute_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
