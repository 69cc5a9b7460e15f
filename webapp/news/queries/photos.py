"""A photo or a paper: for who reads the post it is in, and for the author of a draft."""

from peewee import Expression, fn

from webapp.accounts.models import Person
from webapp.news.models import Attachment, Audience, Draft, Photo, Post
from webapp.news.queries.posts import changeable_post_of, reads
from webapp.schools.queries.standing import standing_of


def is_open_to(person: Person, row: type[Photo] | type[Attachment]) -> Expression:
    """The condition that it is in a post which this person may read, or in an own draft of who works here."""
    # Asked for this one row: all that somebody reads, among a hundred thousand posts, is long to make a list of.
    readable = Audience.select(Audience.id).join(Post).where(Post.id == row.post, Post.withdrawn_at.is_null())
    is_read = fn.EXISTS(readable.where(reads(person)))
    if not standing_of(person).is_staff:
        return is_read
    return is_read | fn.EXISTS(Draft.select(Draft.id).where(Draft.id == row.draft, Draft.author == person))


def photo_for(person: Person, photo_id: int) -> Photo:
    """A photo that this person may see; raises DoesNotExist for any other, and for one that was removed."""
    return Photo.select().where(Photo.id == photo_id, Photo.state != "removed").where(is_open_to(person, Photo)).get()


def attachment_for(person: Person, attachment_id: int) -> Attachment:
    """A paper that this person may open; raises DoesNotExist for any other."""
    return Attachment.select().where(Attachment.id == attachment_id).where(is_open_to(person, Attachment)).get()


def changeable_photo_of(person: Person, photo_id: int) -> Photo:
    """A photo of an own draft, or of a post that this person may change; raises DoesNotExist for any other."""
    photo = photo_for(person, photo_id)
    if photo.post_id is not None:
        changeable_post_of(person, photo.post_id)
    return photo
