"""Placing a draft with photos: the consents of this moment decide, and what covered a photo is kept."""

import json
import threading
from datetime import date

import pytest

from tests.consent.choosing import choose_on
from tests.news.drafting import SEPTEMBER, allow_group3, draft_with_photo, tagged_photo
from tests.news.photos import kept_attachment, make_draft
from webapp.consent.actions.decisions import choose
from webapp.core import clock
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.news.actions.drafts import keep_draft
from webapp.news.actions.publishing import place_draft
from webapp.news.models import Attachment, Draft, Photo, PhotoTag, Post
from webapp.news.phrases import refused as sentences
from webapp.news.queries.gallery import gallery_of
from webapp.news.queries.pictured import pictured_in
from webapp.notifications.models import Delivery, Notification
from webapp.schools.models import Enrolment
from webapp.schools.rules.audiences import Part


def group3(cast) -> str:
    return f"group-{cast.group3.id}"


def refusal_of(author, draft) -> list[str]:
    """Why a draft is not placed; and then nothing is placed, and nobody told."""
    with pytest.raises(Refused) as refused:
        place_draft(author, draft)

    assert (Post.select().count(), Notification.select().count(), Delivery.select().count()) == (0, 0, 0)
    assert (Draft.select().count(), Photo.select().where(Photo.draft == draft).count() > 0) == (1, True)
    return sentences(refused.value)


def test_placed_photo_keeps_which_entries_covered_it(cast):
    allow_group3(cast)
    draft = draft_with_photo(cast.joris, group3(cast), shows="children", children=(cast.sem,))

    post = place_draft(cast.joris, draft)

    photo, tag = Photo.get(), PhotoTag.get()
    covered = pictured_in([Part(cast.school.id, cast.group3.id)])[cast.sem.id].covered_by
    assert (photo.post_id, photo.draft_id, Draft.select().count()) == (post.id, None, 0)
    assert (tag.child_id, tuple(json.loads(tag.covered_by)), len(covered)) == (cast.sem.id, covered, 1)
    assert [one.id for one in gallery_of(Post.get().gallery).photos] == [photo.id]


def test_whole_group_is_written_out_by_child(cast):
    allow_group3(cast)
    draft = draft_with_photo(cast.joris, group3(cast), shows="group")

    place_draft(cast.joris, draft)

    assert {tag.child_id for tag in PhotoTag.select()} == {cast.noor.id, cast.sem.id}
    assert all(len(json.loads(tag.covered_by)) == 1 for tag in PhotoTag.select())


def test_papers_go_along(cast):
    draft = draft_with_photo(cast.joris, group3(cast))
    kept_attachment(draft, "brief.pdf")

    post = place_draft(cast.joris, draft)

    assert [file.name for file in gallery_of(Post.get().gallery).files] == ["brief.pdf"]
    assert Attachment.get().post_id == post.id


NOT_SEM = "Foto 1: van Sem mag geen foto in het portaal. Haal Sem uit de foto, vervaag of verwijder de foto."


@pytest.mark.parametrize(
    ("shows", "names", "choices", "sentence"),
    [
        ("children", ["sem"], [("noor", "yes")], NOT_SEM),  # nothing chosen is no
        ("children", ["sem"], [("noor", "yes"), ("sem", "no")], NOT_SEM),
        ("children", ["noor", "sem"], [("noor", "yes"), ("sem", "no")], NOT_SEM),
        ("children", ["sem"], [("sem", "yes"), ("sem", "no")], NOT_SEM),  # withdrawn
        ("group", [], [("noor", "yes")], NOT_SEM),
        (
            "group",
            [],
            [],
            "Foto 1: van Noor en Sem mag geen foto in het portaal. Haal deze kinderen uit de foto, vervaag of "
            "verwijder de foto.",
        ),
        ("", [], [("noor", "yes"), ("sem", "yes")], "Foto 1: kies wie er herkenbaar op staat."),
        ("children", [], [("noor", "yes"), ("sem", "yes")], "Foto 1: kies wie er herkenbaar op staat."),
        (
            "children",
            ["mees"],
            [],
            "Foto 1: dit bericht is niet voor de groep van Mees. Kies de groep erbij, of haal Mees uit de foto.",
        ),
    ],
)
def test_photo_of_a_child_that_may_not_be_pictured_is_refused_by_name(cast, shows, names, choices, sentence):
    for day, (name, choice) in enumerate(choices, 1):
        guardian = {"noor": cast.marieke, "sem": cast.eline}[name]
        choose_on(date(2026, 9, day), guardian, getattr(cast, name), cast.school, "portal", choice)
    children = tuple(getattr(cast, name) for name in names)
    draft = draft_with_photo(cast.joris, group3(cast), shows=shows, children=children)

    assert refusal_of(cast.joris, draft) == [sentence]


def test_photos_with_the_same_child_are_named_together(cast):
    draft = draft_with_photo(cast.joris, group3(cast), shows="children", children=(cast.sem,))
    tagged_photo(draft, "nobody", position=2)
    tagged_photo(draft, "children", cast.sem, position=3)

    assert refusal_of(cast.joris, draft) == [
        "Foto 1 en 3: van Sem mag geen foto in het portaal. Haal Sem uit de foto's, vervaag of verwijder de foto's."
    ]


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        (["waiting"], "Nog 1 foto wordt klaargemaakt. Wacht even en tik dan weer op «Plaatsen»."),
        (["waiting", "waiting"], "Nog 2 foto's worden klaargemaakt. Wacht even en tik dan weer op «Plaatsen»."),
        (["ready", "failed"], "Foto 3 is niet gelukt. Verwijder die foto of kies een andere."),
    ],
)
def test_photo_that_is_not_ready_keeps_a_post_back(cast, states, sentence):
    draft = draft_with_photo(cast.joris, group3(cast))
    for position, state in enumerate(states, 2):
        tagged_photo(draft, "nobody", position=position, state=state)

    assert refusal_of(cast.joris, draft) == [sentence]


def test_consent_must_hold_at_each_unit_of_the_audience(cast):
    choose_on(SEPTEMBER, cast.marieke, cast.noor, cast.school)
    draft = draft_with_photo(cast.ingrid, group3(cast), shows="children", children=(cast.noor,))
    parts = [Part(cast.school.id, cast.group3.id), Part(cast.bso.id, cast.squirrels.id)]

    at_school, at_both = pictured_in(parts[:1])[cast.noor.id], pictured_in(parts)[cast.noor.id]
    post = place_draft(cast.ingrid, draft)

    assert (at_school.is_allowed, at_both.is_allowed, post.title) == (True, False, "Bos")


def test_child_that_left_the_group_is_not_in_the_whole_group(cast):
    choose_on(SEPTEMBER, cast.marieke, cast.noor, cast.school)
    Enrolment.update(ends_on=clock.today()).where(Enrolment.child == cast.sem).execute()
    draft = draft_with_photo(cast.joris, group3(cast), shows="group")

    place_draft(cast.joris, draft)

    assert [tag.child_id for tag in PhotoTag.select()] == [cast.noor.id]


def test_child_without_any_consent_is_never_pictured(cast):
    choose_on(SEPTEMBER, cast.marieke, cast.noor, cast.school, "website")

    children = pictured_in([Part(cast.school.id, cast.group3.id)])

    assert [(one.child.given_name, one.is_never, one.is_allowed) for one in children.values()] == [
        ("Noor", False, False),
        ("Sem", True, False),
    ]


def test_double_tap_is_one_post(cast):
    draft = draft_with_photo(cast.joris, group3(cast))

    first, second = place_draft(cast.joris, draft), place_draft(cast.joris, draft)

    assert (first.id, Post.select().count()) == (second.id, 1)


def test_what_was_under_way_while_a_post_was_placed_makes_no_draft(cast):
    draft = draft_with_photo(cast.joris, group3(cast))
    place_draft(cast.joris, draft)

    with pytest.raises(Refused, match="draft_gone"):
        keep_draft(cast.joris, draft.token, "Bos", "<p>Mooi.</p>", [])

    assert (Draft.select().count(), Post.select().count()) == (0, 1)


def test_draft_that_was_dropped_is_not_placed(cast):
    draft = make_draft(cast.joris, title="Bos", body="<p>Mooi.</p>")
    Draft.delete().execute()

    with pytest.raises(Refused, match="draft_gone"):
        place_draft(cast.joris, draft)

    assert (Post.select().count(), Notification.select().count()) == (0, 0)


def at_once(app, *acts) -> list:
    """What each act gave, all begun at the same instant on connections of their own; a refusal's code where refused."""
    answers, ready = {}, threading.Barrier(len(acts))

    def run(number, act):
        with app.app_context(), db.connection_context():
            ready.wait()
            try:
                answers[number] = act()
            except Refused as refused:
                answers[number] = refused.code

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in range(len(acts))]


@pytest.mark.committed
def test_double_tap_at_the_same_instant_makes_one_post(app, cast):
    draft = draft_with_photo(cast.joris, group3(cast))

    first, second = at_once(app, *[lambda: place_draft(cast.joris, draft).id] * 2)

    assert (first, second, Post.select().count()) == (Post.get().id, Post.get().id, 1)
    assert [photo.post_id for photo in Photo.select()] == [first]


@pytest.mark.committed
def test_consent_withdrawn_at_the_same_instant_counts_or_comes_after(app, cast):
    allowed = choose_on(SEPTEMBER, cast.eline, cast.sem, cast.school)
    draft = draft_with_photo(cast.joris, group3(cast), shows="children", children=(cast.sem,))

    placed, number = at_once(
        app,
        lambda: place_draft(cast.joris, draft).id,
        lambda: choose(cast.eline, cast.sem, cast.school, "portal", "no"),
    )

    assert number > allowed
    if placed == "not_allowed":
        assert (Post.select().count(), Notification.select().count()) == (0, 0)
    else:
        assert (Post.get().id, json.loads(PhotoTag.get().covered_by)) == (placed, [allowed])
