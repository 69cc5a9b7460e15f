"""A run of digests is one unit's on one Saturday, and each digest belongs to one: the office sees how its own went.

Nothing was ever written in the table of runs: it is made anew.
"""

from peewee import DateField, ForeignKeyField, IntegerField, Model

from webapp.core.db import UtcDateTimeField


def up(migrator, db):
    class Unit(Model):  # only enough of the older table to refer to it
        class Meta:
            database = db
            table_name = "unit"

    class DigestRun(Model):
        unit = ForeignKeyField(Unit, on_delete="CASCADE")
        week = DateField(index=True)
        hour = IntegerField()
        people = IntegerField(default=0)
        started_at = UtcDateTimeField()
        ended_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "digest_run"
            indexes = ((("unit", "week"), True),)

    DigestRun.drop_table()
    DigestRun.create_table()
    run = ForeignKeyField(DigestRun, field=DigestRun.id, null=True, on_delete="SET NULL")
    migrator.migrate(migrator.add_column("digest", "run_id", run))
