"""Letters that the portal issued: what stood in each, so that it says the same whenever it is printed."""

from peewee import CharField, Check, ForeignKeyField, TextField

from webapp.accounts.models import Person
from webapp.core.db import Table, UtcDateTimeField
from webapp.schools.models import Child, Unit


class Letter(Table):
    """A letter of a unit about a child. `kind` names its template (`leave/decision`), `subject` what it is about
    (`leaverequest-7`): of one thing there is one letter of a kind.

    `person` narrows a family's letter to who asked for it. `facts` (JSON) is all that it tells, kept when the thing
    happened. `audience` says who may open it: the child's `family` and the office, or the `school` alone.
    """

    number = CharField(max_length=20, unique=True)
    kind = CharField(max_length=40)
    subject = CharField(max_length=60)
    audience = CharField(max_length=6, constraints=[Check("audience IN ('family', 'school')")])
    unit = ForeignKeyField(Unit)
    child = ForeignKeyField(Child, null=True, on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    facts = TextField()
    issued_at = UtcDateTimeField()

    class Meta:
        indexes = ((("kind", "subject"), True),)
