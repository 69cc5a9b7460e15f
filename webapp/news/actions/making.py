"""A photo made fit to be seen, by a worker: what was sent becomes two sizes without metadata, and goes."""

import logging
from contextlib import suppress

from webapp.core.db import db, one_at_a_time
from webapp.core.files import drop_file, drop_unused, keep_file, read_file
from webapp.core.pictures import NotAPicture, photo_pictures
from webapp.core.pictures import Photo as Made
from webapp.news.actions.gallery import keep_gallery
from webapp.news.models import Photo

log = logging.getLogger(__name__)


def make_photo(photo_id: int) -> None:
    """The job: a photo that waits becomes ready, or failed with the reason. One that does not wait stays as it is."""
    photo = Photo.get_or_none(Photo.id == photo_id, Photo.state == "waiting")
    if photo is None:
        return
    try:
        keep_made(photo, photo_pictures(read_file(photo.upload)))
    except NotAPicture:
        fail(photo, "cannot_be_opened")
    except (FileNotFoundError, ValueError):
        fail(photo, "not_there")
    with suppress(ValueError):
        drop_file(photo.upload)


def keep_made(photo: Photo, made: Made) -> None:
    """The files are kept and the row names them, in one step for whoever looks for files that nothing names; a bucket
    takes its time, so they are sent there before anybody has to wait."""
    for data in (made.large, made.small):
        keep_file(data, "webp")
    with db.atomic():
        one_at_a_time("files")
        large, small = keep_file(made.large, "webp"), keep_file(made.small, "webp")
        facts = {"tiny": made.tiny, "width": made.width, "height": made.height, "problem": ""}
        is_kept = settle(photo, state="ready", large=large, small=small, **facts)
        if is_kept:
            renew_gallery(photo)
    if not is_kept:  # taken away or replaced meanwhile
        drop_unused(large, small)


def fail(photo: Photo, problem: str) -> None:
    """The author is shown that this photo did not become one, and why."""
    if settle(photo, state="failed", problem=problem):
        log.warning("a photo could not be made", extra={"photo": photo.id, "problem": problem})


def settle(photo: Photo, **facts: object) -> int:
    """What came of it, unless something else happened to the photo meanwhile."""
    waits = (Photo.id == photo.id) & (Photo.state == "waiting") & (Photo.upload == photo.upload)
    return Photo.update(**facts).where(waits).execute()


def renew_gallery(photo: Photo) -> None:
    """A draft may have become a post while the photo was made."""
    now = Photo.get_by_id(photo.id)
    if now.post_id is not None:
        keep_gallery(now.post)
