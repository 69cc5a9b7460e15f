"""The photos of a group: of every post to it, for who reads along there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from peewee import Expression, ModelSelect

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.news.models import Audience, Photo, Post
from webapp.news.queries.feed import readable_places
from webapp.news.queries.gallery import GalleryPhoto
from webapp.schools.models import Group, Unit
from webapp.schools.queries.standing import standing_of

PAGE = 48


@dataclass(frozen=True, slots=True)
class Month:
    """The photos of one month, the newest post first."""

    first_day: date
    photos: list[GalleryPhoto]


def photo_groups_of(person: Person) -> ModelSelect:
    """The groups whose photos this person sees: of the own children, the own groups, and a unit's for its office."""
    standing = standing_of(person)
    ids = {place.group_id for place in readable_places(standing)} | {group for group, _ in standing.taught_groups}
    return (
        Group.select(Group, Unit)
        .join(Unit)
        .where(Group.id.in_(ids) | (Group.unit.in_(standing.managed_units) & Group.ended_on.is_null()))
        .order_by(Unit.kind.desc(), Unit.name, Group.is_combined, Group.name)
    )


def photo_group_of(person: Person, group_id: int) -> Group:
    """One of them; raises DoesNotExist for any other group."""
    return photo_groups_of(person).where(Group.id == group_id).get()


def photos_in(group: Group, before: int | None = None) -> list[Photo]:
    """A page of the photos in posts to a group, newest post first, and one more if there is one; each with when it was
    placed (`placed_at`). Only for who may see this group (`photo_group_of`): who reads the group reads each such post.
    """
    rows = (
        Photo.select(Photo, Audience.published_at.alias("placed_at"))
        .join(Audience, on=(Audience.post == Photo.post))
        .join(Post, on=(Post.id == Audience.post))
        .where(Audience.group == group, Post.withdrawn_at.is_null(), Photo.state == "ready")
        .order_by(Audience.published_at.desc(), Audience.post.desc(), Photo.position, Photo.id)
        .limit(PAGE + 1)
        .objects()
    )
    return list(rows.where(comes_after(group, before)) if before else rows)


def comes_after(group: Group, photo_id: int) -> Expression:
    """The condition that a photo stands further down on the group's page than this one, also when that one is gone by
    now; raises DoesNotExist when it never stood there."""
    last = (
        Photo.select(Photo.position, Audience.published_at.alias("placed_at"), Audience.post_id.alias("in_post"))
        .join(Audience, on=(Audience.post == Photo.post))
        .where(Photo.id == photo_id, Audience.group == group)
        .objects()
        .get()
    )
    is_later = (Photo.position > last.position) | ((Photo.position == last.position) & (Photo.id > photo_id))
    return (
        (Audience.published_at < last.placed_at)
        | ((Audience.published_at == last.placed_at) & (Audience.post < last.in_post))
        | ((Audience.post == last.in_post) & is_later)
    )


def by_month(photos: Iterable[Photo]) -> list[Month]:
    """The photos under their months at school."""
    months: dict[date, list[GalleryPhoto]] = {}
    for photo in photos:
        day = photo.placed_at.astimezone(clock.SCHOOL_ZONE).date()
        months.setdefault(day.replace(day=1), []).append(shown(photo))
    return [Month(first_day, found) for first_day, found in months.items()]


def shown(photo: Photo) -> GalleryPhoto:
    """A photo as pages show it."""
    return GalleryPhoto(photo.id, photo.width, photo.height, photo.alt, photo.tiny, photo.large[:12])
