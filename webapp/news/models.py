"""Posts, whom they are for, and who has seen them."""

from peewee import SQL, CharField, ForeignKeyField, TextField

from webapp.accounts.models import Person
from webapp.core.db import Table, UtcDateTimeField
from webapp.schools.models import Group, Unit


class Post(Table):
    """What somebody of the school told. `body` is a safe subset of HTML, cleaned when it was written."""

    author = ForeignKeyField(Person, backref="posts")
    title = CharField(max_length=150)
    body = TextField()
    published_at = UtcDateTimeField(index=True)
    edited_at = UtcDateTimeField(null=True)
    withdrawn_at = UtcDateTimeField(null=True)
    idempotency_key = CharField(max_length=43, unique=True)


class Audience(Table):
    """A part of whom a post is for: a whole unit, or one group of it."""

    post = ForeignKeyField(Post, backref="audience", on_delete="CASCADE")
    unit = ForeignKeyField(Unit)
    group = ForeignKeyField(Group, null=True)
    published_at = UtcDateTimeField()  # the post's own, here too: so that one index sorts what one audience reads


Audience.add_index(Audience.index(Audience.post, Audience.group, unique=True, where=SQL("group_id IS NOT NULL")))
Audience.add_index(
    Audience.index(Audience.post, Audience.unit, unique=True, where=SQL("group_id IS NULL"), name="audience_whole_unit")
)
Audience.add_index(Audience.index(Audience.group, Audience.published_at, Audience.post, name="audience_of_group"))
Audience.add_index(Audience.index(Audience.unit, Audience.published_at, Audience.post, name="audience_of_unit"))
Audience.add_index(
    Audience.index(
        Audience.unit,
        Audience.published_at,
        Audience.post,
        where=SQL("group_id IS NULL"),
        name="audience_of_whole_unit",
    )
)


class Seen(Table):
    """Who has had a post on the screen, since when."""

    post = ForeignKeyField(Post, backref="seen", on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("post", "person"), True),)
