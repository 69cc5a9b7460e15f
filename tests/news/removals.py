"""Requests to take photos away, as parents make them."""

from tests.news.photos import ready_photo
from tests.news.posts import make_post
from webapp.consent.models import RemovalRequest
from webapp.news.actions.removals import ask_photo_removal
from webapp.news.models import Photo, PhotoTag
from webapp.schools.models import Child


def photo_of(cast, *children: Child, author=None, places=(), **known) -> Photo:
    """A photo in a post of Joris to group 3, or of this author to these places, with these children in it."""
    post = make_post(author or cast.joris, *(places or [cast.group3]))
    photo = ready_photo(post, **known)
    for child in children:
        PhotoTag.create(photo=photo, child=child, covered_by="[3, 5]")
    return photo


def asked(by, photo: Photo, child: Child, unit) -> RemovalRequest:
    """A request of this guardian about one photo."""
    ask_photo_removal(by, photo, child, unit)
    return RemovalRequest.get(RemovalRequest.subject == f"photo-{photo.id}", RemovalRequest.child == child)
