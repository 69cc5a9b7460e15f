"""Who is in the photos of a post, and which entries of the register covered it: for its author and the office."""

import json
from dataclasses import dataclass, field

from webapp.news.models import Photo, PhotoTag, Post
from webapp.schools.models import Child


@dataclass(frozen=True, slots=True)
class Covered:
    """A child in a photo, with the numbers of the entries that allowed it when it was placed."""

    name: str
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class TaggedPhoto:
    """A photo of a post and who can be recognised in it (`shows`: children, group or nobody)."""

    id: int
    number: int
    shows: str
    children: list[Covered] = field(default_factory=list)


def tagged_photos_of(post: Post) -> list[TaggedPhoto]:
    """Each photo of a post in its order. Only for who may change the post."""
    photos = Photo.select(Photo.id, Photo.shows).where(Photo.post == post, Photo.state == "ready")
    found = {
        photo.id: TaggedPhoto(photo.id, number, photo.shows)
        for number, photo in enumerate(photos.order_by(Photo.position, Photo.id), 1)
    }
    tags = (
        PhotoTag.select(PhotoTag, Child)
        .join(Child)
        .where(PhotoTag.photo.in_(list(found)))
        .order_by(Child.given_name, Child.id)
    )
    for tag in tags:
        found[tag.photo_id].children.append(Covered(tag.child.name, json.loads(tag.covered_by)))
    return list(found.values())
