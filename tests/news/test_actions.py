"""Publishing, correcting, withdrawing and seeing."""

import threading

import pytest

from tests.news.photos import kept_attachment, ready_photo
from tests.news.posts import make_post
from webapp.core.audit import AuditEntry
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.files import file_exists
from webapp.core.mail import OutgoingMail
from webapp.news.actions.posts import edit_post, mark_seen, publish_post, withdraw_post
from webapp.news.models import Attachment, Audience, Photo, Post, Seen
from webapp.news.queries.posts import changeable_post_of, guardians_who_saw, parts_of, post_of
from webapp.notifications.models import Delivery
from webapp.schools.rules.audiences import Part


def test_published_post_has_its_audience_and_a_clean_body(cast):
    post = publish_post(cast.joris, "Lezen", "<p onclick=x>Lees!</p>", [Part(cast.school.id, cast.group3.id)], "k")

    assert Post.get_by_id(post.id).body == "<p>Lees!</p>"
    assert parts_of(post) == [Part(cast.school.id, cast.group3.id)]
    assert AuditEntry.select().where(AuditEntry.verb == "publish_post").count() == 1


@pytest.mark.parametrize(
    ("author", "audience"),
    [
        ("joris", lambda cast: Part(cast.school.id)),  # a teacher does not write to the whole school
        ("joris", lambda cast: Part(cast.school.id, cast.group6.id)),  # nor to another's group
        ("ingrid", lambda cast: Part(cast.bso.id)),  # an office not to another unit
        ("ingrid", lambda cast: Part(cast.bso.id, cast.squirrels.id)),
        ("ingrid", lambda cast: Part(cast.school.id, cast.squirrels.id)),  # a group under a false unit
        ("marieke", lambda cast: Part(cast.school.id, cast.group3.id)),  # a parent to nobody
        ("anouk", lambda cast: Part(cast.school.id)),
    ],
)
def test_nobody_writes_to_an_audience_that_is_not_theirs(cast, author, audience):
    with pytest.raises(Refused, match="not_your_audience"):
        publish_post(getattr(cast, author), "Titel", "<p>Tekst</p>", [audience(cast)], "k")

    assert (Post.select().count(), Audience.select().count()) == (0, 0)


@pytest.mark.parametrize(
    ("body", "parts", "code"),
    [
        ("<p>Tekst</p>", lambda cast: [], "no_audience"),
        ("<p>&nbsp;</p>", lambda cast: [Part(cast.school.id)], "empty_body"),
        ("<p>" + "a" * 20_000 + "</p>", lambda cast: [Part(cast.school.id)], "body_too_long"),
    ],
)
def test_post_without_readers_or_words_is_refused(cast, body, parts, code):
    with pytest.raises(Refused, match=code):
        publish_post(cast.peter, "Titel", body, parts(cast), "k")

    assert Post.select().count() == 0


def test_double_tap_makes_one_post_and_gets_the_same_answer(cast):
    first = publish_post(cast.peter, "Titel", "<p>Tekst</p>", [Part(cast.school.id)], "same")
    second = publish_post(cast.peter, "Titel", "<p>Tekst</p>", [Part(cast.school.id)], "same")

    assert second.id == first.id
    assert (Post.select().count(), Audience.select().count()) == (1, 1)


@pytest.mark.committed
def test_double_tap_at_the_same_instant_makes_one_post(app, cast):
    answers, ready = [], threading.Barrier(2)

    def tap():
        with app.app_context(), db.connection_context():
            ready.wait()
            answers.append(publish_post(cast.peter, "Titel", "<p>Tekst</p>", [Part(cast.school.id)], "same").id)

    taps = [threading.Thread(target=tap) for _ in range(2)]
    for one in taps:
        one.start()
    for one in taps:
        one.join()

    assert len(answers) == 2
    assert set(answers) == {Post.get().id}


def test_edited_post_is_marked_and_an_unchanged_one_is_not(cast):
    post = make_post(cast.joris, cast.group3, title="Lezen")

    edit_post(cast.joris, post, "Lezen", "<p>Tekst</p>")
    assert Post.get_by_id(post.id).edited_at is None

    edit_post(cast.joris, post, "Lezen!", "<p>Tekst</p>")
    assert Post.get_by_id(post.id).edited_at is not None


def test_withdrawn_post_cannot_be_edited_or_withdrawn_again(cast):
    post = make_post(cast.joris, cast.group3)
    withdraw_post(cast.joris, post)

    for again in (lambda: withdraw_post(cast.joris, post), lambda: edit_post(cast.joris, post, "Nee", "<p>Nee</p>")):
        with pytest.raises(Refused, match="withdrawn"):
            again()

    assert Post.get_by_id(post.id).title == post.title


def test_who_has_not_heard_yet_of_a_withdrawn_post_hears_nothing_of_it(cast):
    withdraw_post(cast.joris, make_post(cast.joris, cast.group3))

    assert {row.state for row in Delivery.select()} == {"skipped"}
    assert OutgoingMail.select().count() == 0


@pytest.mark.parametrize(("name", "may"), [("joris", True), ("ingrid", True), ("peter", True), ("eline", False)])
def test_author_and_office_may_change_a_post_and_a_reader_may_not(cast, name, may):
    post = make_post(cast.joris, cast.group3)

    if may:
        assert changeable_post_of(getattr(cast, name), post.id).id == post.id
    else:
        with pytest.raises(Post.DoesNotExist):
            changeable_post_of(getattr(cast, name), post.id)


@pytest.mark.parametrize(("name", "may"), [("marieke", True), ("eline", True), ("sanne", False), ("wouter", False)])
def test_post_is_there_only_for_who_reads_it(cast, name, may):
    post = make_post(cast.joris, cast.group3)

    if may:
        assert post_of(getattr(cast, name), post.id).author.name == "Joris Smit"
    else:
        with pytest.raises(Post.DoesNotExist):
            post_of(getattr(cast, name), post.id)


def test_seen_is_written_once_and_only_for_what_one_may_read(cast):
    mine, other = make_post(cast.joris, cast.group3), make_post(cast.eline, cast.group7)

    mark_seen(cast.marieke, [mine.id, other.id, 999_999])
    mark_seen(cast.marieke, [mine.id])

    assert [(seen.post_id, seen.person_id) for seen in Seen.select()] == [(mine.id, cast.marieke.id)]


def test_author_hears_how_many_guardians_saw_it_not_how_many_colleagues(cast):
    post = make_post(cast.joris, cast.group3)
    for person in (cast.marieke, cast.ingrid, cast.joris):
        mark_seen(person, [post.id])

    assert guardians_who_saw(post, parts_of(post)) == 1


def test_withdrawn_post_leaves_no_photo_and_no_paper_behind(cast):
    post = make_post(cast.joris, cast.group3)
    photo, paper = ready_photo(post), kept_attachment(post)

    withdraw_post(cast.joris, post)

    left = [file_exists(name) for name in (photo.large, photo.small, paper.file)]
    photo = Photo.get_by_id(photo.id)
    assert (left, photo.state, photo.large, Attachment.select().count()) == ([False] * 3, "removed", "", 0)
    assert Post.get_by_id(post.id).gallery == ""
