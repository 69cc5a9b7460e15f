"""Photos of a post that is online: their words can be bettered. None are added: who is in them was asked before."""

from collections.abc import Mapping

from webapp.accounts.models import Person
from webapp.core.db import db
from webapp.news.actions.photos import describe_photo
from webapp.news.models import Photo, Post


@db.atomic()
def describe_photos(by: Person, post: Post, alts: Mapping[int, str]) -> None:
    """The author or the office says anew what is to be seen in photos of a post."""
    for photo in Photo.select().where(Photo.post == post, Photo.state == "ready").order_by(Photo.position, Photo.id):
        if alts.get(photo.id, photo.alt) != photo.alt:
            describe_photo(by, photo, alts[photo.id])
