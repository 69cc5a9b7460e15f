"""The demo school, loaded once as a visitor gets it: every screen has something true to show."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from flask import Flask

from webapp.accounts.actions.sessions import open_session
from webapp.accounts.models import Person, Session
from webapp.consent.queries.verification import check_register
from webapp.core.audit import AuditEntry
from webapp.core.credentials import secret_matches
from webapp.core.db import db
from webapp.core.mail import OutgoingMail
from webapp.demo.loading import has_a_school, is_only_the_demo, load_demo_school, renew_demo_school
from webapp.demo.people import PASSWORD, PEOPLE, welcome_text
from webapp.digest.queries.runs import runs_of
from webapp.directory.queries import families_in, own_groups_of
from webapp.leave.queries.queue import Wanted, requests_at
from webapp.news.queries.feed import feed_of
from webapp.schools.models import Child, Group, SchoolImport, Unit
from webapp.schools.queries.links import children_to_link
from webapp.schools.queries.standing import standing_of
from webapp.urgent.queries.board import board_of
from webapp.urgent.queries.messages import messages_answered_for

pytestmark = pytest.mark.slow


def person(first_name: str) -> Person:
    (found,) = [each for each in PEOPLE if each.name.startswith(first_name)]
    return Person.get(Person.email == found.email)


def who_is_who() -> SimpleNamespace:
    """What each of the cast is here, as the welcome text says."""
    return SimpleNamespace(
        marieke=[(place.given_name, place.group_name) for place in standing_of(person("Marieke")).places],
        sanne=[place.given_name for place in standing_of(person("Sanne")).places],
        tom=[place.given_name for place in standing_of(person("Tom")).places],
        wouter=[place.unit_name for place in standing_of(person("Wouter")).places],
        joris=len(standing_of(person("Joris")).taught_groups),
        eline=[place.given_name for place in standing_of(person("Eline")).places],
        ingrid=[function.role for function in standing_of(person("Ingrid")).functions],
        peter=[function.role for function in standing_of(person("Peter")).functions],
        bram=[function.role for function in standing_of(person("Bram")).functions],
        anouk=standing_of(person("Anouk")).is_admin,
    )


@pytest.fixture(scope="module")
def loaded(app: Flask) -> Iterator[None]:
    """Loading takes seconds: once for a database, in a transaction around those of the tests."""
    with app.app_context(), db.connection_context(), db.atomic() as transaction:
        load_demo_school()
        yield
        transaction.rollback()


@pytest.fixture
def demo(loaded: None) -> Iterator[None]:
    with db.atomic() as transaction:
        yield
        transaction.rollback()


def test_director_finds_a_board_with_families_on_most_rungs(demo):
    board = board_of(messages_answered_for(person("Peter")).get())

    assert {family.rung for family in board.families} == {"confirmed", "opened", "mailed", "unreached"}


def test_demo_school_holds_what_its_welcome_text_says(demo):
    assert who_is_who() == SimpleNamespace(
        marieke=[
            ("Daan", "Groep 6 – Amandelen"),
            ("Noor", "Groep 3 – Beukennootjes"),
            ("Noor", "Eekhoorns"),
        ],
        sanne=["Mees"],
        tom=["Mees"],
        wouter=["Het Kompas"],
        joris=1,
        eline=["Sem"],
        ingrid=["office"],
        peter=["director"],
        bram=["director"],
        anouk=True,
    )
    units = {unit.name: children_to_link(unit).count() for unit in Unit.select()}
    assert units == {"De Notenboom": 180, "BSO De Notenkraker": 60, "Het Kompas": 40}
    readers = [each.name for each in PEOPLE if feed_of(Person.get(Person.email == each.email))]
    assert readers == [each.name for each in PEOPLE if each.name != "Anouk Dekker"]
    assert secret_matches(person("Joris").password_hash, PASSWORD)
    assert [done.state for done in SchoolImport.select()] == ["applied"] * 3
    assert OutgoingMail.select().count() == 0
    assert (has_a_school(), is_only_the_demo()) == (True, True)


def test_demo_school_is_put_back_as_it_was(demo):
    Unit.update(phone="0").execute()
    open_session(person("Joris"), "Tablet", (30, 12))

    renew_demo_school()

    assert (Unit.select().where(Unit.phone == "0").count(), Session.select().count()) == (0, 0)
    assert (Unit.select().count(), Child.select().count()) == (3, 230)
    with pytest.raises(Exception, match="append-only"), db.atomic():
        AuditEntry.delete().execute()


def test_terminal_tells_everybody_s_address_and_the_password():
    text = welcome_text("http://localhost:8000")

    assert [each.email for each in PEOPLE if each.email not in text] == []
    assert PASSWORD in text


def test_director_finds_requests_that_wait_and_some_that_were_decided(demo):
    school = Unit.get(Unit.name == "De Notenboom")

    waiting = [(row.child.given_name, row.state) for row in requests_at(school, Wanted("open"))]
    decided = sorted({row.state for row in requests_at(school, Wanted("decided"))})

    assert {("Noor", "submitted"), ("Daan", "submitted"), ("Mees", "question")} < set(waiting)
    assert decided == ["approved", "partly", "refused"]


def test_parent_finds_numbers_of_some_in_every_group_and_nobody_is_told_of_all(demo):
    marieke = person("Marieke")

    lists = [families_in(Group.get_by_id(own.id), marieke) for own in own_groups_of(marieke)]

    assert [0 < len(families) < 20 for families in lists] == [True] * 3


def test_register_of_consents_is_whole(demo):
    assert check_register().flaws == []


def test_office_finds_how_the_digest_of_last_saturday_went(demo):
    (run,) = runs_of(Unit.get(Unit.name == "De Notenboom"))

    assert (run.progress, run.made, run.week.isoweekday()) == ("ended", run.people, 6)
    assert run.counts["sent"] > 50
    assert run.counts.keys() <= {"sent", "empty"}
