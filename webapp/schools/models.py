"""Units, groups and children; who teaches whom; and who belongs to whom, by link codes."""

from datetime import datetime

from peewee import SQL, BooleanField, CharField, Check, DateField, ForeignKeyField, IntegerField, TextField

from webapp.accounts.models import TINTS, Person, initials_of
from webapp.core.db import Table, UtcDateTimeField
from webapp.core.files import FileField


class Unit(Table):
    """A school or an after-school care location of this installation, with its settings."""

    name = CharField(max_length=100, unique=True)
    kind = CharField(max_length=10, constraints=[Check("kind IN ('school', 'bso')")])
    brin = CharField(max_length=8, default="")
    colour = CharField(max_length=7, default="#0f766e")
    logo = FileField(default="")
    phone = CharField(max_length=20, default="")
    email = CharField(max_length=200, default="")
    region = CharField(max_length=6, default="Noord", constraints=[Check("region IN ('Noord', 'Midden', 'Zuid')")])
    guardians_per_code = IntegerField(default=4)
    code_days = IntegerField(default=60)
    links_need_approval = BooleanField(default=False)
    # School times on the school's clock, and the halves of the week without school: «3a 5a» is Wednesday and Friday
    # afternoon, «3m» Wednesday morning (ISO week days).
    starts_at = CharField(max_length=5, default="08:30")
    noon = CharField(max_length=5, default="12:00")
    ends_at = CharField(max_length=5, default="14:00")
    free_halves = CharField(max_length=30, default="")
    digest_hour = IntegerField(default=8)  # of the Saturday digest, on the school's clock
    days_version = IntegerField(default=0)  # grows whenever it changes on which days there is school

    @property
    def logo_url(self) -> str | None:
        return f"/units/{self.id}/logo?v={self.logo[:12]}" if self.logo else None


class SpecialDay(Table):
    """Days that a unit decides itself: `closed` (a study day), no school in the `morning` or `afternoon`, or `open`
    although everybody else has a holiday."""

    unit = ForeignKeyField(Unit, backref="special_days", on_delete="CASCADE")
    name = CharField(max_length=80)
    first_day = DateField()
    last_day = DateField()
    part = CharField(
        max_length=9, default="closed", constraints=[Check("part IN ('closed', 'morning', 'afternoon', 'open')")]
    )

    class Meta:
        indexes = ((("unit", "first_day"), False),)


class Group(Table):
    """A group of a unit; `is_combined` for one that pupils of several groups join (samengestelde groep)."""

    unit = ForeignKeyField(Unit, backref="groups")
    key = CharField(max_length=200)
    name = CharField(max_length=100)
    year = CharField(max_length=5, default="")
    is_combined = BooleanField(default=False)
    ended_on = DateField(null=True)

    class Meta:
        table_name = "school_group"
        indexes = ((("unit", "key"), True),)


class Child(Table):
    """A child, once, however many units it goes to."""

    given_name = CharField(max_length=200)
    infix = CharField(max_length=200, default="")
    surname = CharField(max_length=200)
    birthdate = DateField(null=True)
    has_secret_address = BooleanField(default=False)  # geheim adres: shown to no other parent

    class Meta:
        indexes = ((("surname", "given_name"), False),)

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given_name, self.infix, self.surname) if part)

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def tint(self) -> int:
        return self.id % TINTS

    @property
    def photo_url(self) -> str | None:
        return None


class PupilKey(Table):
    """Under which key a unit's own administration knows the child."""

    unit = ForeignKeyField(Unit, backref="pupil_keys")
    child = ForeignKeyField(Child, backref="pupil_keys", on_delete="CASCADE")
    key = CharField(max_length=200)

    class Meta:
        indexes = ((("unit", "key"), True), (("unit", "child"), True))


class Enrolment(Table):
    """A child in a group, from a day until (and without) a day."""

    child = ForeignKeyField(Child, backref="enrolments", on_delete="CASCADE")
    group = ForeignKeyField(Group, backref="enrolments")
    starts_on = DateField()
    ends_on = DateField(null=True)


Enrolment.add_index(
    Enrolment.index(Enrolment.child, Enrolment.group, unique=True, where=SQL("ends_on IS NULL"), name="enrolment_open")
)


class Guardianship(Table):
    """A person who belongs to a child, and what the office knows of it. Linking gives access, never authority."""

    child = ForeignKeyField(Child, backref="guardianships", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="guardianships", on_delete="CASCADE")
    authority = CharField(
        max_length=10, default="unknown", constraints=[Check("authority IN ('yes', 'no', 'unknown')")]
    )
    information = CharField(
        max_length=10, default="full", constraints=[Check("information IN ('full', 'on_request', 'none')")]
    )
    may_collect = BooleanField(default=True)
    household = CharField(max_length=40, default="")
    has_secret_address = BooleanField(default=False)  # this person is shown to no other parent
    starts_on = DateField()
    ends_on = DateField(null=True)


Guardianship.add_index(
    Guardianship.index(
        Guardianship.child, Guardianship.person, unique=True, where=SQL("ends_on IS NULL"), name="guardianship_open"
    )
)


class LinkCode(Table):
    """The code in a child's letter, for one unit. The selector finds the row; of the secret only a hash is stored."""

    child = ForeignKeyField(Child, backref="link_codes", on_delete="CASCADE")
    unit = ForeignKeyField(Unit, backref="link_codes")
    selector = CharField(max_length=4, unique=True)
    secret_hash = CharField(max_length=200)
    made_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    created_at = UtcDateTimeField()
    expires_at = UtcDateTimeField()
    wrong_secrets = IntegerField(default=0)
    locked_at = UtcDateTimeField(null=True)
    renewed_at = UtcDateTimeField(null=True)

    def is_open(self, now: datetime) -> bool:
        return self.locked_at is None and self.renewed_at is None and now < self.expires_at


LinkCode.add_index(
    LinkCode.index(
        LinkCode.child, LinkCode.unit, unique=True, where=SQL("renewed_at IS NULL"), name="link_code_current"
    )
)


class Link(Table):
    """A guardian's access to a child's unit, made with a code. Waits for the office where the unit wants that."""

    guardianship = ForeignKeyField(Guardianship, backref="links", on_delete="CASCADE")
    unit = ForeignKeyField(Unit, backref="links")
    code = ForeignKeyField(LinkCode, backref="links", null=True, on_delete="SET NULL")
    made_at = UtcDateTimeField()
    approved_at = UtcDateTimeField(null=True)
    approved_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    ended_at = UtcDateTimeField(null=True)
    ended_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")


Link.add_index(Link.index(Link.guardianship, Link.unit, unique=True, where=SQL("ended_at IS NULL"), name="link_open"))

STAFF_ROLES = ("teacher", "office", "director", "admin")


class StaffMember(Table):
    """A function of somebody at a unit (none for an administrator). Who has no account yet is no person yet."""

    unit = ForeignKeyField(Unit, backref="staff", null=True)
    person = ForeignKeyField(Person, backref="functions", null=True, on_delete="SET NULL")
    role = CharField(max_length=10, constraints=[Check("role IN ('teacher', 'office', 'director', 'admin')")])
    key = CharField(max_length=200, null=True)
    name = CharField(max_length=200)
    email = CharField(max_length=200, default="")
    invited_at = UtcDateTimeField(null=True)
    starts_on = DateField()
    ends_on = DateField(null=True)

    class Meta:
        indexes = ((("unit", "key"), True),)


StaffMember.add_index(
    StaffMember.index(
        StaffMember.person,
        StaffMember.unit,
        StaffMember.role,
        unique=True,
        where=SQL("ends_on IS NULL"),
        name="staff_open",
    )
)


class Teaching(Table):
    """Which groups a staff member has."""

    staff_member = ForeignKeyField(StaffMember, backref="teachings", on_delete="CASCADE")
    group = ForeignKeyField(Group, backref="teachings")

    class Meta:
        indexes = ((("staff_member", "group"), True),)


class SchoolImport(Table):
    """A school's file on its way in: uploaded → mapping → reading → planned → applying → applied, or refused."""

    unit = ForeignKeyField(Unit, backref="imports")
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    file_name = CharField(max_length=200)
    file = CharField(max_length=80)
    kind = CharField(max_length=6, default="")
    mapping = TextField(default="")
    state = CharField(max_length=10, default="uploaded")
    job_id = CharField(max_length=43, default="")  # the long job that reads or applies it
    plan = TextField(default="")
    fingerprint = CharField(max_length=64, default="")
    created_at = UtcDateTimeField()
    applied_at = UtcDateTimeField(null=True)
