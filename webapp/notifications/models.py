"""What is told, to whom it goes and by which way, and what everybody chose to hear."""

from datetime import datetime

from peewee import SQL, BooleanField, CharField, Check, ForeignKeyField, IntegerField, TextField

from webapp.accounts.models import Person, Session
from webapp.core.db import Table, UtcDateTimeField
from webapp.core.mail import OutgoingMail
from webapp.schools.models import Unit


class Device(Table):
    """A browser that may show notifications of this portal: its push subscription, and what its owner set for it.

    Quiet hours are times on the school's clock («22:00»), empty for none; `quiet_days` the ISO week days that are quiet
    all day («67» is the weekend).
    """

    person = ForeignKeyField(Person, backref="devices", on_delete="CASCADE")
    session = ForeignKeyField(Session, null=True, on_delete="SET NULL")
    endpoint = TextField()
    endpoint_hash = CharField(max_length=64, unique=True)
    p256dh = CharField(max_length=100)
    auth = CharField(max_length=40)
    name = CharField(max_length=80)
    created_at = UtcDateTimeField()
    confirmed_at = UtcDateTimeField()  # when the browser last said that it still has this subscription
    shown_at = UtcDateTimeField(null=True)  # when it last showed something
    ended_at = UtcDateTimeField(null=True)
    why_ended = CharField(max_length=20, default="")  # gone, signed_out, removed, replaced
    quiet_from = CharField(max_length=5, default="")
    quiet_until = CharField(max_length=5, default="")
    quiet_days = CharField(max_length=7, default="")
    only_urgent = BooleanField(default=False)
    hides_content = BooleanField(default=False)


class Preference(Table):
    """By which ways somebody wants to hear of one kind. Without a row: both."""

    person = ForeignKeyField(Person, backref="preferences", on_delete="CASCADE")
    kind = CharField(max_length=20)
    push = BooleanField(default=True)
    mail = BooleanField(default=True)

    class Meta:
        indexes = ((("person", "kind"), True),)


class Notification(Table):
    """Something that is told once, to many. `key` names the event: the same event twice is one notification."""

    kind = CharField(max_length=20, index=True)
    key = CharField(max_length=80, unique=True)
    unit = ForeignKeyField(Unit, null=True)
    author = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    title = CharField(max_length=150)
    body = TextField(default="")
    path = CharField(max_length=200)  # what opens on a tap
    tag = CharField(max_length=32)  # the same tag replaces on the screen; also the Topic of RFC 8030
    created_at = UtcDateTimeField(index=True)
    expires_at = UtcDateTimeField()

    @property
    def link(self) -> str:
        """What opens on a tap, with which notification it was: so that the page can tell that it was opened."""
        return f"{self.path}{'&' if '?' in self.path else '?'}n={self.id}"


class Delivery(Table):
    """One notification on its way to one person: pending → claimed → accepted → shown, or failed, or skipped.

    `try_at` is when it is due; while claimed, when its lease ends. `why` says why it failed, waits or was skipped.
    """

    notification = ForeignKeyField(Notification, backref="deliveries", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="deliveries", on_delete="CASCADE")
    channel = CharField(max_length=4, constraints=[Check("channel IN ('push', 'mail')")])
    device = ForeignKeyField(Device, null=True, backref="deliveries", on_delete="CASCADE")
    mail = ForeignKeyField(OutgoingMail, null=True, on_delete="SET NULL")
    state = CharField(max_length=8, default="pending")
    why = CharField(max_length=60, default="")
    attempts = IntegerField(default=0)
    created_at = UtcDateTimeField()
    try_at = UtcDateTimeField()
    accepted_at = UtcDateTimeField(null=True)
    shown_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("channel", "state", "try_at"), False), (("person", "created_at"), False))

    @property
    def trouble(self) -> str:
        """Why it failed, waits or was skipped; of a mail that waits, what the mail server said last."""
        return self.why or (self.mail.why if self.mail else "")


Delivery.add_index(
    Delivery.index(
        Delivery.notification,
        Delivery.person,
        Delivery.device,
        unique=True,
        where=SQL("device_id IS NOT NULL"),
        name="delivery_push",
    )
)
Delivery.add_index(
    Delivery.index(
        Delivery.notification, Delivery.person, unique=True, where=SQL("channel = 'mail'"), name="delivery_mail"
    )
)


class Opening(Table):
    """Somebody opened what a notification was about."""

    notification = ForeignKeyField(Notification, backref="openings", on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("notification", "person"), True),)


class AddressTrouble(Table):
    """A mail address that the mail server refuses for good; gone once its owner changed or confirmed it."""

    person = ForeignKeyField(Person, unique=True, on_delete="CASCADE")
    email = CharField(max_length=200)
    why = CharField(max_length=300)
    since = UtcDateTimeField()


def is_over(notification: Notification, now: datetime) -> bool:
    """Whether it no longer makes sense to tell."""
    return now >= notification.expires_at
