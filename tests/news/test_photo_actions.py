"""Photos of a draft: taken in, made, put in order, replaced, taken away."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from tests.core.test_papers import pdf
from tests.news.photos import jpeg, make_draft, ready_photo
from tests.news.posts import make_post
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.files import file_exists, files_older_than, read_file
from webapp.core.stores import Folder
from webapp.news.actions.attachments import add_attachments
from webapp.news.actions.making import make_photo
from webapp.news.actions.photos import add_photos, describe_photo, move_photo, order_photos, remove_photo, replace_photo
from webapp.news.models import Attachment, Draft, Photo, Post
from webapp.news.queries.gallery import gallery_of
from webapp.news.queries.photos import photo_for


def order_of(draft) -> list[int]:
    return [photo.id for photo in Photo.select().where(Photo.draft == draft).order_by(Photo.position)]


def test_photo_that_was_sent_waits_and_becomes_two_sizes(cast):
    draft = make_draft(cast.joris)

    photos = add_photos(cast.joris, draft, [("IMG 1.jpg", jpeg(size=(3000, 1500)))])
    make_photo(photos[0].id)

    photo = Photo.get()
    sizes = [Image.open(BytesIO(read_file(name))).size for name in (photo.large, photo.small)]
    assert (photo.state, photo.width, photo.height, sizes) == ("ready", 2000, 1000, [(2000, 1000), (640, 320)])
    assert (photo.name, photo.position, file_exists(photo.upload), photo.tiny[:4]) == ("IMG 1", 1, False, "UklG")


def test_same_photo_twice_is_one(cast):
    draft = make_draft(cast.joris)
    first = add_photos(cast.joris, draft, [("a.jpg", jpeg()), ("b.jpg", jpeg())])
    make_photo(first[0].id)

    again = add_photos(cast.joris, draft, [("c.jpg", jpeg()), ("d.jpg", jpeg("blue"))])

    assert ([photo.name for photo in first], [photo.name for photo in again]) == (["b"], ["b", "d"])
    assert order_of(draft) == [photo.id for photo in again]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ([("a.jpg", jpeg()), ("b.gif", b"GIF89a" + bytes(50))], "not_a_picture"),
        ([("a.jpg", jpeg()), ("b.jpg", b"\xff\xd8\xff" + bytes(25 * 1024 * 1024))], "file_too_large"),
        ([(f"{n}.jpg", jpeg((n, 0, 0))) for n in range(41)], "too_many_photos"),
        ([("a.jpg", b"")], "not_a_picture"),
    ],
)
def test_what_is_refused_is_refused_as_a_whole(cast, sent, code):
    draft = make_draft(cast.joris)

    with pytest.raises(Refused) as refused:
        add_photos(cast.joris, draft, sent)

    assert (refused.value.code, Photo.select().count()) == (code, 0)


def test_photos_change_places(cast):
    draft = make_draft(cast.joris)
    a, b, c = (ready_photo(draft, position) for position in (1, 2, 3))

    move_photo(cast.joris, c, earlier=True)
    after_move = order_of(draft)
    move_photo(cast.joris, Photo.get_by_id(a.id), earlier=True)
    order_photos(cast.joris, draft, [b.id, 999, b.id])

    assert (after_move, order_of(draft)) == ([a.id, c.id, b.id], [b.id, a.id, c.id])


def test_blurred_photo_takes_the_place_of_the_other_whose_files_go(cast):
    draft = make_draft(cast.joris)
    photo = ready_photo(draft, 2, alt="Op het plein")
    old = (photo.large, photo.small)

    replace_photo(cast.joris, photo, "b.jpg", jpeg("blue"))
    make_photo(photo.id)

    photo = Photo.get()
    assert (photo.state, photo.position, photo.alt) == ("ready", 2, "Op het plein")
    assert ([file_exists(name) for name in old], file_exists(photo.large)) == ([False, False], True)


def test_what_is_said_of_a_photo_while_another_takes_its_place_stays(cast):
    ready_photo(make_draft(cast.joris), shows="nobody")
    photo = Photo.get()
    Photo.update(shows="children", alt="Op het plein").execute()

    replace_photo(cast.joris, photo, "b.jpg", jpeg("blue"))

    assert (Photo.get().shows, Photo.get().alt, Photo.get().state) == ("children", "Op het plein", "waiting")


@pytest.mark.parametrize("act", [replace_photo, remove_photo])
def test_photo_of_a_draft_that_was_placed_meanwhile_stays_as_it_is(cast, act):
    draft, post = make_draft(cast.joris), make_post(cast.joris, cast.group3)
    ready_photo(draft)
    photo = Photo.select(Photo, Draft).join(Draft).get()
    Photo.update(draft=None, post=post).execute()
    Draft.delete().execute()
    tomorrow = clock.now() + timedelta(days=1)
    before = files_older_than(tomorrow, "photo")

    with pytest.raises(Refused, match="draft_gone"):
        act(cast.joris, photo, *(("b.jpg", jpeg("blue")) if act is replace_photo else ()))

    again = Photo.get()
    assert (again.post, again.draft, again.state, file_exists(again.large)) == (post, None, "ready", True)
    assert files_older_than(tomorrow, "photo") == before


def test_photo_of_a_post_is_taken_away_and_that_stays_written(cast):
    post = make_post(cast.joris, cast.group3)
    photo, other = ready_photo(post, 1), ready_photo(post, 2)

    remove_photo(cast.ingrid, photo_for(cast.ingrid, photo.id))

    row = Photo.get_by_id(photo.id)
    assert (row.state, row.removed_by, row.large, row.small) == ("removed", cast.ingrid, "", "")
    assert (file_exists(photo.large), file_exists(other.large)) == (False, True)
    assert [shown.id for shown in gallery_of(Post.get().gallery).photos] == [other.id]
    assert AuditEntry.select().where(AuditEntry.verb == "remove_photo").count() == 1


def test_words_of_a_photo_reach_the_post(cast):
    post = make_post(cast.joris, cast.group3)

    describe_photo(cast.joris, ready_photo(post), "Een regenboog")

    assert [photo.alt for photo in gallery_of(Post.get().gallery).photos] == ["Een regenboog"]


def test_nobody_waits_to_write_while_a_bucket_takes_its_time(cast, monkeypatch):
    draft, depths, keep = make_draft(cast.joris), [], Folder.keep
    sent = add_photos(cast.joris, draft, [("a.jpg", jpeg(size=(71, 33)))])

    def slowly(store, name, data):
        depths.append(db.transaction_depth())
        keep(store, name, data)

    monkeypatch.setattr(Folder, "keep", slowly)
    make_photo(sent[0].id)
    add_attachments(cast.joris, draft, [("a.pdf", pdf(pages=3))])

    assert (depths, Photo.get().state, Attachment.select().count()) == ([db.transaction_depth()] * 3, "ready", 1)


def test_paper_that_is_refused_after_all_is_not_kept(cast):
    draft = make_draft(cast.joris)
    Draft.delete().execute()
    tomorrow = clock.now() + timedelta(days=1)
    before = files_older_than(tomorrow, "pdf")

    with pytest.raises(Refused, match="draft_gone"):
        add_attachments(cast.joris, draft, [("a.pdf", pdf(pages=4))])

    assert files_older_than(tomorrow, "pdf") == before
