"""Urgent messages, for whom they are, and who confirmed them."""

from peewee import SQL, CharField, ForeignKeyField, TextField

from webapp.accounts.models import Person
from webapp.core.db import Table, UtcDateTimeField
from webapp.notifications.models import Notification
from webapp.schools.models import Child, Group, Unit


class UrgentMessage(Table):
    """A short text that goes past quiet hours and preferences; a red bar until it is confirmed or expires."""

    author = ForeignKeyField(Person, backref="urgent_messages")
    unit = ForeignKeyField(Unit)
    title = CharField(max_length=80)
    body = TextField()
    sent_at = UtcDateTimeField(index=True)
    expires_at = UtcDateTimeField(index=True)
    mail_at = UtcDateTimeField()  # when those who have not opened it get it by mail
    mailed_at = UtcDateTimeField(null=True)  # when that was done
    notification = ForeignKeyField(Notification)
    idempotency_key = CharField(max_length=43, unique=True)


class UrgentAudience(Table):
    """A part of whom an urgent message is for: the whole unit, or one group of it."""

    message = ForeignKeyField(UrgentMessage, backref="audience", on_delete="CASCADE")
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


class UrgentReader(Table):
    """A guardian whom the message concerned when it was sent, for which child; so the board stays true."""

    message = ForeignKeyField(UrgentMessage, backref="readers", on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")  # none: nobody is linked to the child
    child = ForeignKeyField(Child, on_delete="CASCADE")

    class Meta:
        indexes = ((("message", "child", "person"), False),)


class Confirmation(Table):
    """Somebody confirmed that they read an urgent message."""

    message = ForeignKeyField(UrgentMessage, backref="confirmations", on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("message", "person"), True),)
