"""huey's own tables, and the trigger that makes the audit trail append-only."""

from huey.contrib.sql_huey import SqlStorage

from webapp.core.db import append_only


def up(migrator, db):
    storage = SqlStorage("portal", database=db, create_tables=False)
    db.create_tables([storage.KV, storage.Schedule, storage.Task, storage.Counter])
    for statement in append_only("audit_entry"):
        db.execute_sql(statement)
