"""Who did what: rows that the database itself refuses to change."""

import json

from peewee import BigIntegerField, CharField, TextField

from webapp.core import clock
from webapp.core.db import Table, UtcDateTimeField


class AuditEntry(Table):
    """One act: who (`actor_id`, a person), did what (`verb`), to what (`subject`, like `child-7`), in which unit."""

    at = UtcDateTimeField(index=True)
    actor_id = BigIntegerField(null=True, index=True)
    verb = CharField(max_length=60, index=True)
    subject = CharField(max_length=80, index=True)
    unit_id = BigIntegerField(null=True, index=True)
    details = TextField(default="{}")


def audit(actor: object | None, verb: str, subject: object, unit: object | None = None, **details: object) -> None:
    """Record an act, inside the transaction that does it. `verb` is the action's own name: `link_child`."""
    AuditEntry.create(
        at=clock.now(),
        actor_id=getattr(actor, "id", None),
        verb=verb,
        subject=f"{subject.__class__.__name__.lower()}-{subject.id}",  # type: ignore[attr-defined]  # may be a proxy
        unit_id=getattr(unit, "id", None),
        details=json.dumps(details, default=str, ensure_ascii=False),
    )
