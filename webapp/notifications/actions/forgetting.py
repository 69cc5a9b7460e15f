"""What was told is not kept for ever."""

from datetime import timedelta

from webapp.core import clock
from webapp.core.db import db
from webapp.notifications.models import Device, Notification

TOLD_LASTS = timedelta(days=400)  # a school year, and the summer after it
DEVICE_LASTS = timedelta(days=30)


@db.atomic()
def forget_old_notifications() -> int:
    """What was sent to whom is known for a year and a bit; how many notifications went."""
    return Notification.delete().where(Notification.created_at < clock.now() - TOLD_LASTS).execute()


@db.atomic()
def forget_ended_devices() -> int:
    """Of a device that takes part no more, its address and keys are forgotten; how many devices that were."""
    return (
        Device.update(endpoint="", p256dh="", auth="")
        .where(Device.ended_at < clock.now() - DEVICE_LASTS, Device.endpoint != "")
        .execute()
    )
