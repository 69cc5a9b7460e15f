"""Who did what: written with the act, and never changed after."""

import json

import pytest
from peewee import DatabaseError

from webapp.core import clock
from webapp.core.audit import AuditEntry, audit
from webapp.core.db import db


@pytest.fixture
def entry(cast) -> AuditEntry:
    audit(cast.ingrid, "end_link", cast.noor, cast.school, reason="verhuisd", on=clock.today())
    return AuditEntry.get()


def test_entry_tells_who_did_what_to_what_and_where(cast, entry):
    assert (entry.actor_id, entry.verb, entry.subject, entry.unit_id) == (
        cast.ingrid.id,
        "end_link",
        f"child-{cast.noor.id}",
        cast.school.id,
    )
    assert json.loads(entry.details) == {"reason": "verhuisd", "on": str(clock.today())}


def test_act_of_nobody_in_no_unit_has_neither(cast):
    audit(None, "import_school", cast.school)

    entry = AuditEntry.get()
    assert (entry.actor_id, entry.unit_id, entry.details) == (None, None, "{}")


def test_person_behind_a_proxy_is_named_as_a_person(app, cast):
    from flask_login import current_user, login_user

    with app.test_request_context():
        login_user(cast.marieke)
        audit(current_user, "update_profile", current_user)

    entry = AuditEntry.get()
    assert (entry.actor_id, entry.subject) == (cast.marieke.id, f"person-{cast.marieke.id}")


@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEntry.update(verb="nothing").execute(),
        lambda: AuditEntry.delete().execute(),
        lambda: db.execute_sql("UPDATE audit_entry SET verb = 'nothing'"),
        lambda: db.execute_sql("DELETE FROM audit_entry"),
    ],
)
def test_database_itself_refuses_to_change_or_delete_an_entry(entry, change):
    with pytest.raises(DatabaseError, match="audit_entry is append-only"), db.atomic():
        change()

    assert AuditEntry.get_by_id(entry.id).verb == "end_link"


def test_act_that_is_undone_leaves_no_entry(cast):
    with db.atomic() as transaction:
        audit(cast.ingrid, "end_link", cast.noor)
        transaction.rollback()

    assert AuditEntry.select().count() == 0
