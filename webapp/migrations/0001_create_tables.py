"""The tables of the first release: people, schools, link codes, posts, mail and jobs."""

from peewee import (  # frozen copies of the models, on purpose
    BigIntegerField,
    BooleanField,
    CharField,
    Check,
    DateField,
    DoubleField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from webapp.core.db import UtcDateTimeField

# What decides a race: partial unique indexes, which peewee's create_tables does not know from a frozen model.
INDEXES = (
    'CREATE UNIQUE INDEX "enrolment_open" ON "enrolment" ("child_id", "group_id") WHERE ends_on IS NULL',
    'CREATE UNIQUE INDEX "guardianship_open" ON "guardianship" ("child_id", "person_id") WHERE ends_on IS NULL',
    'CREATE UNIQUE INDEX "link_code_current" ON "link_code" ("child_id", "unit_id") WHERE renewed_at IS NULL',
    'CREATE UNIQUE INDEX "link_open" ON "link" ("guardianship_id", "unit_id") WHERE ended_at IS NULL',
    'CREATE UNIQUE INDEX "staff_open" ON "staff_member" ("person_id", "unit_id", "role") WHERE ends_on IS NULL',
    'CREATE UNIQUE INDEX "audience_post_id_group_id" ON "audience" ("post_id", "group_id") WHERE group_id IS NOT NULL',
    'CREATE UNIQUE INDEX "audience_whole_unit" ON "audience" ("post_id", "unit_id") WHERE group_id IS NULL',
    'CREATE INDEX "audience_of_group" ON "audience" ("group_id", "published_at", "post_id")',
    'CREATE INDEX "audience_of_unit" ON "audience" ("unit_id", "published_at", "post_id")',
    'CREATE INDEX "audience_of_whole_unit" ON "audience" ("unit_id", "published_at", "post_id") WHERE group_id IS NULL',
)


def up(migrator, db):
    class Person(Model):
        name = CharField(max_length=100)
        email = CharField(unique=True, max_length=200)
        password_hash = CharField(null=True, max_length=200)
        phone = CharField(max_length=20, default="")
        about = TextField(default="")
        language = CharField(max_length=2, default="nl")
        photo = CharField(max_length=80, default="")
        created_at = UtcDateTimeField()
        activated_at = UtcDateTimeField(null=True)
        blocked_at = UtcDateTimeField(null=True)
        signs_in_daily = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "person"

    db.create_tables([Person])

    class Post(Model):
        author = ForeignKeyField(Person)
        title = CharField(max_length=150)
        body = TextField()
        published_at = UtcDateTimeField(index=True)
        edited_at = UtcDateTimeField(null=True)
        withdrawn_at = UtcDateTimeField(null=True)
        idempotency_key = CharField(unique=True, max_length=43)

        class Meta:
            database = db
            table_name = "post"

    db.create_tables([Post])

    class Unit(Model):
        name = CharField(unique=True, max_length=100)
        kind = CharField(max_length=10, constraints=[Check("kind IN ('school', 'bso')")])
        brin = CharField(max_length=8, default="")
        colour = CharField(max_length=7, default="#0f766e")
        logo = CharField(max_length=80, default="")
        phone = CharField(max_length=20, default="")
        email = CharField(max_length=200, default="")
        region = CharField(max_length=6, default="Noord", constraints=[Check("region IN ('Noord', 'Midden', 'Zuid')")])
        guardians_per_code = IntegerField(default=4)
        code_days = IntegerField(default=60)
        links_need_approval = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "unit"

    db.create_tables([Unit])

    class Group(Model):
        unit = ForeignKeyField(Unit)
        key = CharField(max_length=200)
        name = CharField(max_length=100)
        year = CharField(max_length=5, default="")
        is_combined = BooleanField(default=False)
        ended_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "school_group"
            indexes = ((("unit", "key"), True),)

    db.create_tables([Group])

    class Audience(Model):
        post = ForeignKeyField(Post, on_delete="CASCADE")
        unit = ForeignKeyField(Unit)
        group = ForeignKeyField(Group, null=True)
        published_at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "audience"

    db.create_tables([Audience])

    class AuditEntry(Model):
        at = UtcDateTimeField(index=True)
        actor_id = BigIntegerField(index=True, null=True)
        verb = CharField(index=True, max_length=60)
        subject = CharField(index=True, max_length=80)
        unit_id = BigIntegerField(index=True, null=True)
        details = TextField(default="{}")

        class Meta:
            database = db
            table_name = "audit_entry"

    db.create_tables([AuditEntry])

    class Child(Model):
        given_name = CharField(max_length=200)
        infix = CharField(max_length=200, default="")
        surname = CharField(max_length=200)
        birthdate = DateField(null=True)

        class Meta:
            database = db
            table_name = "child"
            indexes = ((("surname", "given_name"), False),)

    db.create_tables([Child])

    class Enrolment(Model):
        child = ForeignKeyField(Child, on_delete="CASCADE")
        group = ForeignKeyField(Group)
        starts_on = DateField()
        ends_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "enrolment"

    db.create_tables([Enrolment])

    class Guardianship(Model):
        child = ForeignKeyField(Child, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")
        authority = CharField(
            max_length=10, default="unknown", constraints=[Check("authority IN ('yes', 'no', 'unknown')")]
        )
        information = CharField(
            max_length=10, default="full", constraints=[Check("information IN ('full', 'on_request', 'none')")]
        )
        may_collect = BooleanField(default=True)
        household = CharField(max_length=40, default="")
        starts_on = DateField()
        ends_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "guardianship"

    db.create_tables([Guardianship])

    class LinkCode(Model):
        child = ForeignKeyField(Child, on_delete="CASCADE")
        unit = ForeignKeyField(Unit)
        selector = CharField(unique=True, max_length=4)
        secret_hash = CharField(max_length=200)
        made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        created_at = UtcDateTimeField()
        expires_at = UtcDateTimeField()
        wrong_secrets = IntegerField(default=0)
        locked_at = UtcDateTimeField(null=True)
        renewed_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "link_code"

    db.create_tables([LinkCode])

    class Link(Model):
        guardianship = ForeignKeyField(Guardianship, on_delete="CASCADE")
        unit = ForeignKeyField(Unit)
        code = ForeignKeyField(LinkCode, null=True, on_delete="SET NULL")
        made_at = UtcDateTimeField()
        approved_at = UtcDateTimeField(null=True)
        approved_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        ended_at = UtcDateTimeField(null=True)
        ended_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")

        class Meta:
            database = db
            table_name = "link"

    db.create_tables([Link])

    class LongJob(Model):
        id = CharField(primary_key=True, max_length=43)
        owner_id = BigIntegerField(index=True)
        state = CharField(max_length=10, default="waiting")
        done = IntegerField(default=0)
        total = IntegerField(default=0)
        message = TextField(default="")
        result = TextField(default="")
        created_at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "long_job"

    db.create_tables([LongJob])

    class MailedLink(Model):
        token_hash = CharField(unique=True, max_length=64)
        person = ForeignKeyField(Person, on_delete="CASCADE")
        purpose = CharField(max_length=12)
        email = CharField(max_length=200)
        created_at = UtcDateTimeField()
        expires_at = UtcDateTimeField()
        used_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "mailed_link"

    db.create_tables([MailedLink])

    class OutgoingMail(Model):
        message_id = CharField(unique=True, max_length=120)
        to = CharField(index=True, max_length=200)
        subject = CharField(max_length=200)
        text = TextField()
        html = TextField()
        state = CharField(max_length=10, default="pending")
        attempts = IntegerField(default=0)
        try_at = UtcDateTimeField()
        why = CharField(max_length=300, default="")
        created_at = UtcDateTimeField()
        sent_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "outgoing_mail"
            indexes = ((("state", "try_at"), False),)

    db.create_tables([OutgoingMail])

    class PupilKey(Model):
        unit = ForeignKeyField(Unit)
        child = ForeignKeyField(Child, on_delete="CASCADE")
        key = CharField(max_length=200)

        class Meta:
            database = db
            table_name = "pupil_key"
            indexes = ((("unit", "key"), True), (("unit", "child"), True))

    db.create_tables([PupilKey])

    class SchoolImport(Model):
        unit = ForeignKeyField(Unit)
        person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        file_name = CharField(max_length=200)
        file = CharField(max_length=80)
        kind = CharField(max_length=6, default="")
        mapping = TextField(default="")
        state = CharField(max_length=10, default="uploaded")
        job_id = CharField(max_length=43, default="")
        plan = TextField(default="")
        fingerprint = CharField(max_length=64, default="")
        created_at = UtcDateTimeField()
        applied_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "school_import"

    db.create_tables([SchoolImport])

    class Seen(Model):
        post = ForeignKeyField(Post, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")
        at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "seen"
            indexes = ((("post", "person"), True),)

    db.create_tables([Seen])

    class Session(Model):
        token_hash = CharField(unique=True, max_length=64)
        person = ForeignKeyField(Person, on_delete="CASCADE")
        device = CharField(max_length=80)
        created_at = UtcDateTimeField()
        seen_at = UtcDateTimeField()
        confirmed_at = UtcDateTimeField()
        expires_at = UtcDateTimeField()
        ended_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "session"

    db.create_tables([Session])

    class StaffMember(Model):
        unit = ForeignKeyField(Unit, null=True)
        person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        role = CharField(max_length=10, constraints=[Check("role IN ('teacher', 'office', 'director', 'admin')")])
        key = CharField(null=True, max_length=200)
        name = CharField(max_length=200)
        email = CharField(max_length=200, default="")
        invited_at = UtcDateTimeField(null=True)
        starts_on = DateField()
        ends_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "staff_member"
            indexes = ((("unit", "key"), True),)

    db.create_tables([StaffMember])

    class Tally(Model):
        key = CharField(primary_key=True, max_length=250)
        uses = IntegerField()
        ends_at = DoubleField(index=True)

        class Meta:
            database = db
            table_name = "tally"

    db.create_tables([Tally])

    class Teaching(Model):
        staff_member = ForeignKeyField(StaffMember, on_delete="CASCADE")
        group = ForeignKeyField(Group)

        class Meta:
            database = db
            table_name = "teaching"
            indexes = ((("staff_member", "group"), True),)

    db.create_tables([Teaching])

    class WorkerPulse(Model):
        name = CharField(primary_key=True, max_length=40)
        at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "worker_pulse"

    db.create_tables([WorkerPulse])

    for statement in INDEXES:
        db.execute_sql(statement)
