"""People, their sessions, and the links that were mailed to them."""

from datetime import datetime

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from webapp.core.db import Table, UtcDateTimeField
from webapp.core.files import FileField

TINTS = 12


def initials_of(name: str) -> str:
    """«Fleur de Bakker» is FB: first letters of the first and the last word."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


class Person(Table):
    """Somebody with an account: any number of roles, one log-in. `email` is lower case."""

    name = CharField(max_length=100)
    email = CharField(max_length=200, unique=True)
    password_hash = CharField(max_length=200, null=True)
    phone = CharField(max_length=20, default="")
    about = TextField(default="")
    language = CharField(max_length=2, default="nl")
    photo = FileField(default="")
    created_at = UtcDateTimeField()
    activated_at = UtcDateTimeField(null=True)
    blocked_at = UtcDateTimeField(null=True)
    signs_in_daily = BooleanField(default=False)  # staff: a session ends after a working day, not after a month

    # What Flask-Login asks of a visitor.
    is_authenticated = True
    is_anonymous = False
    session_token: str | None = None  # of the session this person came in with; set while a request runs

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the token of our own session row, not the person's id."""
        return self.session_token or ""

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def tint(self) -> int:
        return self.id % TINTS

    @property
    def photo_url(self) -> str | None:
        return f"/people/{self.id}/photo?v={self.photo[:12]}" if self.photo else None

    @property
    def is_active(self) -> bool:
        return self.activated_at is not None and self.blocked_at is None


class Session(Table):
    """A device on which somebody is signed in. Only a hash of its token is stored."""

    token_hash = CharField(max_length=64, unique=True)
    person = ForeignKeyField(Person, backref="sessions", on_delete="CASCADE")
    device = CharField(max_length=80)
    created_at = UtcDateTimeField()
    seen_at = UtcDateTimeField()
    confirmed_at = UtcDateTimeField()  # when the password was last typed on this device
    expires_at = UtcDateTimeField()
    ended_at = UtcDateTimeField(null=True)


class MailedLink(Table):
    """A link in a mail that proves the address: `purpose` activation, password, email or invitation. Works once."""

    token_hash = CharField(max_length=64, unique=True)
    person = ForeignKeyField(Person, backref="mailed_links", on_delete="CASCADE")
    purpose = CharField(max_length=12)
    email = CharField(max_length=200)
    created_at = UtcDateTimeField()
    expires_at = UtcDateTimeField()
    used_at = UtcDateTimeField(null=True)

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and now < self.expires_at
