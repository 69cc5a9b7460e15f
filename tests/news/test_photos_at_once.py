"""Two at the same moment: photos put to one draft, and a file that one takes away while another keeps it."""

import pytest

from tests.at_once import at_once
from tests.news.photos import jpeg, make_draft
from webapp.core.errors import Refused
from webapp.core.files import file_exists
from webapp.news.actions.making import make_photo
from webapp.news.actions.photos import add_photos, remove_photo
from webapp.news.models import Photo

pytestmark = pytest.mark.committed
SENT = [(f"{n}.jpg", jpeg(size=(60 + n, 60))) for n in range(30)]


def test_photos_sent_twice_at_the_same_moment_are_there_once(app, cast):
    draft = make_draft(cast.joris)

    found = at_once(app, lambda: [photo.id for photo in add_photos(cast.joris, draft, SENT[:3])])

    assert (found[0] == found[1], Photo.select().count()) == (True, 3)
    assert [file_exists(photo.upload) for photo in Photo.select()] == [True] * 3


def test_two_cannot_bring_a_post_over_forty_photos_together(app, cast):
    draft, parts = make_draft(cast.joris), iter([SENT, [(name, data + b"\0") for name, data in SENT]])

    def try_it() -> object:
        try:
            return len(add_photos(cast.joris, draft, next(parts)))
        except Refused as refusal:
            return refusal.code

    assert sorted(at_once(app, try_it), key=str) == [30, "too_many_photos"]
    assert Photo.select().count() == 30


def test_file_that_one_takes_away_while_another_keeps_the_same_stays_there(app, cast):
    leaving, coming = make_draft(cast.joris), make_draft(cast.ingrid)
    gone = add_photos(cast.joris, leaving, SENT[:1])[0]
    make_photo(gone.id)
    new = add_photos(cast.ingrid, coming, SENT[:1])[0]
    works = iter([lambda: remove_photo(cast.joris, Photo.get_by_id(gone.id)), lambda: make_photo(new.id)])

    at_once(app, lambda: next(works)())

    photo = Photo.get()
    assert (photo.id, photo.state, file_exists(photo.large), file_exists(photo.small)) == (new.id, "ready", True, True)


def test_two_workers_who_make_the_same_photo_make_it_once(app, cast):
    photo = add_photos(cast.joris, make_draft(cast.joris), SENT[:1])[0]

    at_once(app, lambda: make_photo(photo.id))

    made = Photo.get()
    assert (made.state, file_exists(made.large), file_exists(made.upload)) == ("ready", True, False)
