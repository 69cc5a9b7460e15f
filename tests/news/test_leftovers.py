"""What nobody comes back for goes by itself; what a killed worker left is taken up again."""

import os
from datetime import timedelta

import pytest

from tests.news.photos import jpeg, kept_attachment, make_draft, ready_photo
from tests.news.posts import make_post
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.files import drop_file, drop_unused, file_exists, is_in_use, keep_file, path_of
from webapp.core.jobs import huey
from webapp.news.actions.leftovers import forget_old_drafts, forget_stray_uploads, resume_waiting_photos
from webapp.news.actions.making import make_photo
from webapp.news.actions.photos import add_photos, remove_photo, replace_photo
from webapp.news.models import Attachment, Draft, Photo, Post
from webapp.news.queries.gallery import gallery_of

LONG_AGO = timedelta(days=31)


def uploads() -> list[str]:
    """The photos as they were sent that are kept at all."""
    return [path.name for path in path_of("0" * 64 + ".webp").parents[1].glob("??/*.photo")]


@pytest.fixture(autouse=True)
def nothing_kept(cast):
    for name in uploads():
        drop_file(name)


def test_draft_that_nobody_touched_goes_with_all_its_files(cast):
    left = make_draft(cast.joris)
    photo, file = ready_photo(left), kept_attachment(left)
    add_photos(cast.joris, left, [("a.jpg", jpeg())])
    Draft.update(updated_at=clock.now() - LONG_AGO).execute()
    kept = ready_photo(make_draft(cast.joris))

    assert forget_old_drafts() == 1

    assert (Draft.select().count(), Photo.get(), Attachment.select().count(), uploads()) == (1, kept, 0, [])
    assert [file_exists(name) for name in (photo.large, photo.small, file.file, kept.large)] == [False] * 3 + [True]


def test_file_that_something_else_names_stays(cast):
    draft, post = make_draft(cast.joris), make_post(cast.joris, cast.group3)
    photo = ready_photo(draft)
    ready_photo(post, large=photo.large)

    remove_photo(cast.joris, photo)

    assert (file_exists(photo.large), file_exists(photo.small)) == (True, False)


@pytest.mark.parametrize("where", ["photo of a person", "logo", "attachment"])
def test_every_table_that_names_files_is_asked(cast, where):
    name = keep_file(where.encode(), "webp")
    if where == "photo of a person":
        type(cast.joris).update(photo=name).where(type(cast.joris).id == cast.joris.id).execute()
    elif where == "logo":
        type(cast.school).update(logo=name).where(type(cast.school).id == cast.school.id).execute()
    else:
        Attachment.update(file=name).where(Attachment.id == kept_attachment(make_draft(cast.joris)).id).execute()

    drop_unused(name)

    assert (is_in_use(name), file_exists(name)) == (True, True)


def test_photo_that_waits_for_minutes_is_put_in_the_queue_again(cast):
    draft = make_draft(cast.joris)
    old, _new = add_photos(cast.joris, draft, [("a.jpg", jpeg()), ("b.jpg", jpeg("blue"))])
    Photo.update(added_at=clock.now() - timedelta(hours=2)).where(Photo.id == old.id).execute()
    before = huey.pending_count()

    assert (resume_waiting_photos(), huey.pending_count() - before) == (1, 1)


def test_what_was_sent_does_not_stay_when_it_was_refused_or_is_there_already(cast):
    draft = make_draft(cast.joris)
    make_photo(add_photos(cast.joris, draft, [("a.jpg", jpeg())])[0].id)

    add_photos(cast.joris, draft, [("a.jpg", jpeg())])
    with pytest.raises(Refused):
        add_photos(cast.joris, draft, [(f"{n}.jpg", jpeg(size=(81 + n, 60))) for n in range(40)])

    assert (uploads(), Photo.select().count()) == ([], 1)


def test_photo_that_failed_is_tried_again_when_it_is_sent_again(cast):
    draft = make_draft(cast.joris)
    photo = add_photos(cast.joris, draft, [("a.jpg", jpeg())])[0]
    drop_file(photo.upload)
    make_photo(photo.id)
    lost = Photo.get()

    again = add_photos(cast.joris, draft, [("a.jpg", jpeg())])[0]
    make_photo(again.id)

    assert (lost.state, lost.problem, again.id, Photo.get().state) == ("failed", "not_there", photo.id, "ready")


def test_upload_that_belongs_to_nothing_goes_after_a_day(cast):
    waiting = add_photos(cast.joris, make_draft(cast.joris), [("a.jpg", jpeg())])[0]
    stray, fresh = keep_file(b"stray", "photo"), keep_file(b"fresh", "photo")
    for name in (waiting.upload, stray):
        os.utime(path_of(name), (0, 0))

    assert forget_stray_uploads() == 1

    assert [file_exists(name) for name in (stray, fresh, waiting.upload)] == [False, True, True]


def test_photo_taken_away_while_it_is_made_leaves_nothing(cast, monkeypatch):
    draft = make_draft(cast.joris)
    photo = add_photos(cast.joris, draft, [("a.jpg", jpeg((1, 2, 3)))])[0]
    made = []

    def take_away(data: bytes):
        from webapp.core.pictures import photo_pictures

        made.append(photo_pictures(data))
        remove_photo(cast.joris, photo)
        return made[0]

    monkeypatch.setattr("webapp.news.actions.making.photo_pictures", take_away)
    make_photo(photo.id)

    assert (Photo.select().count(), uploads(), file_exists(keep_name(made[0].large))) == (0, [], False)


def keep_name(data: bytes) -> str:
    from hashlib import sha256

    return f"{sha256(data).hexdigest()}.webp"


def test_photo_replaced_while_it_is_made_becomes_the_new_one(cast, monkeypatch):
    draft = make_draft(cast.joris)
    photo = add_photos(cast.joris, draft, [("a.jpg", jpeg((9, 9, 9)))])[0]
    from webapp.core.pictures import photo_pictures

    def replace(data: bytes):
        monkeypatch.undo()
        replace_photo(cast.joris, Photo.get(), "b.jpg", jpeg(size=(50, 50)))
        return photo_pictures(data)

    monkeypatch.setattr("webapp.news.actions.making.photo_pictures", replace)
    make_photo(photo.id)
    while_it_waits = Photo.get().state
    make_photo(photo.id)

    assert (while_it_waits, Photo.get().state, Photo.get().width, uploads()) == ("waiting", "ready", 50, [])


def test_photo_that_is_ready_after_the_post_was_placed_is_seen_in_it(cast):
    draft, post = make_draft(cast.joris), make_post(cast.joris, cast.group3)
    photo = add_photos(cast.joris, draft, [("a.jpg", jpeg())])[0]
    Photo.update(draft=None, post=post).execute()

    make_photo(photo.id)

    assert [shown.id for shown in gallery_of(Post.get().gallery).photos] == [photo.id]
