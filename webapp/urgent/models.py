"""Urgent messages, for whom they are, who confirmed them, and who was phoned."""

from datetime import date, datetime, timedelta

from peewee import SQL, CharField, ForeignKeyField, TextField

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import Table, UtcDateTimeField
from webapp.notifications.models import Notification
from webapp.schools.models import Child, Group, Unit


class UrgentMessage(Table):
    """A short text that goes past quiet hours and preferences; a red bar until it is confirmed, ended or over."""

    author = ForeignKeyField(Person, backref="urgent_messages")
    title = CharField(max_length=80)
    body = TextField(default="")
    sent_at = UtcDateTimeField(index=True)
    expires_at = UtcDateTimeField(index=True)
    mail_at = UtcDateTimeField()  # when those who have not opened it get it by mail
    mailed_at = UtcDateTimeField(null=True)  # when that was done
    ended_at = UtcDateTimeField(null=True)  # when somebody of the school said that it is over
    notification = ForeignKeyField(Notification, null=True, unique=True, on_delete="SET NULL")
    idempotency_key = CharField(max_length=43, unique=True)

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        return (self.expires_at.astimezone(clock.SCHOOL_ZONE) - timedelta(seconds=1)).date()

    def is_living(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.expires_at


class UrgentAudience(Table):
    """A part of whom an urgent message is for: a whole unit, or one group of it."""

    message = ForeignKeyField(UrgentMessage, backref="audience", on_delete="CASCADE")
    unit = ForeignKeyField(Unit)
    group = ForeignKeyField(Group, null=True)


UrgentAudience.add_index(
    UrgentAudience.index(
        UrgentAudience.message,
        UrgentAudience.group,
        unique=True,
        where=SQL("group_id IS NOT NULL"),
        name="urgent_group",
    )
)
UrgentAudience.add_index(
    UrgentAudience.index(
        UrgentAudience.message,
        UrgentAudience.unit,
        unique=True,
        where=SQL("group_id IS NULL"),
        name="urgent_unit",
    )
)


class UrgentReader(Table):
    """A guardian whom the message concerned when it was sent, for which child; so the board stays true."""

    message = ForeignKeyField(UrgentMessage, backref="readers", on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")  # none: nobody is linked to the child
    child = ForeignKeyField(Child, on_delete="CASCADE")

    class Meta:
        indexes = ((("message", "child", "person"), True),)


class Confirmation(Table):
    """Somebody confirmed that they read an urgent message."""

    message = ForeignKeyField(UrgentMessage, backref="confirmations", on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("message", "person"), True),)


class PhoneCall(Table):
    """Somebody of the school reached a child's family by phone."""

    message = ForeignKeyField(UrgentMessage, backref="calls", on_delete="CASCADE")
    child = ForeignKeyField(Child, on_delete="CASCADE")
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("message", "child"), True),)


def link_of(message_id: int, notification_id: int) -> str:
    """Where a guardian reads a message; opening it there counts as having opened its notification."""
    return f"/urgent/{message_id}?n={notification_id}"
