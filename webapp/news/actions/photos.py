"""Photos of a draft, and of the post that it became: taken in, put in order, described, taken away."""

from collections.abc import Iterable, Sequence

from peewee import fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db, one_place
from webapp.core.errors import Refused
from webapp.core.files import drop_file, drop_unused, keep_file, tidy_name
from webapp.core.pictures import looks_like_a_picture
from webapp.news.actions.gallery import hold_post, keep_gallery, touch
from webapp.news.jobs import make_photo_in_background
from webapp.news.models import Attachment, Draft, Photo, PhotoTag, Post
from webapp.news.rules.photos import LARGEST_PHOTO, LONGEST_ALT, MOST_PHOTOS, UPLOAD


def add_photos(by: Person, draft: Draft, sent: Sequence[tuple[str, bytes]]) -> list[Photo]:
    """The author puts photos (name, bytes) to a draft; a worker makes them fit to be seen.

    Refused as a whole when one is too large or no picture, or when there would be more than forty. The same bytes
    twice are one photo.
    """
    if len(sent) > MOST_PHOTOS:
        raise Refused("too_many_photos")
    for _name, data in sent:
        refuse_what_is_no_photo(data)
    uploads = {keep_upload(draft, data): name for name, data in sent}
    try:
        return add_uploads(by, draft, uploads)
    finally:
        forget_unneeded(draft, uploads)


@db.atomic()
def add_uploads(by: Person, draft: Draft, uploads: dict[str, str]) -> list[Photo]:
    """A row for each that is new; one that failed is tried once more."""
    touch(draft)
    known = {photo.upload: photo for photo in Photo.select().where(Photo.draft == draft)}
    new = [upload for upload in uploads if upload not in known]
    if len(known) + len(new) > MOST_PHOTOS:
        raise Refused("too_many_photos")
    place = last_place(draft)
    for number, upload in enumerate(new, 1):
        known[upload] = add_photo(by, draft, uploads[upload], upload, place + number)
    for photo in (known[upload] for upload in uploads):
        if photo.state == "failed":
            begin_again(photo)
    return [known[upload] for upload in uploads]


def begin_again(photo: Photo) -> None:
    photo.state, photo.problem = "waiting", ""
    photo.save()
    make_photo_in_background(photo.id)


def forget_unneeded(draft: Draft, uploads: Iterable[str]) -> None:
    """What was sent once more, or was refused after all, does not stay: it tells where it was taken."""
    waiting = Photo.select(Photo.upload).where(Photo.draft == draft, Photo.state == "waiting")
    needed = {upload for (upload,) in waiting.tuples()}
    for upload in set(uploads) - needed:
        drop_file(upload)


def refuse_what_is_no_photo(data: bytes) -> None:
    if len(data) > LARGEST_PHOTO:
        raise Refused("file_too_large")
    if not looks_like_a_picture(data):
        raise Refused("not_a_picture")


def keep_upload(draft: Draft, data: bytes) -> str:
    """Each draft keeps its own: what one author takes away is not another's."""
    return keep_file(data, UPLOAD, salt=draft.token)


def last_place(draft: Draft) -> int:
    return Photo.select(fn.MAX(Photo.position)).where(Photo.draft == draft).scalar() or 0


def add_photo(by: Person, draft: Draft, name: str, upload: str, position: int) -> Photo:
    photo = Photo.create(
        draft=draft, position=position, name=shown_name(name), upload=upload, added_by=by, added_at=clock.now()
    )
    make_photo_in_background(photo.id)
    return photo


def shown_name(name: str) -> str:
    return tidy_name(name, "").rstrip(".")


def replace_photo(by: Person, photo: Photo, name: str, data: bytes) -> None:
    """Another picture in the place of one of a draft: with a face made unrecognisable. Place, words and tags stay; the
    old files go."""
    refuse_what_is_no_photo(data)
    upload = keep_upload(photo.draft, data)
    new = {"name": shown_name(name), "upload": upload, "state": "waiting", "problem": ""}
    try:
        with db.atomic():
            touch(photo.draft)
            old = Photo.get_by_id(photo.id)
            Photo.update(**new, large="", small="", tiny="").where(Photo.id == photo.id).execute()
            make_photo_in_background(photo.id)
    except Refused:
        drop_file(upload)
        raise
    if upload != old.upload:
        drop_upload(old)
    drop_unused(old.large, old.small)


def remove_photo(by: Person, photo: Photo) -> None:
    """A photo goes, with its files. Of a post it stays written that there was one, and who took it away."""
    files = photo.large, photo.small
    with db.atomic():
        if photo.post_id is None:
            touch(photo.draft)
            PhotoTag.delete().where(PhotoTag.photo == photo).execute()
            Photo.delete().where(Photo.id == photo.id).execute()
        else:
            take_from_post(by, photo)
    drop_upload(photo)
    drop_unused(*files)


def take_from_post(by: Person, photo: Photo) -> None:
    """Nobody sees it any more; only its row stays."""
    hold_post(photo.post_id)
    gone = {"large": "", "small": "", "tiny": "", "upload": "", "alt": "", "name": ""}
    changed = (
        Photo.update(state="removed", removed_at=clock.now(), removed_by=by, **gone)
        .where(Photo.id == photo.id, Photo.state != "removed")
        .execute()
    )
    if changed:
        keep_gallery(photo.post)
        audit(by, "remove_photo", photo, post=photo.post_id)


def take_all_from_post(by: Person, post: Post) -> list[str]:
    """All photos and papers of a post go, inside a transaction; the files that can be dropped when it is committed."""
    photos, papers = list(post.photos.where(Photo.state == "ready")), list(post.attachments)
    for photo in photos:
        take_from_post(by, photo)
    Attachment.delete().where(Attachment.post == post).execute()
    keep_gallery(post)
    return [*(name for photo in photos for name in (photo.large, photo.small)), *(paper.file for paper in papers)]


def drop_upload(photo: Photo) -> None:
    """What was sent goes, where it is there still."""
    if photo.upload:
        drop_file(photo.upload)


@db.atomic()
def move_photo(by: Person, photo: Photo, earlier: bool) -> None:
    """A photo changes places with the one before or after it; the first and the last stay where they are."""
    order_photos(by, photo.draft, one_place(ids_in_order(photo.draft), photo.id, earlier))


@db.atomic()
def order_photos(by: Person, draft: Draft, ids: Iterable[int]) -> None:
    """The author puts photos in this order; those that are not named come after, as they were."""
    touch(draft)
    there = ids_in_order(draft)
    named = [id for id in dict.fromkeys(ids) if id in set(there)]
    for position, id in enumerate([*named, *(id for id in there if id not in set(named))], 1):
        Photo.update(position=position).where(Photo.id == id).execute()


def ids_in_order(draft: Draft) -> list[int]:
    rows = Photo.select(Photo.id).where(Photo.draft == draft).order_by(Photo.position, Photo.id)
    return [id for (id,) in rows.tuples()]


@db.atomic()
def describe_photo(by: Person, photo: Photo, alt: str) -> None:
    """Say what is to be seen in a photo of a post, for who cannot see it."""
    hold_post(photo.post_id)
    Photo.update(alt=alt[:LONGEST_ALT]).where(Photo.id == photo.id).execute()
    keep_gallery(photo.post)
    audit(by, "describe_photo", photo, post=photo.post_id)
