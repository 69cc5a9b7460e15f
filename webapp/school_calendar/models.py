"""Events, for whom they are, who signed up to help, and the addresses by which a calendar program reads along."""

from datetime import date, datetime, time, timedelta

from peewee import SQL, BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import Table, UtcDateTimeField
from webapp.core.files import FileField
from webapp.schools.models import Child, Group, Unit

MOMENT = timedelta(microseconds=1)


class Event(Table):
    """Something in the calendar of a school: one day or several, all day or from and until a time of the school's clock
    («19:30»), once or each week until a day.

    Study days and holidays are no events: they stand in `SpecialDay` and in the law's tables. `uid` and `sequence` are
    those of RFC 5545: the first never changes, the second grows with every change.
    """

    author = ForeignKeyField(Person, null=True, backref="events", on_delete="SET NULL")
    title = CharField(max_length=150)
    text = TextField(default="")
    place = CharField(max_length=150, default="")
    first_day = DateField(index=True)
    last_day = DateField(index=True)  # of the first time that it takes place
    starts_at = CharField(max_length=5, default="")
    ends_at = CharField(max_length=5, default="")
    repeats_until = DateField(null=True)  # each week on the same day, until and with this one
    paper = FileField(default="", index=True)
    paper_name = CharField(max_length=120, default="")
    paper_size = IntegerField(default=0)
    uid = CharField(max_length=255, unique=True)
    sequence = IntegerField(default=0)
    sign_up_until = UtcDateTimeField(null=True)  # from then on nobody signs up or off any more
    created_at = UtcDateTimeField()
    changed_at = UtcDateTimeField()
    cancelled_at = UtcDateTimeField(null=True)
    cancelled_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    idempotency_key = CharField(max_length=43, unique=True)
    source_unit = ForeignKeyField(Unit, null=True, on_delete="SET NULL")  # where it was read in from a calendar file
    source_uid = CharField(max_length=255, default="")  # by which name the other program knows it
    source_hash = CharField(max_length=64, default="")  # of what the file said of it when it was read in last

    @property
    def begins(self) -> datetime:
        """When it begins, of what repeats the first time."""
        return begin_of(self.first_day, self.starts_at)

    @property
    def under_way_from(self) -> datetime:
        """From when nobody signs up or off any more: when it begins. What takes the whole day names no hour, so that
        one who is to help and has an ill child can say so that morning."""
        return self.begins if self.starts_at else clock.at(self.first_day + timedelta(days=1), time())

    @property
    def sign_up_day(self) -> date | None:
        """The last day on which parents sign up or off, where the school chose one."""
        until: datetime | None = self.sign_up_until
        if until is None:
            return None
        return (min(until, self.under_way_from) - MOMENT).astimezone(clock.SCHOOL_ZONE).date()


def begin_of(day: date, starts_at: str) -> datetime:
    """The moment when something begins on a day; what takes the whole day does so at midnight."""
    return clock.at(day, time.fromisoformat(starts_at) if starts_at else time())


Event.add_index(
    Event.index(
        Event.source_unit,
        Event.source_uid,
        unique=True,
        where=SQL("source_unit_id IS NOT NULL"),
        name="event_of_source",
    )
)


class EventAudience(Table):
    """A part of whom an event is for: a whole unit, or one group of it."""

    event = ForeignKeyField(Event, backref="audience", on_delete="CASCADE")
    unit = ForeignKeyField(Unit)
    group = ForeignKeyField(Group, null=True)


EventAudience.add_index(
    EventAudience.index(
        EventAudience.event, EventAudience.group, unique=True, where=SQL("group_id IS NOT NULL"), name="event_group"
    )
)
EventAudience.add_index(
    EventAudience.index(
        EventAudience.event, EventAudience.unit, unique=True, where=SQL("group_id IS NULL"), name="event_unit"
    )
)


class SkippedDay(Table):
    """A day on which an event that repeats does not take place."""

    event = ForeignKeyField(Event, backref="skipped_days", on_delete="CASCADE")
    day = DateField()
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("event", "day"), True),)


class Appointment(Table):
    """Something in the calendar of a few people only, that another feature put there: a talk at school.

    `key` is the other feature's own name for it («conference-12»); `path` what opens on a tap. The title holds no
    child's name; `child` is whose it is, for the screen.
    """

    key = CharField(max_length=80, unique=True)
    unit = ForeignKeyField(Unit)
    child = ForeignKeyField(Child, null=True, on_delete="CASCADE")
    title = CharField(max_length=150)
    place = CharField(max_length=150, default="")
    link = CharField(max_length=300, default="")
    path = CharField(max_length=200, default="")
    starts_at = UtcDateTimeField(index=True)
    ends_at = UtcDateTimeField()
    uid = CharField(max_length=255, unique=True)
    sequence = IntegerField(default=0)
    changed_at = UtcDateTimeField()
    cancelled_at = UtcDateTimeField(null=True)


class Attendee(Table):
    """In whose calendar an appointment stands."""

    appointment = ForeignKeyField(Appointment, backref="attendees", on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")

    class Meta:
        indexes = ((("appointment", "person"), True),)


class CalendarAddress(Table):
    """A private address by which a calendar program reads along with somebody: for one child, or for all.

    Of its secret only a hash is stored (SHA-256 of 256 random bits); a renewal ends it.
    """

    person = ForeignKeyField(Person, backref="calendar_addresses", on_delete="CASCADE")
    child = ForeignKeyField(Child, null=True, on_delete="CASCADE")
    secret_hash = CharField(max_length=64, unique=True)
    names_children = BooleanField(default=False)  # whether first names may stand in it
    made_at = UtcDateTimeField()
    read_at = UtcDateTimeField(null=True)
    ended_at = UtcDateTimeField(null=True)


CalendarAddress.add_index(
    CalendarAddress.index(
        CalendarAddress.person,
        CalendarAddress.child,
        unique=True,
        where=SQL("ended_at IS NULL AND child_id IS NOT NULL"),
        name="calendar_address_of_child",
    )
)
CalendarAddress.add_index(
    CalendarAddress.index(
        CalendarAddress.person,
        unique=True,
        where=SQL("ended_at IS NULL AND child_id IS NULL"),
        name="calendar_address_of_all",
    )
)


class CalendarImport(Table):
    """A calendar file on its way in: read, shown to who sent it, then placed or put aside. `file` is not the file that
    was sent but what was read in it (JSON), and goes when it is placed."""

    unit = ForeignKeyField(Unit, on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    file_name = CharField(max_length=200)
    file = FileField(default="", index=True)
    created_at = UtcDateTimeField()
    applied_at = UtcDateTimeField(null=True)


class SignUpTask(Table):
    """Something of an event that parents put themselves down for: to drive, to bring cake.

    `places` is how many can; none when everybody can. With `draws_at` the places are drawn among all who are down by
    then; of the seed that decides only the hash is shown before (`seed_hash`, SHA-256).
    """

    event = ForeignKeyField(Event, backref="sign_up_tasks", on_delete="CASCADE")
    name = CharField(max_length=100)
    places = IntegerField(null=True)
    position = IntegerField()
    draws_at = UtcDateTimeField(null=True)
    drawn_at = UtcDateTimeField(null=True)
    seed = CharField(max_length=64, default="")
    seed_hash = CharField(max_length=64, default="")

    @property
    def awaits_draw(self) -> bool:
        """Whether the places are still to be drawn."""
        return self.draws_at is not None and self.drawn_at is None


class SignUp(Table):
    """Somebody who is down for a task: on a seat (1, 2, …), or waiting for one where `seat` is empty."""

    task = ForeignKeyField(SignUpTask, backref="sign_ups", on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    seat = IntegerField(null=True)
    note = CharField(max_length=150, default="")
    at = UtcDateTimeField()
    drawn_place = IntegerField(null=True)  # in which place the draw put them, the first is 1
    ended_at = UtcDateTimeField(null=True)
    ended_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")


SignUp.add_index(
    SignUp.index(
        SignUp.task, SignUp.seat, unique=True, where=SQL("ended_at IS NULL AND seat IS NOT NULL"), name="sign_up_seat"
    )
)
SignUp.add_index(
    SignUp.index(SignUp.task, SignUp.person, unique=True, where=SQL("ended_at IS NULL"), name="sign_up_open")
)
