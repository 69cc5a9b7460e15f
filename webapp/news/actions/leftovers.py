"""What nobody comes back for: drafts that were left, and photos whose worker was killed."""

from datetime import timedelta

from webapp.core import clock
from webapp.core.db import db
from webapp.core.files import drop_file, drop_unused, files_older_than
from webapp.news.jobs import make_photo_in_background
from webapp.news.models import Draft, Photo
from webapp.news.rules.photos import UPLOAD

DRAFTS_LAST = timedelta(days=30)
STRAYS_LAST = timedelta(days=1)
PATIENCE = timedelta(minutes=5)


def forget_draft(draft: Draft) -> None:
    """A draft goes, with what was sent for it and the files that nothing else names."""
    photos, papers = list(draft.photos), list(draft.attachments)
    with db.atomic():
        Draft.delete().where(Draft.id == draft.id).execute()  # its photos and papers with it
    for photo in photos:
        if photo.upload:
            drop_file(photo.upload)
    drop_unused(*(name for photo in photos for name in (photo.large, photo.small)), *(paper.file for paper in papers))


def forget_old_drafts() -> int:
    """Drafts that nobody touched for thirty days go; returns how many."""
    old = list(Draft.select().where(Draft.updated_at < clock.now() - DRAFTS_LAST))
    for draft in old:
        forget_draft(draft)
    return len(old)


def forget_stray_uploads() -> int:
    """What was sent and belongs to no photo that waits goes after a day: its request ended half-way; returns how many.
    It is the photo as the phone made it, which tells where that was."""
    waiting = {upload for (upload,) in Photo.select(Photo.upload).where(Photo.state == "waiting").tuples()}
    stray = [name for name in files_older_than(clock.now() - STRAYS_LAST, UPLOAD) if name not in waiting]
    for name in stray:
        drop_file(name)
    return len(stray)


@db.atomic()
def resume_waiting_photos() -> int:
    """Photos that wait for some minutes are put in the queue again: a worker was killed; returns how many."""
    waiting = Photo.select(Photo.id).where(Photo.state == "waiting", Photo.added_at < clock.now() - PATIENCE)
    ids = [id for (id,) in waiting.tuples()]
    for id in ids:
        make_photo_in_background(id)
    return len(ids)
