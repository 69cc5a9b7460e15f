"""The tables of absence, leave and letters, and the days on which a unit has school."""

from peewee import BooleanField, CharField, Check, DateField, ForeignKeyField, IntegerField, Model, TextField

from webapp.core.db import UtcDateTimeField

INDEXES = (
    'CREATE UNIQUE INDEX "absence_open" ON "absence" ("child_id") WHERE last_day IS NULL AND withdrawn_at IS NULL',
    'CREATE UNIQUE INDEX "absence_once" ON "absence" ("child_id", "first_day", "starts_at", "ends_at") '
    "WHERE withdrawn_at IS NULL AND source <> 'leave'",
    'CREATE UNIQUE INDEX "leave_once" ON "leave_request" ("child_id", "first_day", "kind", "starts_at") '
    "WHERE state NOT IN ('withdrawn', 'refused')",
)


def up(migrator, db):
    # Only enough of the older tables to refer to them.
    class Child(Model):
        class Meta:
            database = db
            table_name = "child"

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class Unit(Model):
        class Meta:
            database = db
            table_name = "unit"

    class SpecialDay(Model):
        unit = ForeignKeyField(Unit, on_delete="CASCADE")
        name = CharField(max_length=80)
        first_day = DateField()
        last_day = DateField()
        part = CharField(
            max_length=9, default="closed", constraints=[Check("part IN ('closed', 'morning', 'afternoon', 'open')")]
        )

        class Meta:
            database = db
            table_name = "special_day"
            indexes = ((("unit", "first_day"), False),)

    db.create_tables([SpecialDay])

    class Letter(Model):
        number = CharField(max_length=20, unique=True)
        kind = CharField(max_length=40)
        subject = CharField(max_length=60)
        audience = CharField(max_length=6, constraints=[Check("audience IN ('family', 'school')")])
        unit = ForeignKeyField(Unit)
        child = ForeignKeyField(Child, null=True, on_delete="CASCADE")
        facts = TextField()
        issued_at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "letter"
            indexes = ((("kind", "subject"), True),)

    db.create_tables([Letter])

    class AbsenceSettings(Model):
        unit = ForeignKeyField(Unit, unique=True, on_delete="CASCADE")
        is_on = BooleanField(default=True)
        own_text = CharField(max_length=300, default="")
        still_ill_at = CharField(max_length=5, default="07:10")
        missing_at = CharField(max_length=5, default="08:40")
        call_at = CharField(max_length=5, default="08:50")
        note_days = IntegerField(default=30)
        long_days = IntegerField(default=5)
        often_times = IntegerField(default=3)
        often_weeks = IntegerField(default=12)

        class Meta:
            database = db
            table_name = "absence_settings"

    db.create_tables([AbsenceSettings])

    class AbsenceReason(Model):
        unit = ForeignKeyField(Unit, on_delete="CASCADE")
        key = CharField(max_length=20)
        name = CharField(max_length=60)
        position = IntegerField(default=0)
        is_illness = BooleanField(default=False)
        needs_end = BooleanField(default=False)
        by_phone_only = BooleanField(default=False)
        ended_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "absence_reason"
            indexes = ((("unit", "key"), True),)

    db.create_tables([AbsenceReason])

    class Absence(Model):
        child = ForeignKeyField(Child, on_delete="CASCADE")
        unit = ForeignKeyField(Unit)
        reason_key = CharField(max_length=20)
        reason_name = CharField(max_length=60)
        is_illness = BooleanField(default=False)
        first_day = DateField(index=True)
        last_day = DateField(null=True)
        starts_at = CharField(max_length=5, default="")
        ends_at = CharField(max_length=5, default="")
        note = TextField(default="")
        source = CharField(max_length=10, constraints=[Check("source IN ('portal', 'phone', 'answer', 'leave')")])
        reported_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        reported_at = UtcDateTimeField()
        withdrawn_at = UtcDateTimeField(null=True)
        idempotency_key = CharField(max_length=60, unique=True)

        class Meta:
            database = db
            table_name = "absence"
            indexes = ((("child", "first_day"), False),)

    db.create_tables([Absence])

    class AbsenceEvent(Model):
        absence = ForeignKeyField(Absence, on_delete="CASCADE")
        kind = CharField(max_length=12)
        by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        at = UtcDateTimeField()
        details = TextField(default="{}")

        class Meta:
            database = db
            table_name = "absence_event"

    db.create_tables([AbsenceEvent])

    class Presence(Model):
        child = ForeignKeyField(Child, on_delete="CASCADE")
        unit = ForeignKeyField(Unit)
        day = DateField()
        mark = CharField(max_length=8, constraints=[Check("mark IN ('present', 'late', 'missing')")])
        arrived_at = CharField(max_length=5, default="")
        by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "presence"
            indexes = ((("child", "unit", "day"), True), (("unit", "day"), False))

    db.create_tables([Presence])

    class Question(Model):
        kind = CharField(max_length=9, constraints=[Check("kind IN ('still_ill', 'missing')")])
        child = ForeignKeyField(Child, on_delete="CASCADE")
        unit = ForeignKeyField(Unit)
        day = DateField()
        absence = ForeignKeyField(Absence, null=True, on_delete="CASCADE")
        asked_at = UtcDateTimeField()
        expires_at = UtcDateTimeField()
        answer = CharField(max_length=12, default="")
        answered_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        answered_at = UtcDateTimeField(null=True)
        closed_at = UtcDateTimeField(null=True)
        closing = CharField(max_length=100, default="")

        class Meta:
            database = db
            table_name = "question"
            indexes = ((("kind", "child", "unit", "day"), True), (("unit", "day"), False))

    db.create_tables([Question])

    class Asked(Model):
        question = ForeignKeyField(Question, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "asked"
            indexes = ((("question", "person"), True),)

    db.create_tables([Asked])

    class MissingCall(Model):
        question = ForeignKeyField(Question, unique=True, on_delete="CASCADE")
        by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "missing_call"

    db.create_tables([MissingCall])

    class LeaveSettings(Model):
        unit = ForeignKeyField(Unit, unique=True, on_delete="CASCADE")
        is_on = BooleanField(default=True)
        own_text = CharField(max_length=300, default="")
        both_guardians = BooleanField(default=False)
        lead_days = IntegerField(default=0)
        municipality = CharField(max_length=80, default="")
        officer_name = CharField(max_length=100, default="")
        officer_email = CharField(max_length=200, default="")
        officer_phone = CharField(max_length=20, default="")

        class Meta:
            database = db
            table_name = "leave_settings"

    db.create_tables([LeaveSettings])

    class LeaveKind(Model):
        unit = ForeignKeyField(Unit, on_delete="CASCADE")
        name = CharField(max_length=80)
        guideline_days = IntegerField(null=True)
        ended_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "leave_kind"

    db.create_tables([LeaveKind])

    class Blackout(Model):
        unit = ForeignKeyField(Unit, on_delete="CASCADE")
        name = CharField(max_length=80)
        first_day = DateField()
        last_day = DateField()

        class Meta:
            database = db
            table_name = "blackout"

    db.create_tables([Blackout])

    class LeaveRequest(Model):
        child = ForeignKeyField(Child, on_delete="CASCADE")
        unit = ForeignKeyField(Unit)
        batch = CharField(max_length=43, index=True)
        asked_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        asked_by_name = CharField(max_length=100)
        kind = CharField(max_length=30)
        kind_name = CharField(max_length=80)
        ground = CharField(max_length=5, constraints=[Check("ground IN ('e', 'f', 'g', 'none', 'hours')")])
        is_notice = BooleanField(default=False)
        first_day = DateField(index=True)
        last_day = DateField()
        starts_at = CharField(max_length=5, default="")
        ends_at = CharField(max_length=5, default="")
        halves = IntegerField()
        reason = TextField(default="")
        state = CharField(max_length=11, default="submitted")
        asked_at = UtcDateTimeField()
        decide_by = DateField()
        idempotency_key = CharField(max_length=60, unique=True)

        class Meta:
            database = db
            table_name = "leave_request"
            indexes = ((("unit", "state"), False), (("child", "first_day"), False))

    db.create_tables([LeaveRequest])

    class LeaveEvent(Model):
        request = ForeignKeyField(LeaveRequest, on_delete="CASCADE")
        kind = CharField(max_length=12)
        by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        by_name = CharField(max_length=100)
        at = UtcDateTimeField()
        text = TextField(default="")
        details = TextField(default="{}")

        class Meta:
            database = db
            table_name = "leave_event"

    db.create_tables([LeaveEvent])

    class LeaveDecision(Model):
        request = ForeignKeyField(LeaveRequest, unique=True, on_delete="CASCADE")
        outcome = CharField(max_length=8, constraints=[Check("outcome IN ('approved', 'partly', 'refused')")])
        ground = CharField(max_length=5)
        reason = TextField()
        first_day = DateField(null=True)
        last_day = DateField(null=True)
        starts_at = CharField(max_length=5, default="")
        ends_at = CharField(max_length=5, default="")
        halves = IntegerField(default=0)
        decided_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        decided_by_name = CharField(max_length=100)
        decided_at = UtcDateTimeField()
        objection_until = DateField()

        class Meta:
            database = db
            table_name = "leave_decision"

    db.create_tables([LeaveDecision])

    class LeaveAttachment(Model):
        request = ForeignKeyField(LeaveRequest, on_delete="CASCADE")
        name = CharField(max_length=120)
        file = CharField(max_length=80)
        by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "leave_attachment"

    db.create_tables([LeaveAttachment])

    migrator.migrate(migrator.add_column("unit", "starts_at", CharField(max_length=5, default="08:30")))
    migrator.migrate(migrator.add_column("unit", "noon", CharField(max_length=5, default="12:00")))
    migrator.migrate(migrator.add_column("unit", "ends_at", CharField(max_length=5, default="14:00")))
    migrator.migrate(migrator.add_column("unit", "free_halves", CharField(max_length=30, default="")))
    for statement in INDEXES:
        db.execute_sql(statement)
