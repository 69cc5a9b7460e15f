"""Posts that somebody has begun: only their author finds them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from peewee import ModelSelect

from webapp.accounts.models import Person
from webapp.news.models import Attachment, Draft, Photo, PhotoTag, Post
from webapp.news.queries.gallery import GalleryFile, GalleryPhoto
from webapp.news.queries.pictured import MOST_IN_SIGHT, Pictured, children_by_name, pictured_in
from webapp.news.rules.tagging import Shot
from webapp.schools.queries.audiences import Choice
from webapp.schools.rules.audiences import Part


@dataclass(frozen=True, slots=True)
class DraftPhoto:
    """A photo of a draft with its number, and who its author said is in it."""

    photo: Photo
    number: int
    child_ids: frozenset[int]

    @property
    def shot(self) -> Shot:
        return Shot(self.number, self.photo.state, self.photo.shows, self.child_ids)

    @property
    def picture(self) -> GalleryPhoto:
        photo = self.photo
        return GalleryPhoto(photo.id, photo.width, photo.height, photo.alt, photo.tiny, photo.large[:12])


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows of a draft beside its text: photos, papers, and the children who may be named in them."""

    photos: tuple[DraftPhoto, ...]
    files: tuple[GalleryFile, ...]
    children: dict[int, Pictured]

    @property
    def never(self) -> list[Pictured]:
        """Of whom no picture is made at all."""
        return [one for one in self.children.values() if one.is_never]

    @property
    def is_searched(self) -> bool:
        """Whether there are too many children to have them all in sight."""
        return len(self.children) > MOST_IN_SIGHT

    @property
    def is_waiting(self) -> bool:
        return any(one.photo.state == "waiting" for one in self.photos)

    def choices_for(self, one: DraftPhoto | None) -> list[Pictured]:
        """The children to choose from for a photo: all, or in a large audience those that were named."""
        named = one.child_ids if one else frozenset()
        return [child for id, child in self.children.items() if id in named or not self.is_searched]


def drafts_of(person: Person) -> ModelSelect:
    """What this person began and has not placed, the newest first."""
    return Draft.select().where(Draft.author == person).order_by(Draft.updated_at.desc(), Draft.id.desc())


def draft_of(person: Person, draft_id: int) -> Draft:
    """One of them; raises DoesNotExist for any other."""
    return drafts_of(person).where(Draft.id == draft_id).get()


def draft_named(person: Person, token: str) -> Draft | None:
    """This person's draft with a token, if there is one."""
    return drafts_of(person).where(Draft.token == token).first()


def draft_photo_of(person: Person, photo_id: int) -> Photo:
    """A photo of an own draft, with the draft; raises DoesNotExist for any other."""
    return Photo.select(Photo, Draft).join(Draft).where(Photo.id == photo_id, Draft.author == person).get()


def draft_paper_of(person: Person, file_id: int) -> Attachment:
    """A paper of an own draft, with the draft; raises DoesNotExist for any other."""
    query = Attachment.select(Attachment, Draft).join(Draft)
    return query.where(Attachment.id == file_id, Draft.author == person).get()


def post_placed_as(person: Person, token: str) -> Post | None:
    """The post that this person's draft with this token became, if it did."""
    return Post.get_or_none(Post.author == person, Post.idempotency_key == token)


def audience_keys(draft: Draft) -> list[str]:
    """For whom a draft is, as its form names it."""
    return json.loads(draft.audience)


def parts_of_draft(draft: Draft, choices: Iterable[Choice]) -> list[Part]:
    """For whom a draft is, of what its author may choose now."""
    wanted = set(audience_keys(draft))
    return [choice.part for choice in choices if choice.part.key in wanted]


def photos_of_draft(draft: Draft) -> tuple[DraftPhoto, ...]:
    """The photos of a draft in their order, each with who is named in it."""
    photos = list(Photo.select().where(Photo.draft == draft).order_by(Photo.position, Photo.id))
    tags = PhotoTag.select(PhotoTag.photo, PhotoTag.child).join(Photo).where(Photo.draft == draft).tuples()
    named: dict[int, set[int]] = {}
    for photo_id, child_id in tags:
        named.setdefault(photo_id, set()).add(child_id)
    return tuple(DraftPhoto(photo, n, frozenset(named.get(photo.id, ()))) for n, photo in enumerate(photos, 1))


def files_of_draft(draft: Draft) -> tuple[GalleryFile, ...]:
    files = Attachment.select().where(Attachment.draft == draft).order_by(Attachment.position, Attachment.id)
    return tuple(GalleryFile(file.id, file.name, file.size) for file in files)


def sheet_of(draft: Draft | None, parts: Iterable[Part]) -> Sheet:
    """A draft's photos and papers, with the children of an audience and those who were named although it is not for
    them."""
    children = pictured_in(parts)
    if draft is None:
        return Sheet((), (), children)
    photos = photos_of_draft(draft)
    strangers = {child_id for one in photos for child_id in one.child_ids} - set(children)
    known = children_by_name(strangers) if strangers else []
    elsewhere = {child.id: Pictured(child, False, is_elsewhere=True) for child in known}
    return Sheet(photos, files_of_draft(draft), children | elsewhere)
