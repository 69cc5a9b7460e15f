"""The register of consents and its chain, shared phone numbers, drafts and photos; and who has a secret address."""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    Check,
    CompositeKey,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from webapp.core.db import UtcDateTimeField, append_only

ONE_OPEN = (
    'CREATE UNIQUE INDEX "removal_open" ON "removal_request" ("child_id", "unit_id", "subject") '
    "WHERE answered_at IS NULL"
)
ERASED = "EXISTS (SELECT 1 FROM erased_decision WHERE erased_decision.number = OLD.number)"


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

    class Group(Model):
        class Meta:
            database = db
            table_name = "school_group"

    class Post(Model):
        class Meta:
            database = db
            table_name = "post"

    class ChainLink(Model):
        chain = CharField(max_length=20)
        number = BigIntegerField()
        commitment = CharField(max_length=64)
        mark = CharField(max_length=64)

        class Meta:
            database = db
            table_name = "chain_link"
            primary_key = CompositeKey("chain", "number")

    db.create_tables([ChainLink])

    class ChainHead(Model):
        chain = CharField(max_length=20, primary_key=True)
        length = BigIntegerField()
        mark = CharField(max_length=64)
        seal = CharField(max_length=64)

        class Meta:
            database = db
            table_name = "chain_head"

    db.create_tables([ChainHead])

    class ConsentSettings(Model):
        unit = ForeignKeyField(Unit, unique=True, on_delete="CASCADE")
        leads_from = DateField(null=True)
        keep_years = IntegerField(default=2)

        class Meta:
            database = db
            table_name = "consent_settings"

    db.create_tables([ConsentSettings])

    class Purpose(Model):
        unit = ForeignKeyField(Unit, on_delete="CASCADE")
        key = CharField(max_length=20)
        position = IntegerField()
        ended_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "purpose"
            indexes = ((("unit", "key"), True),)

    db.create_tables([Purpose])

    class Wording(Model):
        number = BigIntegerField(unique=True)
        salt = CharField(max_length=64)
        purpose = ForeignKeyField(Purpose, on_delete="CASCADE")
        version = IntegerField()
        round = IntegerField()
        title = CharField(max_length=80)
        text = TextField()
        from_day = DateField()
        made_by_id = BigIntegerField(null=True)
        made_at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "wording"
            indexes = ((("purpose", "version"), True),)

    db.create_tables([Wording])

    class ConsentDecision(Model):
        number = BigIntegerField(unique=True)
        salt = CharField(max_length=64)
        child = ForeignKeyField(Child, on_delete="RESTRICT")
        purpose = ForeignKeyField(Purpose, on_delete="RESTRICT")
        wording = ForeignKeyField(Wording, on_delete="RESTRICT")
        guardian = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        signer = CharField(max_length=120)
        choice = CharField(max_length=3, constraints=[Check("choice IN ('yes', 'no')")])
        source = CharField(max_length=6, constraints=[Check("source IN ('portal', 'paper')")])
        counts_from = DateField()
        removes_earlier = BooleanField(default=False)
        recorded_by_id = BigIntegerField()
        recorded_by_name = CharField(max_length=120)
        recorded_at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "consent_decision"
            indexes = ((("child", "purpose", "number"), False),)

    db.create_tables([ConsentDecision])

    class ConsentErasure(Model):
        number = BigIntegerField(unique=True)
        salt = CharField(max_length=64)
        erased_by_id = BigIntegerField(null=True)
        erased_at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "consent_erasure"

    db.create_tables([ConsentErasure])

    class ErasedDecision(Model):
        number = BigIntegerField(primary_key=True)
        erasure = ForeignKeyField(ConsentErasure, on_delete="RESTRICT")

        class Meta:
            database = db
            table_name = "erased_decision"

    db.create_tables([ErasedDecision])

    class ConsentReview(Model):
        child = ForeignKeyField(Child, on_delete="CASCADE")
        unit = ForeignKeyField(Unit, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")
        at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "consent_review"
            indexes = ((("child", "unit", "person"), False),)

    db.create_tables([ConsentReview])

    class RemovalRequest(Model):
        child = ForeignKeyField(Child, on_delete="CASCADE")
        unit = ForeignKeyField(Unit, on_delete="CASCADE")
        subject = CharField(max_length=40, default="")
        asked_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        asked_at = UtcDateTimeField()
        answer = CharField(max_length=7, default="", constraints=[Check("answer IN ('', 'removed', 'kept')")])
        reason = TextField(default="")
        answered_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        answered_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "removal_request"

    db.create_tables([RemovalRequest])

    class PhoneSharing(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        group = ForeignKeyField(Group, on_delete="CASCADE")
        is_shared = BooleanField()
        changed_at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "phone_sharing"
            indexes = ((("person", "group"), True),)

    db.create_tables([PhoneSharing])

    class Draft(Model):
        author = ForeignKeyField(Person, on_delete="CASCADE")
        title = CharField(max_length=150, default="")
        body = TextField(default="")
        audience = TextField(default="[]")
        token = CharField(max_length=43, unique=True)
        updated_at = UtcDateTimeField(index=True)

        class Meta:
            database = db
            table_name = "draft"

    db.create_tables([Draft])

    class Photo(Model):
        draft = ForeignKeyField(Draft, null=True, on_delete="CASCADE")
        post = ForeignKeyField(Post, null=True, on_delete="CASCADE")
        position = IntegerField()
        alt = CharField(max_length=300, default="")
        state = CharField(
            max_length=8, default="waiting", constraints=[Check("state IN ('waiting', 'ready', 'failed', 'removed')")]
        )
        problem = CharField(max_length=30, default="")
        name = CharField(max_length=120, default="")
        upload = CharField(max_length=80, default="")
        large = CharField(max_length=80, default="", index=True)
        small = CharField(max_length=80, default="", index=True)
        tiny = TextField(default="")
        width = IntegerField(default=0)
        height = IntegerField(default=0)
        shows = CharField(max_length=8, default="", constraints=[Check("shows IN ('', 'children', 'group', 'nobody')")])
        added_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        added_at = UtcDateTimeField()
        removed_at = UtcDateTimeField(null=True)
        removed_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")

        class Meta:
            database = db
            table_name = "photo"
            indexes = ((("post", "position"), False), (("draft", "position"), False))

    db.create_tables([Photo])

    class PhotoTag(Model):
        photo = ForeignKeyField(Photo, on_delete="CASCADE")
        child = ForeignKeyField(Child, on_delete="CASCADE")
        covered_by = TextField(default="[]")

        class Meta:
            database = db
            table_name = "photo_tag"
            indexes = ((("photo", "child"), True),)

    db.create_tables([PhotoTag])

    class Attachment(Model):
        draft = ForeignKeyField(Draft, null=True, on_delete="CASCADE")
        post = ForeignKeyField(Post, null=True, on_delete="CASCADE")
        position = IntegerField()
        name = CharField(max_length=120)
        file = CharField(max_length=80, index=True)
        size = IntegerField()
        added_at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "attachment"

    db.create_tables([Attachment])

    add = migrator.add_column
    migrator.migrate(
        add("child", "has_secret_address", BooleanField(default=False)),
        add("guardianship", "has_secret_address", BooleanField(default=False)),
        add("letter", "person_id", ForeignKeyField(Person, field=Person.id, null=True, on_delete="CASCADE")),
        add("post", "gallery", TextField(default="")),
    )
    db.execute_sql(ONE_OPEN)
    for table in ("chain_link", "wording", "consent_erasure", "erased_decision"):
        for statement in append_only(table):
            db.execute_sql(statement)
    for statement in append_only("consent_decision", ERASED):
        db.execute_sql(statement)
