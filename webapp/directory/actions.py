"""Letting other parents see one's phone number, or no longer."""

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.directory.models import PhoneSharing
from webapp.directory.queries import groups_shared_by
from webapp.schools.models import Group


@db.atomic()
def share_phone(by: Person, group: Group, is_shared: bool) -> None:
    """A guardian lets the parents of a group see the number from now, or no longer; each for themselves."""
    was_shared = group.id in groups_shared_by(by)
    chosen = {"is_shared": is_shared, "changed_at": clock.now()}
    PhoneSharing.insert(person=by, group=group, **chosen).on_conflict(
        conflict_target=[PhoneSharing.person, PhoneSharing.group], update=chosen
    ).execute()
    if is_shared != was_shared:
        audit(by, "share_phone" if is_shared else "hide_phone", group, group.unit)
