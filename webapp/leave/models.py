"""Requests for leave, all that happened to each, and what was decided."""

from peewee import SQL, BooleanField, CharField, Check, DateField, ForeignKeyField, IntegerField, TextField

from webapp.accounts.models import Person
from webapp.core.db import Table, UtcDateTimeField
from webapp.core.files import FileField
from webapp.schools.models import Child, Unit


class LeaveSettings(Table):
    """What a unit adds to the law, and whom it refers to. A unit without a row goes by these defaults."""

    unit = ForeignKeyField(Unit, unique=True, on_delete="CASCADE")
    is_on = BooleanField(default=True)
    own_text = CharField(max_length=300, default="")  # what a unit says that does not take part
    both_guardians = BooleanField(default=False)  # with shared authority the other confirms first
    lead_days = IntegerField(default=0)  # so many days before, the unit wants to know (its own rule, only told)
    municipality = CharField(max_length=80, default="")
    officer_name = CharField(max_length=100, default="")  # the leerplichtambtenaar
    officer_email = CharField(max_length=200, default="")
    officer_phone = CharField(max_length=20, default="")


class LeaveKind(Table):
    """A kind that a unit has besides those of the law; the ground is always «weighty circumstances» (11g)."""

    unit = ForeignKeyField(Unit, backref="leave_kinds", on_delete="CASCADE")
    name = CharField(max_length=80)
    guideline_days = IntegerField(null=True)
    ended_at = UtcDateTimeField(null=True)


class Blackout(Table):
    """A period in which the unit gives leave only when it must, and says why (the test week)."""

    unit = ForeignKeyField(Unit, backref="blackouts", on_delete="CASCADE")
    name = CharField(max_length=80)
    first_day = DateField()
    last_day = DateField()


STATES = (
    *("unconfirmed", "submitted", "question", "answered"),
    *("approved", "partly", "refused", "referred", "withdrawn", "noted"),
)


class LeaveRequest(Table):
    """A request for one child; brothers and sisters for whom it was asked at once share a `batch`.

    `ground` is the letter of article 11 of the Leerplichtwet 1969, `none` for a child that is not of compulsory age
    and `hours` for a five-year-old's hours at home. A notice (`is_notice`) is not decided. `halves` counts the
    half school days it takes, as they were counted when it was asked. `state` follows the last event.
    """

    child = ForeignKeyField(Child, backref="leave_requests", on_delete="CASCADE")
    unit = ForeignKeyField(Unit)
    batch = CharField(max_length=43, index=True)
    asked_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    asked_by_name = CharField(max_length=100)
    kind = CharField(max_length=30)
    kind_name = CharField(max_length=80)
    ground = CharField(max_length=5, constraints=[Check("ground IN ('e', 'f', 'g', 'none', 'hours')")])
    is_notice = BooleanField(default=False)
    first_day = DateField(index=True)
    last_day = DateField()
    starts_at = CharField(max_length=5, default="")
    ends_at = CharField(max_length=5, default="")
    halves = IntegerField()
    reason = TextField(default="")
    state = CharField(max_length=11, default="submitted")
    asked_at = UtcDateTimeField()
    decide_by = DateField()  # eight weeks after it was asked (Awb 4:13, 4:14)
    idempotency_key = CharField(max_length=60, unique=True)

    class Meta:
        indexes = ((("unit", "state"), False), (("child", "first_day"), False))


class LeaveEvent(Table):
    """What happened to a request: submitted, confirmed, question, answer, decided, referred, withdrawn, noted.

    Only added to; `text` is what was written then.
    """

    request = ForeignKeyField(LeaveRequest, backref="events", on_delete="CASCADE")
    kind = CharField(max_length=12)
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    by_name = CharField(max_length=100)
    at = UtcDateTimeField()
    text = TextField(default="")
    details = TextField(default="{}")


class LeaveDecision(Table):
    """The decision on a request (a besluit, Awb 1:3): once, with its ground and reason. `halves` is what was given."""

    request = ForeignKeyField(LeaveRequest, unique=True, backref="decisions", on_delete="CASCADE")
    outcome = CharField(max_length=8, constraints=[Check("outcome IN ('approved', 'partly', 'refused')")])
    ground = CharField(max_length=5)
    reason = TextField()
    first_day = DateField(null=True)
    last_day = DateField(null=True)
    starts_at = CharField(max_length=5, default="")
    ends_at = CharField(max_length=5, default="")
    halves = IntegerField(default=0)
    decided_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    decided_by_name = CharField(max_length=100)
    decided_at = UtcDateTimeField()
    objection_until = DateField()  # six weeks, beginning the day after sending (Awb 6:7, 6:8)


class LeaveAttachment(Table):
    """A file that belongs to a request; only the family and who decides may open it."""

    request = ForeignKeyField(LeaveRequest, backref="attachments", on_delete="CASCADE")
    name = CharField(max_length=120)
    file = FileField()
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    at = UtcDateTimeField()


LeaveRequest.add_index(
    LeaveRequest.index(
        LeaveRequest.child,
        LeaveRequest.first_day,
        LeaveRequest.kind,
        LeaveRequest.starts_at,
        unique=True,
        where=SQL("state NOT IN ('withdrawn', 'refused')"),
        name="leave_once",
    )
)
