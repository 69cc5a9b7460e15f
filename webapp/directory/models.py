"""Which guardian lets other parents of which group see their phone number."""

from peewee import BooleanField, ForeignKeyField

from webapp.accounts.models import Person
from webapp.core.db import Table, UtcDateTimeField
from webapp.schools.models import Group


class PhoneSharing(Table):
    """A guardian's choice for one group. No row: not shared."""

    person = ForeignKeyField(Person, on_delete="CASCADE")
    group = ForeignKeyField(Group, on_delete="CASCADE")
    is_shared = BooleanField()
    changed_at = UtcDateTimeField()

    class Meta:
        indexes = ((("person", "group"), True),)
