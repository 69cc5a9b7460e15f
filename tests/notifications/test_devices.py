"""What happens to devices, and what they tell back."""

import pytest

from tests.notifications.devices import make_device
from webapp.accounts.actions.sessions import open_session
from webapp.accounts.models import Session
from webapp.core import clock
from webapp.core.portal import settings
from webapp.notifications.actions.devices import (
    end_device,
    open_notification,
    report_shown,
    save_device,
    update_device,
)
from webapp.notifications.actions.telling import notify
from webapp.notifications.models import Delivery, Device, Notification, Opening
from webapp.notifications.queries.devices import devices_of
from webapp.notifications.rules import delivery_token


def test_a_device_that_reports_again_is_the_same_one(cast):
    first = make_device(cast.marieke)

    again = make_device(cast.marieke)

    assert (again.id, Device.select().count()) == (first.id, 1)


def test_the_eleventh_device_ends_the_one_longest_not_confirmed(cast):
    devices = [make_device(cast.marieke, number) for number in range(11)]

    assert {device.id for device in devices_of(cast.marieke)} == {device.id for device in devices[1:]}
    assert Device.get_by_id(devices[0].id).why_ended == "replaced"


def test_a_subscription_that_changes_hands_leaves_nothing_with_the_first(cast):
    first = make_device(cast.marieke)
    same = first.endpoint

    second = save_device(cast.tom, None, same, "p", "a", "Tablet")

    assert (devices_of(cast.marieke), devices_of(cast.tom)) == ([], [second])


def test_a_device_that_signed_out_is_told_nothing(cast):
    open_session(cast.marieke, "Test", (30, 12))
    session = Session.get(Session.person == cast.marieke)
    device = make_device(cast.marieke)
    Device.update(session=session).where(Device.id == device.id).execute()
    session.ended_at = clock.now()
    session.save()

    assert devices_of(cast.marieke) == []


def test_what_waits_for_a_device_that_ended_is_skipped(cast):
    device = make_device(cast.marieke)
    notify("school_news", [cast.marieke], "T", "B", "/news/1", key="post-1")

    end_device(device, "removed")

    push = Delivery.get(Delivery.device == device)
    assert (push.state, push.why, Device.get_by_id(device.id).why_ended) == ("skipped", "device_ended", "removed")


def test_only_what_an_owner_may_set_is_set(cast):
    device = make_device(cast.marieke)

    update_device(device, quiet_from="22:00", quiet_until="07:00")
    with pytest.raises(ValueError, match="person"):
        update_device(device, person=cast.tom)

    found = Device.get_by_id(device.id)
    assert (found.quiet_from, found.quiet_until, found.person_id) == ("22:00", "07:00", cast.marieke.id)


def test_a_device_reports_what_it_showed_once_and_only_with_its_own_token(cast):
    make_device(cast.marieke)
    notify("school_news", [cast.marieke], "T", "B", "/news/1", key="post-1")
    push = Delivery.get(Delivery.channel == "push")
    token = delivery_token(settings().SECRET_KEY, push.id)

    assert [report_shown(given) for given in (f"{push.id}-0", "x", token, token)] == [False, False, True, True]
    assert Delivery.get_by_id(push.id).state == "shown"


def test_only_who_was_told_opens_a_notification(cast):
    told = notify("school_news", [cast.marieke], "T", "B", "/news/1", key="post-1")

    open_notification(cast.marieke, told.id)
    open_notification(cast.marieke, told.id)
    with pytest.raises(Notification.DoesNotExist):
        open_notification(cast.tom, told.id)

    assert [opening.person_id for opening in Opening.select()] == [cast.marieke.id]
