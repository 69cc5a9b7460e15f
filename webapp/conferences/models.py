"""Rounds of talks between parents and teachers: who receives, at which times, who is invited, and who comes when.

Times are a day and minutes after midnight on the school's clock (1170 is 19:30), as people say them.
"""

from datetime import date, datetime, time, timedelta

from peewee import SQL, BooleanField, CharField, Check, DateField, ForeignKeyField, IntegerField, TextField

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import Table, UtcDateTimeField
from webapp.schools.models import Child, Group, StaffMember, Unit


class Round(Table):
    """Talks about the children of some groups, in a few days.

    Its `mode` says how times are given: who comes first chooses; wishes, then a draw; or the planner places everybody.
    Parents choose, or tell what they wish, between `opens_at` and `closes_at`. In a draw and a plan nobody sees a time
    before `announced_at`; afterwards they can change and cancel until `changes_until`.
    """

    unit = ForeignKeyField(Unit, backref="rounds")
    title = CharField(max_length=100)
    text = TextField(default="")
    mode = CharField(max_length=10, constraints=[Check("mode IN ('first_come', 'draw', 'plan')")])
    minutes = IntegerField(default=10)  # of one talk
    pause = IntegerField(default=0)  # minutes between two talks of a host
    walking = IntegerField(default=5)  # minutes between two rooms
    is_per_parent = BooleanField(default=False)  # separated parents each have an invitation of their own
    opens_at = UtcDateTimeField()
    closes_at = UtcDateTimeField()
    changes_until = UtcDateTimeField()
    seed = CharField(max_length=64, default="")  # of a draw; told only after it
    seed_hash = CharField(max_length=64, default="")  # its SHA-256, told before
    made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    made_at = UtcDateTimeField()
    published_at = UtcDateTimeField(null=True)  # when the parents were invited
    drawn_at = UtcDateTimeField(null=True)
    announced_at = UtcDateTimeField(null=True)  # when the times of a draw or a plan were told
    cancelled_at = UtcDateTimeField(null=True)
    idempotency_key = CharField(max_length=43, unique=True)

    def shows_times(self) -> bool:
        """Whether parents see who comes when: at once, or once a draw or plan was announced."""
        return self.mode == "first_come" or self.announced_at is not None


class Block(Table):
    """A stretch of time in which talks are held, on one day of a round."""

    round = ForeignKeyField(Round, backref="blocks", on_delete="CASCADE")
    day = DateField()
    starts = IntegerField()
    ends = IntegerField()

    class Meta:
        indexes = ((("round", "day", "starts"), True),)


class Host(Table):
    """Who receives parents in a round: one teacher, or two who share a group, in a room or by video."""

    round = ForeignKeyField(Round, backref="hosts", on_delete="CASCADE")
    name = CharField(max_length=100)
    room = CharField(max_length=60, default="")
    video_link = CharField(max_length=300, default="")
    position = IntegerField(default=0)


class HostTeacher(Table):
    """Which teachers a host is."""

    host = ForeignKeyField(Host, backref="teachers", on_delete="CASCADE")
    staff_member = ForeignKeyField(StaffMember, on_delete="CASCADE")

    class Meta:
        indexes = ((("host", "staff_member"), True),)


class HostGroup(Table):
    """About the children of which groups a host talks; a group has one host in a round."""

    host = ForeignKeyField(Host, backref="groups", on_delete="CASCADE")
    round = ForeignKeyField(Round, on_delete="CASCADE")
    group = ForeignKeyField(Group)

    class Meta:
        indexes = ((("round", "group"), True),)


class Slot(Table):
    """A time that a host has for one talk. A blocked one is not given to anybody."""

    host = ForeignKeyField(Host, backref="slots", on_delete="CASCADE")
    day = DateField(index=True)
    starts = IntegerField()
    ends = IntegerField()
    is_blocked = BooleanField(default=False)

    class Meta:
        indexes = ((("host", "day", "starts"), True),)

    @property
    def starts_at(self) -> datetime:
        return moment_at(self.day, self.starts)

    @property
    def ends_at(self) -> datetime:
        return moment_at(self.day, self.ends)


class Invitation(Table):
    """A child to talk about, with a host: for all its guardians, those of one `household`, or one of them (`person`).

    `note` is read by staff only. `is_apart`: not on one evening with the child's other invitation. `works_shifts` is
    what a parent said for a draw. `wished_at` is when wishes or times were last told.
    """

    round = ForeignKeyField(Round, backref="invitations", on_delete="CASCADE")
    host = ForeignKeyField(Host, backref="invitations", on_delete="CASCADE")
    child = ForeignKeyField(Child, on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    household = CharField(max_length=40, default="")  # as the office wrote it with the guardians
    note = TextField(default="")
    is_apart = BooleanField(default=False)
    works_shifts = BooleanField(default=False)
    wished_at = UtcDateTimeField(null=True)
    declined_at = UtcDateTimeField(null=True)  # the parents need no talk this time
    withdrawn_at = UtcDateTimeField(null=True)  # the school takes it back


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
        Invitation.household,
        unique=True,
        where=SQL("person_id IS NULL AND withdrawn_at IS NULL"),
        name="invitation_of_child",
    )
)


class Booking(Table):
    """Who comes when: an invitation on a slot, by whom it was put there. One slot holds one, one invitation has one.

    A fixed one stays where it is when the planner runs again.
    """

    slot = ForeignKeyField(Slot, backref="bookings", on_delete="CASCADE")
    invitation = ForeignKeyField(Invitation, backref="bookings", on_delete="CASCADE")
    source = CharField(max_length=8, constraints=[Check("source IN ('parent', 'school', 'waiting', 'draw', 'plan')")])
    is_fixed = BooleanField(default=False)
    made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    made_at = UtcDateTimeField()
    ended_at = UtcDateTimeField(null=True)
    ended_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")


Booking.add_index(Booking.index(Booking.slot, unique=True, where=SQL("ended_at IS NULL"), name="booking_of_slot"))
Booking.add_index(
    Booking.index(Booking.invitation, unique=True, where=SQL("ended_at IS NULL"), name="booking_of_invitation")
)


class WaitingPlace(Table):
    """An invitation that would rather have a slot that is taken: it moves there by itself when it comes free."""

    slot = ForeignKeyField(Slot, backref="waiting_places", on_delete="CASCADE")
    invitation = ForeignKeyField(Invitation, backref="waiting_places", on_delete="CASCADE")
    made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    made_at = UtcDateTimeField()
    ended_at = UtcDateTimeField(null=True)


WaitingPlace.add_index(
    WaitingPlace.index(
        WaitingPlace.slot,
        WaitingPlace.invitation,
        unique=True,
        where=SQL("ended_at IS NULL"),
        name="waiting_place_open",
    )
)


class Wish(Table):
    """For a draw: a slot that an invitation would like, the first choice is rank 1."""

    invitation = ForeignKeyField(Invitation, backref="wishes", on_delete="CASCADE")
    slot = ForeignKeyField(Slot, on_delete="CASCADE")
    rank = IntegerField()

    class Meta:
        indexes = ((("invitation", "slot"), True), (("invitation", "rank"), True))


class Availability(Table):
    """For a plan: a stretch of a day in which the parents of an invitation cannot come, or come gladly."""

    invitation = ForeignKeyField(Invitation, backref="availabilities", on_delete="CASCADE")
    day = DateField()
    starts = IntegerField()
    ends = IntegerField()
    kind = CharField(max_length=6, constraints=[Check("kind IN ('cannot', 'gladly')")])

    class Meta:
        indexes = ((("invitation", "day", "starts"), True),)


class DrawnPlace(Table):
    """What a draw did for an invitation, kept so that it can be explained, and to favour later who missed out.

    `place` is its place in the order (1 is first), `ticket` the hash that decided it, `chances` how many tickets it had
    (JSON, why: missed, siblings, shifts), `got_rank` which wish it got: none where it got no wish.
    """

    invitation = ForeignKeyField(Invitation, unique=True, backref="drawn_places", on_delete="CASCADE")
    place = IntegerField()
    ticket = CharField(max_length=64)
    chances = TextField(default="[]")
    got_rank = IntegerField(null=True)


class PlanRun(Table):
    """One run of the planner: when, how good, and what it could not do (`report`, JSON)."""

    round = ForeignKeyField(Round, backref="plan_runs", on_delete="CASCADE")
    made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    job_id = CharField(max_length=43, default="")
    made_at = UtcDateTimeField()
    ended_at = UtcDateTimeField(null=True)
    report = TextField(default="{}")


def moment_at(day: date, minutes: int) -> datetime:
    """The moment when the school's clock shows these minutes after midnight, in UTC."""
    return clock.at(day + timedelta(days=minutes // 1440), time(minutes % 1440 // 60, minutes % 60))
