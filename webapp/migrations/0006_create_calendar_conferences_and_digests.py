"""The calendar with its addresses and sign-ups, rounds of talks, digests, and at which hour a digest goes."""

from peewee import (
    SQL,
    BooleanField,
    CharField,
    Check,
    DateField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from webapp.core.db import UtcDateTimeField


def up(migrator, db):
    # Only enough of the older tables to refer to them.
    class Child(Model):
        class Meta:
            database = db
            table_name = "child"

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class Unit(Model):
        class Meta:
            database = db
            table_name = "unit"

    class Group(Model):
        class Meta:
            database = db
            table_name = "school_group"

    class StaffMember(Model):
        class Meta:
            database = db
            table_name = "staff_member"

    class OutgoingMail(Model):
        class Meta:
            database = db
            table_name = "outgoing_mail"

    class Event(Model):
        author = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        title = CharField(max_length=150)
        text = TextField(default="")
        place = CharField(max_length=150, default="")
        first_day = DateField(index=True)
        last_day = DateField(index=True)
        starts_at = CharField(max_length=5, default="")
        ends_at = CharField(max_length=5, default="")
        repeats_until = DateField(null=True)
        paper = CharField(max_length=80, default="", index=True)
        paper_name = CharField(max_length=120, default="")
        paper_size = IntegerField(default=0)
        uid = CharField(max_length=255, unique=True)
        sequence = IntegerField(default=0)
        sign_up_until = UtcDateTimeField(null=True)
        created_at = UtcDateTimeField()
        changed_at = UtcDateTimeField()
        cancelled_at = UtcDateTimeField(null=True)
        cancelled_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        idempotency_key = CharField(max_length=43, unique=True)

        class Meta:
            database = db
            table_name = "event"

    class EventAudience(Model):
        event = ForeignKeyField(Event, on_delete="CASCADE")
        unit = ForeignKeyField(Unit)
        group = ForeignKeyField(Group, null=True)

        class Meta:
            database = db
            table_name = "event_audience"

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

    class SkippedDay(Model):
        event = ForeignKeyField(Event, on_delete="CASCADE")
        day = DateField()
        at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "skipped_day"
            indexes = ((("event", "day"), True),)

    class Appointment(Model):
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

        class Meta:
            database = db
            table_name = "appointment"

    class Attendee(Model):
        appointment = ForeignKeyField(Appointment, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "attendee"
            indexes = ((("appointment", "person"), True),)

    class CalendarAddress(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        child = ForeignKeyField(Child, null=True, on_delete="CASCADE")
        secret_hash = CharField(max_length=64, unique=True)
        names_children = BooleanField(default=False)
        made_at = UtcDateTimeField()
        read_at = UtcDateTimeField(null=True)
        ended_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "calendar_address"

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

    class CalendarImport(Model):
        unit = ForeignKeyField(Unit, on_delete="CASCADE")
        person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        file_name = CharField(max_length=200)
        file = CharField(max_length=80, default="", index=True)
        created_at = UtcDateTimeField()
        applied_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "calendar_import"

    class SignUpTask(Model):
        event = ForeignKeyField(Event, on_delete="CASCADE")
        name = CharField(max_length=100)
        places = IntegerField(null=True)
        position = IntegerField()
        draws_at = UtcDateTimeField(null=True)
        drawn_at = UtcDateTimeField(null=True)
        seed = CharField(max_length=64, default="")
        seed_hash = CharField(max_length=64, default="")

        class Meta:
            database = db
            table_name = "sign_up_task"

    class SignUp(Model):
        task = ForeignKeyField(SignUpTask, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")
        seat = IntegerField(null=True)
        note = CharField(max_length=150, default="")
        at = UtcDateTimeField()
        drawn_place = IntegerField(null=True)
        ended_at = UtcDateTimeField(null=True)
        ended_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")

        class Meta:
            database = db
            table_name = "sign_up"

    SignUp.add_index(
        SignUp.index(
            SignUp.task,
            SignUp.seat,
            unique=True,
            where=SQL("ended_at IS NULL AND seat IS NOT NULL"),
            name="sign_up_seat",
        )
    )

    SignUp.add_index(
        SignUp.index(SignUp.task, SignUp.person, unique=True, where=SQL("ended_at IS NULL"), name="sign_up_open")
    )

    class Round(Model):
        unit = ForeignKeyField(Unit)
        title = CharField(max_length=100)
        text = TextField(default="")
        mode = CharField(max_length=10, constraints=[Check("mode IN ('first_come', 'draw', 'plan')")])
        minutes = IntegerField(default=10)
        pause = IntegerField(default=0)
        walking = IntegerField(default=5)
        is_per_parent = BooleanField(default=False)
        opens_at = UtcDateTimeField()
        closes_at = UtcDateTimeField()
        changes_until = UtcDateTimeField()
        seed = CharField(max_length=64, default="")
        seed_hash = CharField(max_length=64, default="")
        made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        made_at = UtcDateTimeField()
        published_at = UtcDateTimeField(null=True)
        drawn_at = UtcDateTimeField(null=True)
        announced_at = UtcDateTimeField(null=True)
        cancelled_at = UtcDateTimeField(null=True)
        idempotency_key = CharField(max_length=43, unique=True)

        class Meta:
            database = db
            table_name = "round"

    class Block(Model):
        round = ForeignKeyField(Round, on_delete="CASCADE")
        day = DateField()
        starts = IntegerField()
        ends = IntegerField()

        class Meta:
            database = db
            table_name = "block"
            indexes = ((("round", "day", "starts"), True),)

    class Host(Model):
        round = ForeignKeyField(Round, on_delete="CASCADE")
        name = CharField(max_length=100)
        room = CharField(max_length=60, default="")
        video_link = CharField(max_length=300, default="")
        position = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "host"

    class HostTeacher(Model):
        host = ForeignKeyField(Host, on_delete="CASCADE")
        staff_member = ForeignKeyField(StaffMember, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "host_teacher"
            indexes = ((("host", "staff_member"), True),)

    class HostGroup(Model):
        host = ForeignKeyField(Host, on_delete="CASCADE")
        round = ForeignKeyField(Round, on_delete="CASCADE")
        group = ForeignKeyField(Group)

        class Meta:
            database = db
            table_name = "host_group"
            indexes = ((("round", "group"), True),)

    class Slot(Model):
        host = ForeignKeyField(Host, on_delete="CASCADE")
        day = DateField(index=True)
        starts = IntegerField()
        ends = IntegerField()
        is_blocked = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "slot"
            indexes = ((("host", "day", "starts"), True),)

    class Invitation(Model):
        round = ForeignKeyField(Round, on_delete="CASCADE")
        host = ForeignKeyField(Host, on_delete="CASCADE")
        child = ForeignKeyField(Child, on_delete="CASCADE")
        person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
        note = TextField(default="")
        is_apart = BooleanField(default=False)
        works_shifts = BooleanField(default=False)
        wished_at = UtcDateTimeField(null=True)
        declined_at = UtcDateTimeField(null=True)
        withdrawn_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "invitation"

    Invitation.add_index(
        Invitation.index(
            Invitation.round,
            Invitation.child,
            Invitation.person,
            unique=True,
            where=SQL("person_id IS NOT NULL AND withdrawn_at IS NULL"),
            name="invitation_of_parent",
        )
    )

    Invitation.add_index(
        Invitation.index(
            Invitation.round,
            Invitation.child,
            unique=True,
            where=SQL("person_id IS NULL AND withdrawn_at IS NULL"),
            name="invitation_of_child",
        )
    )

    class Booking(Model):
        slot = ForeignKeyField(Slot, on_delete="CASCADE")
        invitation = ForeignKeyField(Invitation, on_delete="CASCADE")
        source = CharField(
            max_length=8, constraints=[Check("source IN ('parent', 'school', 'waiting', 'draw', 'plan')")]
        )
        is_fixed = BooleanField(default=False)
        made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        made_at = UtcDateTimeField()
        ended_at = UtcDateTimeField(null=True)
        ended_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")

        class Meta:
            database = db
            table_name = "booking"

    Booking.add_index(Booking.index(Booking.slot, unique=True, where=SQL("ended_at IS NULL"), name="booking_of_slot"))

    Booking.add_index(
        Booking.index(Booking.invitation, unique=True, where=SQL("ended_at IS NULL"), name="booking_of_invitation")
    )

    class WaitingPlace(Model):
        slot = ForeignKeyField(Slot, on_delete="CASCADE")
        invitation = ForeignKeyField(Invitation, on_delete="CASCADE")
        made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        made_at = UtcDateTimeField()
        ended_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "waiting_place"

    WaitingPlace.add_index(
        WaitingPlace.index(
            WaitingPlace.slot,
            WaitingPlace.invitation,
            unique=True,
            where=SQL("ended_at IS NULL"),
            name="waiting_place_open",
        )
    )

    class Wish(Model):
        invitation = ForeignKeyField(Invitation, on_delete="CASCADE")
        slot = ForeignKeyField(Slot, on_delete="CASCADE")
        rank = IntegerField()

        class Meta:
            database = db
            table_name = "wish"
            indexes = ((("invitation", "slot"), True), (("invitation", "rank"), True))

    class Availability(Model):
        invitation = ForeignKeyField(Invitation, on_delete="CASCADE")
        day = DateField()
        starts = IntegerField()
        ends = IntegerField()
        kind = CharField(max_length=6, constraints=[Check("kind IN ('cannot', 'gladly')")])

        class Meta:
            database = db
            table_name = "availability"
            indexes = ((("invitation", "day", "starts"), True),)

    class DrawnPlace(Model):
        invitation = ForeignKeyField(Invitation, unique=True, on_delete="CASCADE")
        place = IntegerField()
        ticket = CharField(max_length=64)
        chances = TextField(default="[]")
        got_rank = IntegerField(null=True)

        class Meta:
            database = db
            table_name = "drawn_place"

    class PlanRun(Model):
        round = ForeignKeyField(Round, on_delete="CASCADE")
        made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
        job_id = CharField(max_length=43, default="")
        made_at = UtcDateTimeField()
        ended_at = UtcDateTimeField(null=True)
        report = TextField(default="{}")

        class Meta:
            database = db
            table_name = "plan_run"

    class DigestRun(Model):
        week = DateField()
        hour = IntegerField()
        people = IntegerField(default=0)
        started_at = UtcDateTimeField()
        ended_at = UtcDateTimeField(null=True)

        class Meta:
            database = db
            table_name = "digest_run"
            indexes = ((("week", "hour"), True),)

    class Digest(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        week = DateField(index=True)
        state = CharField(max_length=8, constraints=[Check("state IN ('written', 'empty', 'unwanted', 'failed')")])
        mail = ForeignKeyField(OutgoingMail, null=True, on_delete="SET NULL")
        made_at = UtcDateTimeField()

        class Meta:
            database = db
            table_name = "digest"
            indexes = ((("person", "week"), True),)

    db.create_tables(
        [
            Event,
            EventAudience,
            SkippedDay,
            Appointment,
            Attendee,
            CalendarAddress,
            CalendarImport,
            SignUpTask,
            SignUp,
            Round,
            Block,
            Host,
            HostTeacher,
            HostGroup,
            Slot,
            Invitation,
            Booking,
            WaitingPlace,
            Wish,
            Availability,
            DrawnPlace,
            PlanRun,
            DigestRun,
            Digest,
        ]
    )
    migrator.migrate(migrator.add_column("unit", "digest_hour", IntegerField(default=8)))
