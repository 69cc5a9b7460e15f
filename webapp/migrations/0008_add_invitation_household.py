"""Separated parents are invited by household: an invitation for all of a child's guardians, or for one household."""

from peewee import CharField


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("invitation", "household", CharField(max_length=40, default="")),
        migrator.drop_index("invitation", "invitation_of_child"),
    )
    db.execute_sql(
        'CREATE UNIQUE INDEX "invitation_of_child" ON "invitation" ("round_id", "child_id", "household") '
        "WHERE person_id IS NULL AND withdrawn_at IS NULL"
    )
