"""By which name another calendar program knows an event that was read in from its file; how often days changed."""

from peewee import CharField, ForeignKeyField, IntegerField, Model

ONE_OF_EACH = (
    'CREATE UNIQUE INDEX "event_of_source" ON "event" ("source_unit_id", "source_uid") WHERE source_unit_id IS NOT NULL'
)


def up(migrator, db):
    # Only enough of the older table to refer to it.
    class Unit(Model):
        class Meta:
            database = db
            table_name = "unit"

    add = migrator.add_column
    migrator.migrate(
        add("event", "source_unit_id", ForeignKeyField(Unit, field=Unit.id, null=True, on_delete="SET NULL")),
        add("event", "source_uid", CharField(max_length=255, default="")),
        add("event", "source_hash", CharField(max_length=64, default="")),
        add("unit", "days_version", IntegerField(default=0)),
    )
    db.execute_sql(ONE_OF_EACH)
