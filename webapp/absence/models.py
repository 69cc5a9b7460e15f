"""Who is not there, what became of each report, who was seen in class, and what the school asked the parents."""

from datetime import date

from peewee import SQL, BooleanField, CharField, Check, DateField, ForeignKeyField, IntegerField, TextField

from webapp.accounts.models import Person
from webapp.core.db import Table, UtcDateTimeField
from webapp.schools.models import Child, Unit


class AbsenceSettings(Table):
    """How a unit takes part in absence reports. A unit without a row goes by these defaults.

    Times are on the school's clock («07:10»): when parents of a child with an open report are asked how it is, when
    parents of a missing child are asked, and from when the school phones.
    """

    unit = ForeignKeyField(Unit, unique=True, on_delete="CASCADE")
    is_on = BooleanField(default=True)
    own_text = CharField(max_length=300, default="")  # what a unit says that does not take part
    still_ill_at = CharField(max_length=5, default="07:10")
    missing_at = CharField(max_length=5, default="08:40")
    call_at = CharField(max_length=5, default="08:50")
    note_days = IntegerField(default=30)  # after which a note is deleted
    long_days = IntegerField(default=5)  # so many school days in a row are long
    often_times = IntegerField(default=3)  # so many reports are often …
    often_weeks = IntegerField(default=12)  # … within so many weeks


class AbsenceReason(Table):
    """A reason of a unit's own list; a unit without rows has the standard list (`rules.STANDARD_REASONS`)."""

    unit = ForeignKeyField(Unit, backref="absence_reasons", on_delete="CASCADE")
    key = CharField(max_length=20)
    name = CharField(max_length=60)
    position = IntegerField(default=0)
    is_illness = BooleanField(default=False)  # may stay open, and is asked after each morning
    needs_end = BooleanField(default=False)
    by_phone_only = BooleanField(default=False)
    ended_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("unit", "key"), True),)


class Absence(Table):
    """One report that a child is not there: from a day, whole days or a part of one, until a day or open.

    The reason is kept as it was called then. `starts_at` and `ends_at` are on the school's clock, empty for the whole
    day. What happened to it stands in `AbsenceEvent`; nothing of it is deleted but the note, after some weeks.
    """

    child = ForeignKeyField(Child, backref="absences", on_delete="CASCADE")
    unit = ForeignKeyField(Unit)  # whose list of reasons it was chosen from; it counts for every unit of the child
    reason_key = CharField(max_length=20)
    reason_name = CharField(max_length=60)
    is_illness = BooleanField(default=False)
    first_day = DateField(index=True)
    last_day = DateField(null=True)  # none: open
    starts_at = CharField(max_length=5, default="")
    ends_at = CharField(max_length=5, default="")
    note = TextField(default="")
    source = CharField(max_length=10, constraints=[Check("source IN ('portal', 'phone', 'answer', 'leave')")])
    reported_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    reported_at = UtcDateTimeField()
    withdrawn_at = UtcDateTimeField(null=True)
    idempotency_key = CharField(max_length=60, unique=True)

    class Meta:
        indexes = ((("child", "first_day"), False),)

    def holds_on(self, day: date) -> bool:
        return self.withdrawn_at is None and self.first_day <= day and (self.last_day is None or day <= self.last_day)


Absence.add_index(
    Absence.index(
        Absence.child, unique=True, where=SQL("last_day IS NULL AND withdrawn_at IS NULL"), name="absence_open"
    )
)
Absence.add_index(
    Absence.index(
        Absence.child,
        Absence.first_day,
        Absence.starts_at,
        Absence.ends_at,  # an appointment until ten, and ill all day after all
        unique=True,
        where=SQL("withdrawn_at IS NULL AND source <> 'leave'"),
        name="absence_once",
    )
)


class AbsenceEvent(Table):
    """What happened to a report: reported, changed, still_ill, better, reopened, withdrawn. Only added to."""

    absence = ForeignKeyField(Absence, backref="events", on_delete="CASCADE")
    kind = CharField(max_length=12)
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    at = UtcDateTimeField()
    details = TextField(default="{}")


class Presence(Table):
    """What a teacher saw on one day: the child is there, came late (`arrived_at`), or is missing."""

    child = ForeignKeyField(Child, on_delete="CASCADE")
    unit = ForeignKeyField(Unit)
    day = DateField()
    mark = CharField(max_length=8, constraints=[Check("mark IN ('present', 'late', 'missing')")])
    arrived_at = CharField(max_length=5, default="")
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("child", "unit", "day"), True), (("unit", "day"), False))


class Question(Table):
    """What a unit asked a child's guardians on a day: is it still ill (07:10), or where is it (08:40). A child that
    was found at school may be missed anew where it goes after school.

    The first answer counts. `closing` is what everybody who was asked was told at the end («te laat binnen, 08:52»).
    """

    kind = CharField(max_length=9, constraints=[Check("kind IN ('still_ill', 'missing')")])
    child = ForeignKeyField(Child, on_delete="CASCADE")
    unit = ForeignKeyField(Unit)
    day = DateField()
    absence = ForeignKeyField(Absence, null=True, on_delete="CASCADE")
    asked_at = UtcDateTimeField()
    expires_at = UtcDateTimeField()
    answer = CharField(max_length=12, default="")  # still_ill, better; ill, on_the_way
    answered_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    answered_at = UtcDateTimeField(null=True)
    closed_at = UtcDateTimeField(null=True)
    closing = CharField(max_length=100, default="")

    class Meta:
        indexes = ((("kind", "child", "unit", "day"), True), (("unit", "day"), False))


class Asked(Table):
    """A guardian who was asked a question."""

    question = ForeignKeyField(Question, backref="asked", on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")

    class Meta:
        indexes = ((("question", "person"), True),)


class MissingCall(Table):
    """Somebody of the school phoned about a missing child."""

    question = ForeignKeyField(Question, unique=True, on_delete="CASCADE")
    by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    at = UtcDateTimeField()
