"""Pushes on their way: what is sent when, and what each answer makes of a delivery."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.notifications.devices import make_device, use
from webapp.accounts.actions.sessions import end_session, open_session
from webapp.accounts.models import Session
from webapp.core import clock
from webapp.core.credentials import hash_token
from webapp.core.mail import OutgoingMail
from webapp.notifications.actions import delivering
from webapp.notifications.actions.delivering import LEASE, claim_pushes, deliver_due_pushes
from webapp.notifications.actions.devices import end_signed_out_devices, update_device
from webapp.notifications.actions.telling import notify, stop_notification
from webapp.notifications.channels.push_fan_out import PushResult
from webapp.notifications.models import Delivery, Device
from webapp.notifications.queries.devices import living_devices_of

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # half past eleven at school


def tell(*people, kind="school_news", key="post-1"):
    return notify(kind, people, "De Notenboom", "Studiedag op vrijdag", "/news/1", key=key)


def push():
    return Delivery.get(Delivery.channel == "push")


@pytest.mark.parametrize(
    ("answer", "state", "why", "lives"),
    [
        (201, "accepted", "", True),
        (404, "failed", "gone", False),
        (410, "failed", "gone", False),
        (400, "failed", "refused 400", True),
        (401, "failed", "refused 401", True),
        (403, "failed", "refused 403", True),
        (408, "pending", "408", True),
        (500, "pending", "500", True),
        (302, "pending", "302", True),
        (PushResult(0, None, problem="timed out"), "pending", "timed out", True),
        (PushResult(0, None, problem="private address"), "failed", "private address", True),
    ],
)
def test_what_an_answer_makes_of_a_delivery_and_its_device(cast, monkeypatch, answer, state, why, lives):
    with clock.frozen_at(NOON):
        device = make_device(cast.marieke)
        tell(cast.marieke)
        use(monkeypatch, answer)

        deliver_due_pushes()

    assert (push().state, push().why) == (state, why)
    assert (Device.get_by_id(device.id).ended_at is None) == lives


def test_a_service_that_asks_for_patience_gets_it(cast, monkeypatch):
    with clock.frozen_at(NOON):
        make_device(cast.marieke)
        tell(cast.marieke)
        use(monkeypatch, PushResult(0, 429, 3600))

        deliver_due_pushes()

    assert (push().state, push().try_at) == ("pending", NOON + timedelta(hours=1))


def test_a_message_that_is_too_long_goes_once_more_without_its_text(cast, monkeypatch):
    with clock.frozen_at(NOON):
        make_device(cast.marieke)
        tell(cast.marieke)
        post = use(monkeypatch, 413, 413)

        deliver_due_pushes()

    bodies = [json.loads(request.payload)["notification"]["body"] for request in post.sent]
    assert (bodies, push().state) == (["Studiedag op vrijdag", ""], "failed")


def test_who_loses_the_last_device_gets_what_is_urgent_by_mail(cast, monkeypatch):
    with clock.frozen_at(NOON):
        make_device(cast.marieke)
        tell(cast.marieke, kind="urgent")
        use(monkeypatch, 410)

        deliver_due_pushes()

    assert [mail.to for mail in OutgoingMail.select()] == [cast.marieke.email]


def test_subscription_that_was_renewed_meanwhile_lives_on_and_gets_it(cast, monkeypatch):
    with clock.frozen_at(NOON):
        device = make_device(cast.marieke)
        tell(cast.marieke, kind="urgent")
        post = use(monkeypatch, 410)
        fresh = "https://fcm.googleapis.com/fcm/send/fresh"
        monkeypatch.setattr(delivering, "mark", renewed_first(device, fresh, delivering.mark))

        deliver_due_pushes()

    assert ([request.endpoint for request in post.sent], push().state) == ([device.endpoint, fresh], "accepted")
    assert Device.get_by_id(device.id).ended_at is None


def renewed_first(device, endpoint, mark):
    """The browser tells of its new subscription just before the answer for the old one is read."""

    def renewed(in_hand, results):
        Device.update(endpoint=endpoint).where(Device.id == device.id).execute()
        return mark(in_hand, results)

    return renewed


def test_what_was_taken_back_is_not_mailed_when_the_device_is_gone(cast, monkeypatch):
    with clock.frozen_at(NOON):
        make_device(cast.marieke)
        told = tell(cast.marieke, kind="urgent")
        use(monkeypatch, 410)
        real = delivering.mark
        monkeypatch.setattr(delivering, "mark", lambda *given: (stop_notification(told.key), real(*given))[1])

        deliver_due_pushes()

    assert (push().state, OutgoingMail.select().count()) == ("skipped", 0)


def test_device_that_was_signed_out_stays_silent_also_when_its_session_is_forgotten(cast):
    token = open_session(cast.marieke, "Telefoon", (30, 12))
    session = Session.get(Session.token_hash == hash_token(token))
    device = make_device(cast.marieke)
    Device.update(session=session).where(Device.id == device.id).execute()
    end_session(cast.marieke, session.id)

    end_signed_out_devices()
    Session.delete().where(Session.id == session.id).execute()

    assert (living_devices_of([cast.marieke.id]), Device.get().why_ended) == ([], "signed_out")


@pytest.mark.parametrize(("kind", "sent", "state"), [("school_news", 0, "pending"), ("urgent", 1, "accepted")])
def test_a_still_device_waits_for_the_morning_but_not_with_what_is_urgent(cast, monkeypatch, kind, sent, state):
    with clock.frozen_at(NIGHT):
        update_device(make_device(cast.marieke), quiet_from="22:00", quiet_until="07:00")
        tell(cast.marieke, kind=kind)
        post = use(monkeypatch)

        deliver_due_pushes()

        assert (len(post.sent), push().state) == (sent, state)
    with clock.frozen_at(datetime(2026, 11, 25, 6, tzinfo=UTC)):
        deliver_due_pushes()

    assert (len(post.sent), push().state) == (1, "accepted")


def test_five_posts_in_ten_minutes_are_one_notification(cast, monkeypatch):
    with clock.frozen_at(NOON):
        make_device(cast.marieke)
        for number in range(5):
            tell(cast.marieke, key=f"post-{number}")
        post = use(monkeypatch)

        deliver_due_pushes()

    shown = [json.loads(request.payload)["notification"] for request in post.sent]
    assert [(one["title"], one["tag"]) for one in shown] == [("5 nieuwe berichten", "news-bundle")]


def shown_in(post):
    """Title and tag of each message, and in whose place it comes."""
    payloads = [json.loads(request.payload) for request in post.sent]
    return [
        (one["notification"]["title"], one["notification"]["tag"], one["schoolplein"]["replaces"]) for one in payloads
    ]


def test_fifth_post_of_ten_minutes_takes_the_place_of_those_that_went_before(cast, monkeypatch):
    post, tags = use(monkeypatch), []
    make_device(cast.marieke)
    for number in range(6):
        with clock.frozen_at(NOON + timedelta(minutes=number)):
            tags.append(tell(cast.marieke, key=f"post-{number}").tag)
            deliver_due_pushes()

    assert shown_in(post)[:4] == [("De Notenboom", tag, []) for tag in tags[:4]]
    assert shown_in(post)[4:] == [
        ("5 nieuwe berichten", "news-bundle", tags[:4]),
        ("6 nieuwe berichten", "news-bundle", tags[:5]),
    ]


def test_posts_that_are_further_apart_are_told_one_by_one(cast, monkeypatch):
    post = use(monkeypatch)
    make_device(cast.marieke)
    for number in range(8):
        with clock.frozen_at(NOON + timedelta(minutes=3 * number)):
            tell(cast.marieke, key=f"post-{number}")
            deliver_due_pushes()

    assert {title for title, _tag, _replaces in shown_in(post)} == {"De Notenboom"}


def test_what_waited_for_the_morning_is_one_bundle_without_what_was_taken_back(cast, monkeypatch):
    post = use(monkeypatch)
    with clock.frozen_at(NIGHT):
        update_device(make_device(cast.marieke), quiet_from="22:00", quiet_until="07:00")
    told = []
    for number in range(6):
        with clock.frozen_at(NIGHT + timedelta(minutes=4 * number)):
            told.append(tell(cast.marieke, key=f"post-{number}"))
            deliver_due_pushes()
    stop_notification(told[-1].key)

    with clock.frozen_at(datetime(2026, 11, 25, 6, tzinfo=UTC)):
        deliver_due_pushes()

    assert shown_in(post) == [("5 nieuwe berichten", "news-bundle", [])]
    states = sorted((row.state, row.why) for row in Delivery.select().where(Delivery.channel == "push"))
    assert states == [("accepted", ""), *[("skipped", "bundled")] * 4, ("skipped", "withdrawn")]


def test_four_posts_are_four_notifications(cast, monkeypatch):
    with clock.frozen_at(NOON):
        make_device(cast.marieke)
        for number in range(4):
            tell(cast.marieke, key=f"post-{number}")
        post = use(monkeypatch)

        deliver_due_pushes()

    assert len({request.topic for request in post.sent}) == 4


@pytest.mark.parametrize(
    ("kind", "title"),
    [("school_news", "Er is nieuws in het ouderportaal"), ("urgent", "Spoedbericht van de school")],
)
def test_a_device_that_hides_content_shows_no_word_of_it(cast, monkeypatch, kind, title):
    with clock.frozen_at(NOON):
        update_device(make_device(cast.marieke), hides_content=True)
        tell(cast.marieke, kind=kind)
        post = use(monkeypatch)

        deliver_due_pushes()

    shown = json.loads(post.sent[0].payload)["notification"]
    assert (shown["title"], shown["body"]) == (title, "")


def test_what_is_over_is_not_sent(cast, monkeypatch):
    with clock.frozen_at(NOON):
        make_device(cast.marieke)
        tell(cast.marieke)
        post = use(monkeypatch)
    with clock.frozen_at(NOON + timedelta(days=2)):
        deliver_due_pushes()

    assert (post.sent, push().state, push().why) == ([], "skipped", "expired")


def test_what_a_killed_worker_had_in_hand_goes_again_with_the_same_topic(cast, monkeypatch):
    with clock.frozen_at(NOON):
        make_device(cast.marieke)
        told = tell(cast.marieke)
        claimed = claim_pushes()
        post = use(monkeypatch)

        deliver_due_pushes()

        assert (len(claimed), post.sent) == (1, [])
    with clock.frozen_at(NOON + LEASE + timedelta(seconds=1)):
        deliver_due_pushes()

    assert ([request.topic for request in post.sent], push().attempts) == ([told.tag], 2)
