"""One photo on a page of its own, between the ones before and after it."""

from dataclasses import dataclass

from webapp.accounts.models import Person
from webapp.news.models import Photo, Post
from webapp.news.queries.gallery import GalleryPhoto
from webapp.news.queries.group_photos import shown
from webapp.news.queries.photos import photo_for


@dataclass(frozen=True, slots=True)
class PhotoPage:
    """A photo of a post, its place among the others, and their numbers."""

    photo: GalleryPhoto
    post: Post
    number: int
    total: int
    previous_id: int | None
    next_id: int | None


def placed_photo_for(person: Person, photo_id: int) -> Photo:
    """A photo of a post that this person reads; raises DoesNotExist for any other, and for one in a draft."""
    photo = photo_for(person, photo_id)
    if photo.post_id is None or photo.state != "ready":
        raise Photo.DoesNotExist
    return photo


def photo_page_of(photo: Photo) -> PhotoPage:
    """The page of a photo that somebody may see."""
    rows = Photo.select(Photo.id).where(Photo.post == photo.post_id, Photo.state == "ready")
    ids = [id for (id,) in rows.order_by(Photo.position, Photo.id).tuples()]
    here = ids.index(photo.id)
    return PhotoPage(
        photo=shown(photo),
        post=photo.post,
        number=here + 1,
        total=len(ids),
        previous_id=ids[here - 1] if here else None,
        next_id=ids[here + 1] if here + 1 < len(ids) else None,
    )
