"""Posts, whom they are for, and who has seen them."""

from peewee import SQL, CharField, Check, ForeignKeyField, IntegerField, TextField

from webapp.accounts.models import Person
from webapp.core.db import Table, UtcDateTimeField
from webapp.core.files import FileField
from webapp.schools.models import Child, Group, Unit


class Post(Table):
    """What somebody of the school told. `body` is a safe subset of HTML, cleaned when it was written."""

    author = ForeignKeyField(Person, backref="posts")
    title = CharField(max_length=150)
    body = TextField()
    gallery = TextField(
        default=""
    )  # JSON: its photos and files as the feed shows them, so that it need not ask for each
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


class Draft(Table):
    """A post that its author has not placed yet; photos and files lie ready with it. Nobody else sees it."""

    author = ForeignKeyField(Person, backref="drafts", on_delete="CASCADE")
    title = CharField(max_length=150, default="")
    body = TextField(default="")
    audience = TextField(default="[]")  # JSON: the keys of its parts
    token = CharField(max_length=43, unique=True)  # the idempotency key of the post it becomes
    updated_at = UtcDateTimeField(index=True)


class Photo(Table):
    """A photo of a draft, and later of the post that this became.

    `upload` names the file as it was sent, which is gone once it was made anew: `large` and `small` are the WebP files
    that people see, `tiny` some hundred bytes (base64) in their place while they load. `shows` is who can be
    recognised: `children` (its tags), the whole `group`, or `nobody`; empty while the author has not said.
    """

    draft = ForeignKeyField(Draft, null=True, backref="photos", on_delete="CASCADE")
    post = ForeignKeyField(Post, null=True, backref="photos", on_delete="CASCADE")
    position = IntegerField()
    alt = CharField(max_length=300, default="")
    state = CharField(
        max_length=8, default="waiting", constraints=[Check("state IN ('waiting', 'ready', 'failed', 'removed')")]
    )
    problem = CharField(max_length=30, default="")
    name = CharField(max_length=120, default="")
    upload = CharField(max_length=80, default="")
    large = FileField(default="", index=True)
    small = FileField(default="", index=True)
    tiny = TextField(default="")
    width = IntegerField(default=0)
    height = IntegerField(default=0)
    shows = CharField(max_length=8, default="", constraints=[Check("shows IN ('', 'children', 'group', 'nobody')")])
    added_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    added_at = UtcDateTimeField()
    removed_at = UtcDateTimeField(null=True)
    removed_by = ForeignKeyField(Person, null=True, on_delete="SET NULL")

    class Meta:
        indexes = ((("post", "position"), False), (("draft", "position"), False))


class PhotoTag(Table):
    """A child that can be recognised in a photo; of one that was placed, the entries of the register that covered it
    then (`covered_by`, JSON: their numbers)."""

    photo = ForeignKeyField(Photo, backref="tags", on_delete="CASCADE")
    child = ForeignKeyField(Child, on_delete="CASCADE")
    covered_by = TextField(default="[]")

    class Meta:
        indexes = ((("photo", "child"), True),)


class Attachment(Table):
    """A paper (PDF, office document) with a draft or post, made safe when it was sent."""

    draft = ForeignKeyField(Draft, null=True, backref="attachments", on_delete="CASCADE")
    post = ForeignKeyField(Post, null=True, backref="attachments", on_delete="CASCADE")
    position = IntegerField()
    name = CharField(max_length=120)
    file = FileField(index=True)
    size = IntegerField()
    added_at = UtcDateTimeField()
