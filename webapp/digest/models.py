"""Which digest was made for whom, and how it went at each unit."""

from peewee import CharField, Check, DateField, ForeignKeyField, IntegerField

from webapp.accounts.models import Person
from webapp.core.db import Table, UtcDateTimeField
from webapp.core.mail import OutgoingMail
from webapp.schools.models import Unit


class DigestRun(Table):
    """The digests of one Saturday that go at the hour of this unit: for how many people, and when the last was made."""

    unit = ForeignKeyField(Unit, on_delete="CASCADE")
    week = DateField(index=True)  # the Saturday
    hour = IntegerField()  # of the school's clock
    people = IntegerField(default=0)
    started_at = UtcDateTimeField()
    ended_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("unit", "week"), True),)


class Digest(Table):
    """One person's digest of one Saturday: written once, whatever restarts. `empty` when there was nothing to tell,
    `unwanted` when this person does not want it,
    `failed` when it could not be made: the log says why."""

    person = ForeignKeyField(Person, backref="digests", on_delete="CASCADE")
    week = DateField(index=True)  # the Saturday
    run = ForeignKeyField(DigestRun, null=True, backref="digests", on_delete="SET NULL")
    state = CharField(max_length=8, constraints=[Check("state IN ('written', 'empty', 'unwanted', 'failed')")])
    mail = ForeignKeyField(OutgoingMail, null=True, on_delete="SET NULL")
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("person", "week"), True),)
