"""What a unit asks consent for, the register of every choice, and what is asked about earlier pictures."""

from peewee import (
    SQL,
    BigIntegerField,
    BooleanField,
    CharField,
    Check,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from webapp.accounts.models import Person
from webapp.core.db import Table, UtcDateTimeField
from webapp.schools.models import Child, Unit

PORTAL = "portal"  # the purpose that pictures in this portal need


class ConsentSettings(Table):
    """From which day a choice in the portal outranks a paper form (none: always), and how long after a child left its
    choices are kept."""

    unit = ForeignKeyField(Unit, unique=True, on_delete="CASCADE")
    leads_from = DateField(null=True)
    keep_years = IntegerField(default=2)


class Purpose(Table):
    """Something that a picture may be used for, in a unit's own list. `key` tells it from the others; `portal` is the
    one that pictures in the portal need, and every unit has it."""

    unit = ForeignKeyField(Unit, backref="purposes", on_delete="CASCADE")
    key = CharField(max_length=20)
    position = IntegerField()
    ended_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("unit", "key"), True),)


class Wording(Table):
    """What a purpose said when it was asked; never changed, a new one takes its place. An entry of the register too:
    `number` is its place in the chain, `salt` what its commitment was made with.

    `version` counts them. `round` is the version that last asked everybody anew: choices of an earlier round are
    history.
    """

    number = BigIntegerField(unique=True)
    salt = CharField(max_length=64)
    purpose = ForeignKeyField(Purpose, backref="wordings", on_delete="CASCADE")
    version = IntegerField()
    round = IntegerField()
    title = CharField(max_length=80)
    text = TextField()
    from_day = DateField()
    made_by_id = BigIntegerField(null=True)
    made_at = UtcDateTimeField()

    class Meta:
        indexes = ((("purpose", "version"), True),)


class ConsentDecision(Table):
    """One entry of the register: who chose what, for which child and purpose, in which wording. Never changed.

    `number` is its place in the chain (core/chain.py), `salt` what its commitment was made with. `guardian` is whose
    voice it is; a paper form may be signed by somebody without an account (`signer` alone). `counts_from` is the day of
    the choice, or the day on which a paper form was signed.
    """

    number = BigIntegerField(unique=True)
    salt = CharField(max_length=64)
    child = ForeignKeyField(Child, backref="consents", on_delete="RESTRICT")
    purpose = ForeignKeyField(Purpose, on_delete="RESTRICT")
    wording = ForeignKeyField(Wording, on_delete="RESTRICT")
    guardian = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    signer = CharField(max_length=120)
    choice = CharField(max_length=3, constraints=[Check("choice IN ('yes', 'no')")])
    source = CharField(max_length=6, constraints=[Check("source IN ('portal', 'paper')")])
    counts_from = DateField()
    removes_earlier = BooleanField(default=False)  # asked that earlier pictures are removed too
    recorded_by_id = BigIntegerField()
    recorded_by_name = CharField(max_length=120)
    recorded_at = UtcDateTimeField()

    class Meta:
        indexes = ((("child", "purpose", "number"), False),)


class ConsentErasure(Table):
    """Entries that were erased because a family is no longer kept; itself an entry of the chain, without personal
    data."""

    number = BigIntegerField(unique=True)
    salt = CharField(max_length=64)
    erased_by_id = BigIntegerField(null=True)
    erased_at = UtcDateTimeField()


class ErasedDecision(Table):
    """The number of an entry that was erased; only such an entry can be deleted."""

    number = BigIntegerField(primary_key=True)
    erasure = ForeignKeyField(ConsentErasure, backref="erased", on_delete="RESTRICT")


class ConsentReview(Table):
    """A guardian looked at all choices of a child at a unit, and found that they still hold."""

    child = ForeignKeyField(Child, on_delete="CASCADE")
    unit = ForeignKeyField(Unit, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("child", "unit", "person"), False),)


class RemovalRequest(Table):
    """A guardian asks a unit to take earlier pictures of a child away: one (`subject`: `photo-12`) or all (empty)."""

    child = ForeignKeyField(Child, on_delete="CASCADE")
    unit = ForeignKeyField(Unit, on_delete="CASCADE")
    subject = CharField(max_length=40, default="")
    asked_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    asked_at = UtcDateTimeField()
    answer = CharField(max_length=7, default="", constraints=[Check("answer IN ('', 'removed', 'kept')")])
    reason = TextField(default="")
    answered_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    answered_at = UtcDateTimeField(null=True)


RemovalRequest.add_index(
    RemovalRequest.index(
        RemovalRequest.child,
        RemovalRequest.unit,
        RemovalRequest.subject,
        unique=True,
        where=SQL("answered_at IS NULL"),
        name="removal_open",
    )
)
