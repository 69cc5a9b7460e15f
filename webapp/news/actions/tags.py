"""Who is in a photo, as its author says."""

from collections.abc import Collection
from typing import NamedTuple

from webapp.accounts.models import Person
from webapp.core.db import db
from webapp.news.actions.gallery import touch
from webapp.news.models import Draft, Photo, PhotoTag
from webapp.news.queries.drafts import DraftPhoto, photos_of_draft
from webapp.news.queries.pictured import child_ids_in
from webapp.news.rules.photos import LONGEST_ALT
from webapp.schools.queries.audiences import choices_of


class Said(NamedTuple):
    """What a form says of one photo: what is to be seen, and who (`rules.tagging.Shot`)."""

    photo_id: int
    alt: str
    shows: str
    child_ids: frozenset[int] = frozenset()


SHOWS = ("children", "group", "nobody")


def nameable_by(author: Person) -> set[int]:
    """The children whom this person may name in a photo: those of all groups they may write to."""
    return child_ids_in(choice.part for choice in choices_of(author))


def say_what_is_seen(one: DraftPhoto, said: Said, nameable: Collection[int]) -> None:
    """Keep what was said of a photo. Children whom the author may not name are no answer; those whom the post is not
    for stay, and who was named before and left the group since: they are in the picture, and placing it is refused.
    """
    shows = said.shows if said.shows in SHOWS else ""
    children = said.child_ids & (set(nameable) | one.child_ids) if shows == "children" else frozenset()
    alt = said.alt[:LONGEST_ALT]
    if (alt, shows) != (one.photo.alt, one.photo.shows):
        Photo.update(alt=alt, shows=shows).where(Photo.id == one.photo.id).execute()
    if children != one.child_ids:
        PhotoTag.delete().where(PhotoTag.photo == one.photo, PhotoTag.child.not_in(list(children))).execute()
        rows = [{"photo": one.photo.id, "child": child_id} for child_id in sorted(children - one.child_ids)]
        if rows:
            PhotoTag.insert_many(rows).execute()


@db.atomic()
def say_of_all(by: Person, draft: Draft, shows: str, child_ids: frozenset[int]) -> None:
    """The author says at once who is in all photos of a draft."""
    touch(draft)
    nameable = nameable_by(by)
    for one in photos_of_draft(draft):
        say_what_is_seen(one, Said(one.photo.id, one.photo.alt, shows, child_ids), nameable)
