"""What was taken back is told to nobody any more; and a mail carries the number of its delivery and the unit's name."""

from datetime import UTC, datetime

import pytest

from tests.notifications.devices import make_device, use
from webapp.core import clock
from webapp.core.files import keep_file
from webapp.core.mail import OutgoingMail
from webapp.core.portal import settings
from webapp.notifications.actions.delivering import claim_pushes, deliver_due_pushes, mark
from webapp.notifications.actions.devices import update_device
from webapp.notifications.actions.mailing import follow_mails
from webapp.notifications.actions.telling import notify, stop_notification
from webapp.notifications.channels.web_push import PushResult
from webapp.notifications.models import AddressTrouble, Delivery

NIGHT = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)


def tell(*people, key="post-1", **more):
    return notify("school_news", people, "De Notenboom", "Studiedag", "/news/1", key=key, **more)


def states():
    return sorted((delivery.channel, delivery.state, delivery.why) for delivery in Delivery.select())


def test_what_waits_for_the_morning_is_not_told_when_the_post_is_taken_back(cast, monkeypatch):
    with clock.frozen_at(NIGHT):
        update_device(make_device(cast.marieke), quiet_from="22:00", quiet_until="07:00")
        tell(cast.marieke)
        post = use(monkeypatch)
        deliver_due_pushes()

        stop_notification("post-1")

    with clock.frozen_at(datetime(2026, 11, 25, 7, tzinfo=UTC)):
        deliver_due_pushes()
    assert (post.sent, states()) == ([], [("mail", "skipped", "withdrawn"), ("push", "skipped", "withdrawn")])
    assert OutgoingMail.select().count() == 0


def test_other_notifications_and_what_was_told_already_stay_as_they_are(cast, monkeypatch):
    make_device(cast.marieke)
    tell(cast.marieke)
    use(monkeypatch)
    deliver_due_pushes()
    OutgoingMail.update(state="sent", sent_at=clock.now()).execute()
    follow_mails()
    tell(cast.tom, key="post-2")
    before = states()

    stop_notification("post-1")
    stop_notification("post-9")

    assert (states(), OutgoingMail.select().count()) == (before, 2)


@pytest.mark.parametrize(
    ("answer", "state"), [(PushResult(0, 503), ("skipped", "withdrawn")), (PushResult(0, 201), ("accepted", ""))]
)
def test_push_that_is_under_way_is_not_tried_again(cast, answer, state):
    make_device(cast.marieke)
    tell(cast.marieke)
    (delivery,) = claim_pushes()

    stop_notification("post-1")
    mark({delivery.id: delivery}, [PushResult(delivery.id, answer.status)])

    push = Delivery.get(Delivery.channel == "push")
    assert (push.state, push.why) == state


def test_mail_that_the_postman_holds_goes_and_is_followed(cast):
    tell(cast.marieke)
    OutgoingMail.update(state="claimed").execute()

    stop_notification("post-1")
    OutgoingMail.update(state="sent", sent_at=clock.now()).execute()
    follow_mails()

    assert Delivery.get(Delivery.channel == "mail").state == "accepted"


def test_mail_is_known_by_its_delivery_and_shows_whose_it_is(cast):
    cast.school.logo = keep_file(b"a picture", "webp")
    cast.school.save(only=["logo"])

    tell(cast.marieke, unit=cast.school)

    mail, delivery, chosen = OutgoingMail.get(), Delivery.get(Delivery.channel == "mail"), settings()
    assert mail.message_id == f"<delivery-{delivery.id}@{chosen.MAIL_FROM.rpartition('@')[2]}>"
    assert mail.html.count(f'src="{chosen.SITE_ADDRESS}{cast.school.logo_url}"') == 1
    assert (delivery.mail_id, mail.text.count("De Notenboom")) == (mail.id, 1)


def test_address_works_again_once_any_later_mail_to_it_was_taken(cast):
    for person in (cast.marieke, cast.tom):
        AddressTrouble.create(person=person, email=person.email, why="550", since=clock.now())
    tell(cast.marieke)
    follow_mails()
    before = AddressTrouble.select().count()
    OutgoingMail.update(state="sent", sent_at=clock.now()).execute()

    follow_mails()

    assert (before, [trouble.person_id for trouble in AddressTrouble.select()]) == (2, [cast.tom.id])
