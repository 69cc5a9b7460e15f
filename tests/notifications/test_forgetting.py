"""What was told, and devices that left, are forgotten after a while."""

from datetime import timedelta

from tests.notifications.devices import make_device
from tests.urgent.messages import send
from webapp.core import clock
from webapp.notifications.actions.devices import end_device
from webapp.notifications.actions.forgetting import (
    DEVICE_LASTS,
    TOLD_LASTS,
    forget_ended_devices,
    forget_old_notifications,
)
from webapp.notifications.models import Delivery, Device, Notification
from webapp.urgent.models import UrgentMessage
from webapp.urgent.queries.board import board_of


def test_what_was_told_a_year_and_more_ago_is_forgotten_and_nothing_younger(cast):
    old, young = send(cast.peter, cast.group5), send(cast.peter, cast.group4)
    long_ago = clock.now() - TOLD_LASTS - timedelta(days=1)
    Notification.update(created_at=long_ago).where(Notification.id == old.notification_id).execute()

    forget_old_notifications()

    assert [told.id for told in Notification.select()] == [young.notification_id]
    assert {row.notification_id for row in Delivery.select()} == {young.notification_id}
    assert [family.rung for family in board_of(UrgentMessage.get_by_id(old.id)).families] == ["unreached"]


def test_address_of_a_device_that_left_is_forgotten_after_a_month(cast):
    device, other = make_device(cast.marieke), make_device(cast.tom)
    end_device(device, "removed")

    soon = forget_ended_devices()
    with clock.frozen_at(clock.now() + DEVICE_LASTS + timedelta(days=1)):
        later = [forget_ended_devices(), forget_ended_devices()]

    assert (soon, later, Device.get_by_id(device.id).endpoint) == (0, [1, 0], "")
    assert Device.get_by_id(other.id).endpoint != ""
