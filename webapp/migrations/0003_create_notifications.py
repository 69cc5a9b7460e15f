"""The tables of notifications and urgent messages."""

from peewee import BooleanField, CharField, Check, ForeignKeyField, IntegerField, Model, TextField

from webapp.core.db import UtcDateTimeField

INDEXES = (
    'CREATE UNIQUE INDEX "delivery_push" ON "delivery" ("notification_id", "person_id", "device_id") '
    "WHERE device_id IS NOT NULL",
    'CREATE UNIQUE INDEX "delivery_mail" ON "delivery" ("notification_id", "person_id") WHERE channel = \'mail\'',
    'CREATE UNIQUE INDEX "urgent_group" ON "urgent_audience" ("message_id", "group_id") WHERE group_id IS NOT NULL',
    'CREATE UNIQUE INDEX "urgent_unit" ON "urgent_audience" ("message_id", "unit_id") WHERE group_id IS NULL',
)


def up(migrator, db):
    # Only enough of the older tables to refer to them.
    class Child(Model):
        class Meta:
            database = db
            table_name = "child"

    class Group(Model):
        class Meta:
            database = db
            table_name = "school_group"

    class OutgoingMail(Model):
        class Meta:
            database = db
            table_name = "outgoing_mail"

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class Session(Model):
        class Meta:
            database = db
            table_name = "session"

    class Unit(Model):
        class Meta:
            database = db
            table_name = "unit"

    class Device(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        session = ForeignKeyField(Session, null=True, on_delete="SET NULL")
        endpoint = TextField()
        endpoint_hash = CharField(unique=True, max_length=64)
        p256dh = CharField(max_length=100)
        auth = CharField(max_length=40)
        name = CharField(max_length=80)
        created_at = UtcDateTimeField()
        confirmed_at = UtcDateTimeField()
        shown_at = UtcDateTimeField(null=True)
        ended_at = UtcDateTimeField(null=True)
        why_ended = CharField(max_length=20, default="")
        quiet_from = CharField(max_length=5, default="")
        quiet_until = CharField(max_length=5, default="")
        quiet_days = CharField(max_length=7, default="")
        only_urgent = BooleanField(default=False)
        hides_content = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "device"

    db.create_tables([Device])

    class Preference(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        kind = CharField(max_length=20)
        push = BooleanField(default=True)
        mail = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "preference"
            indexes = ((("person", "kind"), True),)

    db.create_tables([Preference])

    class Notification(Model):
        kind = CharField(index=True, max_length=20)
        key = CharField(unique=True, max_length=80)
        unit = ForeignKeyField(Unit, null=True)
        author = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        title = CharField(max_length=150)
        body = TextField(default="")
        path = CharField(max_length=200)
        tag = CharField(max_length=32)
        created_at = UtcDateTimeField(index=True)
        expires_at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "notification"

    db.create_tables([Notification])

    class Delivery(Model):
        notification = ForeignKeyField(Notification, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")
        channel = CharField(max_length=4, constraints=[Check("channel IN ('push', 'mail')")])
        device = ForeignKeyField(Device, null=True, on_delete="CASCADE")
        mail = ForeignKeyField(OutgoingMail, null=True, on_delete="SET NULL")
        state = CharField(max_length=8, default="pending")
        why = CharField(max_length=60, default="")
        attempts = IntegerField(default=0)
        created_at = UtcDateTimeField()
        try_at = UtcDateTimeField()
        accepted_at = UtcDateTimeField(null=True)
        shown_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "delivery"
            indexes = ((("channel", "state", "try_at"), False), (("person", "created_at"), False))

    db.create_tables([Delivery])

    class Opening(Model):
        notification = ForeignKeyField(Notification, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")
        at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "opening"
            indexes = ((("notification", "person"), True),)

    db.create_tables([Opening])

    class AddressTrouble(Model):
        person = ForeignKeyField(Person, unique=True, on_delete="CASCADE")
        email = CharField(max_length=200)
        why = CharField(max_length=300)
        since = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "address_trouble"

    db.create_tables([AddressTrouble])

    class UrgentMessage(Model):
        author = ForeignKeyField(Person)
        title = CharField(max_length=80)
        body = TextField(default="")
        sent_at = UtcDateTimeField(index=True)
        expires_at = UtcDateTimeField(index=True)
        mail_at = UtcDateTimeField()
        mailed_at = UtcDateTimeField(null=True)
        ended_at = UtcDateTimeField(null=True)
        notification = ForeignKeyField(Notification, null=True, unique=True, on_delete="SET NULL")
        idempotency_key = CharField(unique=True, max_length=43)

        class Meta:
            database = db
            table_name = "urgent_message"

    db.create_tables([UrgentMessage])

    class UrgentAudience(Model):
        message = ForeignKeyField(UrgentMessage, on_delete="CASCADE")
        unit = ForeignKeyField(Unit)
        group = ForeignKeyField(Group, null=True)

        class Meta:
            database = db
            table_name = "urgent_audience"

    db.create_tables([UrgentAudience])

    class UrgentReader(Model):
        message = ForeignKeyField(UrgentMessage, on_delete="CASCADE")
        person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        child = ForeignKeyField(Child, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "urgent_reader"
            indexes = ((("message", "child", "person"), True),)

    db.create_tables([UrgentReader])

    class Confirmation(Model):
        message = ForeignKeyField(UrgentMessage, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")
        at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "confirmation"
            indexes = ((("message", "person"), True),)

    db.create_tables([Confirmation])

    class PhoneCall(Model):
        message = ForeignKeyField(UrgentMessage, on_delete="CASCADE")
        child = ForeignKeyField(Child, on_delete="CASCADE")
        by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "phone_call"
            indexes = ((("message", "child"), True),)

    db.create_tables([PhoneCall])

    migrator.migrate(migrator.add_column("outgoing_mail", "is_urgent", BooleanField(default=False)))
    migrator.migrate(migrator.add_column("outgoing_mail", "unsubscribe_url", CharField(max_length=300, default="")))
    for statement in INDEXES:
        db.execute_sql(statement)
