"""Who is told what, by which way."""

from itertools import product

import pytest

from tests.notifications.devices import make_device
from webapp.core.mail import OutgoingMail, as_message
from webapp.notifications.actions.devices import update_device
from webapp.notifications.actions.mailing import follow_mails, mail_those_who_have_not_opened
from webapp.notifications.actions.telling import notify
from webapp.notifications.models import AddressTrouble, Delivery, Notification, Opening, Preference
from webapp.notifications.queries.deliveries import address_trouble_of
from webapp.notifications.rules import KINDS, unsubscribe_token, unsubscription_of


def tell(kind, *people, key="event-1"):
    return notify(kind, people, "De Notenboom", "Studiedag", "/news/1", key=key)


def ways():
    return sorted((delivery.channel, delivery.state, delivery.why) for delivery in Delivery.select())


@pytest.mark.parametrize(("kind", "push", "mail"), list(product(KINDS, (True, False), (True, False))))
def test_each_kind_goes_by_exactly_the_ways_that_were_chosen(cast, kind, push, mail):
    make_device(cast.marieke)
    Preference.create(person=cast.marieke, kind=kind, push=push, mail=mail)

    tell(kind, cast.marieke)

    by_mail = ("mail", "pending", "") if mail else ("mail", "skipped", "preference")
    by_push = ("push", "pending", "") if push else ("push", "skipped", "preference")
    assert ways() == [by_mail, by_push]
    assert OutgoingMail.select().count() == mail


def test_who_chose_nothing_hears_by_both_ways_and_on_every_device(cast):
    make_device(cast.marieke, 1)
    make_device(cast.marieke, 2)

    tell("group_news", cast.marieke)

    assert ways() == [("mail", "pending", ""), ("push", "pending", ""), ("push", "pending", "")]


def test_it_is_known_why_nothing_went_to_a_device(cast):
    update_device(make_device(cast.marieke), only_urgent=True)

    tell("group_news", cast.marieke, cast.tom)

    pushes = {d.person_id: (d.state, d.why) for d in Delivery.select().where(Delivery.channel == "push")}
    assert pushes == {cast.marieke.id: ("skipped", "only_urgent"), cast.tom.id: ("skipped", "no_device")}


def test_urgent_passes_every_choice_and_is_mailed_to_whom_has_no_device(cast):
    update_device(make_device(cast.marieke), only_urgent=True)

    tell("urgent", cast.marieke, cast.tom)

    found = {(d.person_id, d.channel, d.state) for d in Delivery.select()}
    assert found == {(cast.marieke.id, "push", "pending"), (cast.tom.id, "mail", "pending")}
    assert OutgoingMail.get().unsubscribe_url == ""


def test_the_same_event_twice_and_the_same_person_twice_are_told_once(cast):
    first = tell("school_news", cast.marieke, cast.marieke)

    again = tell("school_news", cast.marieke)

    assert (again.id, Notification.select().count(), OutgoingMail.select().count()) == (first.id, 1, 1)


def test_mail_goes_once_and_only_to_whom_has_not_opened(cast):
    make_device(cast.marieke)
    make_device(cast.tom)
    told = tell("urgent", cast.marieke, cast.tom, cast.sanne)
    Opening.create(notification=told, person=cast.tom, at=told.created_at)

    counts = [mail_those_who_have_not_opened(told, [cast.marieke, cast.tom, cast.sanne]) for _ in range(2)]

    assert (counts, sorted(mail.to for mail in OutgoingMail.select())) == (
        [1, 0],
        [cast.marieke.email, cast.sanne.email],
    )


def test_a_mail_can_be_stopped_with_one_click(cast, app):
    tell("school_news", cast.marieke)

    message = as_message(OutgoingMail.get(), "portaal@school.example", "De Notenboom")

    token = message["List-Unsubscribe"].strip("<>").rpartition("/")[2]
    secret = app.config["SETTINGS"].SECRET_KEY
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert unsubscription_of(secret, token) == (cast.marieke.id, "school_news")
    assert unsubscription_of(secret, token[:-1] + "é") is None
    assert unsubscription_of("x" * 32, unsubscribe_token(secret, 1, "school_news")) is None


@pytest.mark.parametrize(
    ("state", "why", "after", "is_marked"),
    [
        ("sent", "", "accepted", False),
        ("pending", "SMTPRecipientsRefused: {'a': (451, b'later')}", "pending", False),
        ("failed", "SMTPRecipientsRefused: {'a': (550, b'no such user')}", "failed", True),
        ("failed", "SMTPRecipientsRefused: {'a': (451, b'twelve times')}", "failed", False),
        ("failed", "SMTPServerDisconnected: closed", "failed", False),
    ],
)
def test_a_delivery_follows_its_mail_and_a_refused_address_is_marked(cast, state, why, after, is_marked):
    tell("school_news", cast.marieke)
    OutgoingMail.update(state=state, why=why).execute()

    follow_mails()
    follow_mails()

    assert Delivery.get(Delivery.channel == "mail").state == after
    assert (address_trouble_of(cast.marieke) is not None) == is_marked


def test_a_changed_address_is_in_no_trouble_any_more(cast):
    AddressTrouble.create(person=cast.marieke, email="oud@ouders.example", why="550", since=cast.marieke.created_at)

    assert address_trouble_of(cast.marieke) is None
