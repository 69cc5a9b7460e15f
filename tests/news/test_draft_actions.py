"""Keeping what somebody writes, and what they say of photos."""

import pytest

from tests.news.drafting import draft_with_photo, tagged_photo
from tests.news.photos import make_draft
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.files import file_exists
from webapp.news.actions.drafts import drop_draft, keep_draft
from webapp.news.actions.tags import Said, say_of_all
from webapp.news.models import Draft, Photo, PhotoTag
from webapp.news.queries.drafts import draft_of, drafts_of, photos_of_draft, sheet_of
from webapp.schools.models import Enrolment
from webapp.schools.rules.audiences import Part


def tags_of(photo) -> set[int]:
    return {tag.child_id for tag in PhotoTag.select().where(PhotoTag.photo == photo)}


def test_what_is_typed_is_one_draft_however_often_it_is_kept(cast):
    part = Part(cast.school.id, cast.group3.id)
    first = keep_draft(cast.joris, "token", "B", "", [])

    second = keep_draft(cast.joris, "token", "Bos", "<p>Mooi.</p>", [part])

    assert (first.id, Draft.select().count()) == (second.id, 1)
    assert (second.title, second.body, second.audience) == ("Bos", "<p>Mooi.</p>", f'["{part.key}"]')


def test_token_of_somebody_elses_draft_opens_nothing(cast):
    keep_draft(cast.joris, "token", "Van Joris", "", [])

    with pytest.raises(Refused, match="draft_gone"):
        keep_draft(cast.eline, "token", "Van Eline", "", [])

    assert [draft.title for draft in Draft.select()] == ["Van Joris"]


def test_drafts_are_their_authors_the_newest_first(cast):
    drafts = [make_draft(cast.joris, title=title) for title in ("een", "twee")]
    make_draft(cast.eline, title="van Eline")

    assert [draft.title for draft in drafts_of(cast.joris)] == ["twee", "een"]
    with pytest.raises(Draft.DoesNotExist):
        draft_of(cast.ingrid, drafts[0].id)


def test_form_says_order_words_and_children_of_photos(cast):
    draft = draft_with_photo(cast.joris)
    first, second = Photo.get(), tagged_photo(draft, "", position=2)
    said = [Said(second.id, "Kinderen lezen", "children", frozenset({cast.noor.id})), Said(first.id, "", "group")]

    keep_draft(cast.joris, draft.token, "Bos", "", [], said)

    photos = photos_of_draft(draft)
    assert [(one.photo.id, one.photo.alt, one.photo.shows) for one in photos] == [
        (second.id, "Kinderen lezen", "children"),
        (first.id, "", "group"),
    ]
    assert photos[0].child_ids == {cast.noor.id}


@pytest.mark.parametrize(
    ("shows", "name", "kept"),
    [
        ("children", "noor", ("children", True)),
        ("children", "mees", ("children", False)),  # not in a group of this teacher
        ("nobody", "noor", ("nobody", False)),
        ("everybody", "noor", ("", False)),
    ],
)
def test_only_children_of_own_groups_are_named(cast, shows, name, kept):
    draft = draft_with_photo(cast.joris, shows="")
    photo, child = Photo.get(), getattr(cast, name)

    keep_draft(cast.joris, draft.token, "", "", [], [Said(photo.id, "", shows, frozenset({child.id}))])

    assert (Photo.get().shows, tags_of(photo) == {child.id}) == kept


def test_child_that_was_named_and_left_the_group_since_stays_in_the_photo(cast):
    draft = draft_with_photo(cast.joris, shows="children", children=(cast.noor, cast.sem))
    photo = Photo.get()
    Enrolment.update(ends_on=clock.today()).where(Enrolment.child == cast.noor).execute()

    keep_draft(cast.joris, draft.token, "", "", [], [Said(photo.id, "", "children", frozenset({cast.noor.id}))])

    assert tags_of(photo) == {cast.noor.id}


def test_photo_of_another_draft_is_not_spoken_of(cast):
    other = draft_with_photo(cast.joris, shows="")
    draft = make_draft(cast.joris)

    keep_draft(cast.joris, draft.token, "", "", [], [Said(Photo.get().id, "x", "nobody")])

    assert [(one.photo.alt, one.photo.shows) for one in photos_of_draft(other)] == [("", "")]


def test_answer_for_all_photos_goes_to_each(cast):
    draft = draft_with_photo(cast.joris, shows="", children=(cast.sem,))
    tagged_photo(draft, "nobody", position=2, alt="Bos")

    say_of_all(cast.joris, draft, "children", frozenset({cast.noor.id, cast.mees.id}))

    photos = photos_of_draft(draft)
    assert [(one.photo.shows, one.child_ids) for one in photos] == [("children", {cast.noor.id})] * 2
    assert [one.photo.alt for one in photos] == ["", "Bos"]


def test_child_named_before_the_audience_changed_stays_in_sight(cast):
    draft = draft_with_photo(cast.ingrid, shows="children", children=(cast.noor,))

    sheet = sheet_of(draft, [Part(cast.school.id, cast.group6.id)])

    assert [(one.child.given_name, one.is_elsewhere) for one in sheet.children.values()] == [
        ("Daan", False),
        ("Noor", True),
    ]


def test_dropped_draft_leaves_nothing(cast):
    draft = draft_with_photo(cast.joris, shows="children", children=(cast.noor,))
    photo = Photo.get()

    drop_draft(cast.joris, draft)

    assert (Draft.select().count(), Photo.select().count(), PhotoTag.select().count()) == (0, 0, 0)
    assert not file_exists(photo.large)
