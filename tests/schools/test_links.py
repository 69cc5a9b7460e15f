"""Linking guardians to children: who is told, what waits, what ends, and who comes last."""

import threading
from datetime import timedelta

import pytest

from tests.schools.codes import mails, make_code
from webapp.accounts.actions.accounts import activate_account, mail_link
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.mail import OutgoingMail
from webapp.schools.actions.links import (
    approve_link,
    end_link,
    forget_unactivated_accounts,
    link_children,
    refuse_link,
    sign_up,
)
from webapp.schools.models import Child, Guardianship, Link, LinkCode
from webapp.schools.queries.standing import standing_of

CODE, SECOND = "K7QM-3F9T-XW2C", "AAAA-3F9T-XW2C"
PASSWORD = "een hoge kastanjeboom"
NEW = "Er is iemand nieuw gekoppeld"


def refused(action, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refusal, db.atomic():
        action(*args, **kwargs)
    return refusal.value.code


def places(person: Person) -> list[tuple[str, str]]:
    return [(place.given_name, place.unit_name) for place in standing_of(Person.get_by_id(person.id)).places]


def need_approval(unit) -> None:
    unit.links_need_approval = True
    unit.save()


def test_code_gives_access_and_no_authority(cast):
    code = make_code(cast.mees, cast.school, CODE)

    (link,) = link_children(cast.karima, [code.id])

    assert places(cast.karima) == [("Mees", "De Notenboom"), ("Yara", "De Notenboom")]
    assert (link.guardianship.authority, link.guardianship.information) == ("unknown", "full")
    assert (
        AuditEntry.select().where(AuditEntry.verb == "link_child", AuditEntry.actor_id == cast.karima.id).count() == 1
    )


def test_other_guardians_and_the_office_are_told_and_never_the_code(cast):
    code = make_code(cast.mees, cast.school, CODE)

    link_children(cast.karima, [code.id])

    assert mails() == [
        ("ingrid@notenboom.example", NEW),
        ("peter@notenboom.example", NEW),
        ("sanne@ouders.example", NEW),
        ("tom@ouders.example", NEW),
    ]
    told = OutgoingMail.get(OutgoingMail.to == "tom@ouders.example")
    assert "Karima el Idrissi heeft zich met een koppelcode gekoppeld aan Mees bij De Notenboom." in told.text
    assert [part for part in ("K7QM", "3F9T", "XW2C") if part in told.text + told.html] == []


def test_who_is_linked_to_two_children_at_once_is_told_about_once(cast):
    codes = [make_code(cast.noor, cast.school, CODE), make_code(cast.daan, cast.school, SECOND)]

    link_children(cast.karima, [code.id for code in codes])

    assert [to for to, _subject in mails()] == [
        "ingrid@notenboom.example",
        "marieke@ouders.example",
        "peter@notenboom.example",
    ]
    assert "Noor en Daan" in OutgoingMail.get(OutgoingMail.to == "marieke@ouders.example").text


def test_unit_without_office_accounts_is_told_at_its_own_address(cast):
    code = make_code(cast.lotte, cast.other_school, CODE)
    cast.other_school.email = "info@kompas.example"
    cast.other_school.save()

    link_children(cast.karima, [code.id])

    assert [to for to, _subject in mails()] == ["info@kompas.example", "wouter@ouders.example"]


def test_code_of_the_bso_adds_the_bso_to_the_same_guardianship(cast):
    school = make_code(cast.noor, cast.school, CODE)
    bso = make_code(cast.noor, cast.bso, SECOND)

    link_children(cast.karima, [school.id])
    link_children(cast.karima, [bso.id])

    assert places(cast.karima)[:2] == [("Noor", "De Notenboom"), ("Noor", "BSO De Notenkraker")]
    assert Guardianship.select().where(Guardianship.person == cast.karima).count() == 2


def test_who_is_linked_already_is_not_linked_again(cast):
    code = make_code(cast.mees, cast.school, CODE)

    assert refused(link_children, cast.tom, [code.id]) == "already_linked"
    assert (Link.select().where(Link.code == code).count(), mails()) == (0, [])


@pytest.mark.parametrize("state", ["code_expired", "code_locked", "code_renewed"])
def test_code_that_closed_since_it_was_entered_links_nobody(cast, state):
    code, now = make_code(cast.mees, cast.school, CODE), clock.now()
    field = {"code_expired": "expires_at", "code_locked": "locked_at", "code_renewed": "renewed_at"}[state]
    LinkCode.update(**{field: now}).where(LinkCode.id == code.id).execute()

    assert refused(link_children, cast.karima, [code.id]) == state
    assert (Guardianship.select().where(Guardianship.child == cast.mees).count(), mails()) == (2, [])


def test_one_closed_code_among_several_links_none(cast):
    good, bad = make_code(cast.mees, cast.school, CODE), make_code(cast.sem, cast.school, SECOND)
    LinkCode.update(locked_at=clock.now()).where(LinkCode.id == bad.id).execute()

    assert refused(link_children, cast.karima, [good.id, bad.id]) == "code_locked"
    assert Link.select().where(Link.code.in_([good, bad])).count() == 0


def test_code_is_used_by_as_many_guardians_as_the_unit_allows(cast):
    cast.school.guardians_per_code = 2
    cast.school.save()
    code = make_code(cast.mees, cast.school, CODE)
    link_children(cast.karima, [code.id])
    link_children(cast.marieke, [code.id])

    assert refused(link_children, cast.wouter, [code.id]) == "code_full"


def test_whose_link_was_ended_cannot_come_back_with_the_same_code(cast):
    code = make_code(cast.mees, cast.school, CODE)
    (link,) = link_children(cast.karima, [code.id])

    end_link(cast.ingrid, link)

    assert places(cast.karima) == [("Yara", "De Notenboom")]
    assert refused(link_children, cast.karima, [code.id]) == "code_renewed"
    assert ("karima@ouders.example", "Uw koppeling is beëindigd") in mails()
    assert refused(end_link, cast.ingrid, link) == "link_decided"


def test_link_that_needs_approval_shows_nothing_until_the_office_says_yes(cast):
    need_approval(cast.school)
    (link,) = link_children(cast.karima, [make_code(cast.mees, cast.school, CODE).id])
    before = places(cast.karima)

    approve_link(cast.ingrid, link)

    assert before == [("Yara", "De Notenboom")]
    assert places(cast.karima) == [("Mees", "De Notenboom"), ("Yara", "De Notenboom")]
    assert ("karima@ouders.example", "Uw koppeling is goedgekeurd") in mails()
    assert refused(approve_link, cast.peter, link) == "link_decided"
    assert refused(refuse_link, cast.peter, link) == "link_decided"


def test_refused_link_ends_with_its_code_and_its_person_is_told(cast):
    need_approval(cast.school)
    code = make_code(cast.mees, cast.school, CODE)
    (link,) = link_children(cast.karima, [code.id])

    refuse_link(cast.ingrid, link)

    assert places(cast.karima) == [("Yara", "De Notenboom")]
    assert ("karima@ouders.example", "Uw koppeling gaat niet door") in mails()
    assert refused(link_children, cast.karima, [code.id]) == "code_renewed"


def test_new_parent_gets_account_and_links_together(cast):
    codes = [make_code(cast.noor, cast.school, CODE), make_code(cast.daan, cast.school, SECOND)]

    person = sign_up("Bas de Vries", "bas@ouders.example", PASSWORD, "nl", [code.id for code in codes])

    assert places(person) == [("Daan", "De Notenboom"), ("Noor", "De Notenboom")]
    assert ("bas@ouders.example", "Activeer je account") in mails()


def test_account_is_not_made_when_a_code_has_closed(cast):
    code = make_code(cast.noor, cast.school, CODE)
    LinkCode.update(locked_at=clock.now()).where(LinkCode.id == code.id).execute()

    assert refused(sign_up, "Bas", "bas@ouders.example", PASSWORD, "nl", [code.id]) == "code_locked"
    assert (Person.select().where(Person.email == "bas@ouders.example").count(), mails()) == (0, [])


def test_known_address_links_nothing_and_its_owner_is_told(cast):
    code = make_code(cast.noor, cast.school, CODE)

    made = sign_up("Iemand", "karima@ouders.example", PASSWORD, "nl", [code.id])

    assert made is None
    assert mails() == [("karima@ouders.example", "U hebt al een account")]
    assert Link.select().where(Link.code == code).count() == 0


def test_account_that_nobody_activates_goes_after_a_week_and_frees_the_code(cast):
    code = make_code(cast.noor, cast.school, CODE)
    sign_up("Bas", "typefout@ouders.example", PASSWORD, "nl", [code.id])

    with clock.frozen_at(clock.now() + timedelta(days=6)):
        early = forget_unactivated_accounts()
    with clock.frozen_at(clock.now() + timedelta(days=8)):
        gone = forget_unactivated_accounts()

    assert (early, gone) == (0, 1)
    assert Link.select().where(Link.code == code).count() == 0
    assert Person.select().where(Person.email == "typefout@ouders.example").count() == 0


def test_activated_account_stays(cast):
    person = sign_up("Bas", "bas@ouders.example", PASSWORD, "nl", [make_code(cast.noor, cast.school, CODE).id])
    activate_account(mail_link(person, "activation"))

    with clock.frozen_at(clock.now() + timedelta(days=30)):
        assert forget_unactivated_accounts() == 0


@pytest.mark.committed
def test_of_two_parents_at_the_same_instant_one_gets_the_last_place(cast):
    cast.school.guardians_per_code = 1
    cast.school.save()
    code_id, start, results = make_code(cast.mees, cast.school, CODE).id, threading.Barrier(2), []

    def link(person: Person) -> None:
        with db.connection_context():
            start.wait()
            try:
                link_children(person, [code_id])
                results.append("linked")
            except Refused as refusal:
                results.append(refusal.code)

    at_once(link, cast.karima, cast.marieke)

    assert sorted(results) == ["code_full", "linked"]
    assert Link.select().where(Link.code == code_id).count() == 1
    assert Guardianship.select().where(Guardianship.child == Child.get_by_id(cast.mees.id)).count() == 3


@pytest.mark.committed
def test_double_tap_links_once(cast):
    code_id, start, results = make_code(cast.mees, cast.school, CODE).id, threading.Barrier(2), []

    def link(person: Person) -> None:
        with db.connection_context():
            start.wait()
            try:
                results.append(len(link_children(person, [code_id])))
            except Refused as refusal:
                results.append(refusal.code)

    at_once(link, cast.karima, cast.karima)

    assert sorted(results, key=str) == [1, "already_linked"]


def at_once(work, *people: Person) -> None:
    from flask import current_app

    app = current_app._get_current_object()

    def in_app(person: Person) -> None:
        with app.app_context():
            work(person)

    threads = [threading.Thread(target=in_app, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
