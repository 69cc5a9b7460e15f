"""Writing a post over HTTP: with script (parts) and without it (whole pages)."""

import re
from io import BytesIO

import pytest
from playhouse.test_utils import count_queries

from tests.browsers import HTMX
from tests.core.test_papers import pdf
from tests.news.drafting import allow_group3, draft_with_photo, tagged_photo
from tests.news.photos import jpeg, kept_attachment, make_draft
from webapp.news.actions.publishing import place_draft
from webapp.news.models import Attachment, Draft, Photo, PhotoTag, Post
from webapp.news.views.drafts import kept
from webapp.notifications.models import Notification


def form_of(*audience, **changes):
    return {"title": "Bos", "body": "<p>Mooi.</p>", "audience": list(audience), "key": "key"} | changes


def photo_file(name="IMG 1.jpg", colour="red", data=None):
    return (BytesIO(jpeg(colour) if data is None else data), name)


def group3(cast) -> str:
    return f"group-{cast.group3.id}"


def said_of(photo, shows, *children, alt="") -> dict:
    ids = [child.id for child in children]
    return {"photo": photo.id, f"shows-{photo.id}": shows, f"child-{photo.id}": ids, f"alt-{photo.id}": alt}


def test_looking_at_the_form_makes_no_draft(cast, browser_of):
    response = browser_of(cast.joris).get("/news/new")

    assert (response.status_code, Draft.select().count()) == (200, 0)


def test_what_is_typed_is_kept_and_its_time_told(cast, browser_of):
    response = browser_of(cast.joris).post("/news/drafts", data=form_of(group3(cast), body=""), headers=HTMX)

    assert (response.status_code, bool(re.search(r"Opgeslagen \d\d:\d\d", response.text))) == (200, True)
    assert "<html" not in response.text
    assert [(draft.title, draft.author_id) for draft in Draft.select()] == [("Bos", cast.joris.id)]


def test_kept_draft_brings_who_can_be_chosen_when_asked(cast, browser_of):
    browser = browser_of(cast.joris)

    brief = browser.post("/news/drafts", data=form_of(group3(cast)), headers=HTMX).text
    whole = browser.post("/news/drafts?sheet", data=form_of(group3(cast)), headers=HTMX).text

    assert ['id="never"' in text and 'id="photos"' in text for text in (brief, whole)] == [False, True]


def test_empty_form_is_no_draft(cast, browser_of):
    response = browser_of(cast.joris).post("/news/drafts", data=form_of(group3(cast), title=" ", body=""), headers=HTMX)

    assert (response.status_code, Draft.select().count()) == (200, 0)


def test_without_script_a_button_keeps_the_draft_and_shows_it_again(cast, browser_of):
    browser = browser_of(cast.joris)

    response = browser.post("/news/drafts", data=form_of(group3(cast)))

    assert (response.status_code, response.location.partition("#")[0]) == (303, f"/news/drafts/{Draft.get().id}")
    assert 'value="Bos"' in browser.get(response.location).text


def test_new_post_opens_what_was_begun(cast, browser_of):
    browser = browser_of(cast.joris)
    browser.post("/news/drafts", data=form_of(group3(cast)))

    page, fresh = browser.get("/news/new").text, browser.get("/news/new?fresh=1").text

    assert ("Dit is het bericht waar u eerder aan begon." in page, 'value="Bos"' in page) == (True, True)
    assert ('value="Bos"' in fresh, "Concepten" in fresh) == (False, True)


def test_beginning_anew_drops_the_draft(cast, browser_of):
    draft = draft_with_photo(cast.joris)

    response = browser_of(cast.joris).post(f"/news/drafts/{draft.id}/removal")

    assert (response.status_code, response.location) == (303, "/news/new?fresh=1#fresh")
    assert (Draft.select().count(), Photo.select().count()) == (0, 0)


def test_photo_comes_with_what_was_typed(cast, browser_of):
    data = form_of(group3(cast), photos=[photo_file()])

    response = browser_of(cast.joris).post("/news/drafts/photos", data=data, headers=HTMX)

    photo = Photo.get()
    assert (response.status_code, f'id="photo-{photo.id}"' in response.text) == (200, True)
    assert (photo.draft.title, photo.name, photo.state) == ("Bos", "IMG 1", "waiting")


def test_several_photos_come_without_script(cast, browser_of):
    data = form_of(group3(cast), photos=[photo_file(), photo_file("b.jpg", "blue")])

    response = browser_of(cast.joris).post("/news/drafts/photos", data=data)

    assert (response.status_code, Photo.select().count()) == (303, 2)


def test_paper_comes_along_and_is_listed(cast, browser_of):
    data = form_of(group3(cast), papers=[(BytesIO(pdf()), "brief.pdf")])

    response = browser_of(cast.joris).post("/news/drafts/attachments", data=data, headers=HTMX)

    assert (response.status_code, "brief" in response.text, Attachment.get().draft.title) == (200, True, "Bos")


@pytest.mark.parametrize(
    ("path", "files", "sentence"),
    [
        ("photos", {"photos": [(b"GIF89a" + bytes(50), "a.gif")]}, "Dit is geen foto."),
        ("photos", {}, "Kies eerst een of meer foto&#39;s."),
        ("attachments", {"papers": [(b"<html>", "a.pdf")]}, "Dit bestand kan niet mee."),
    ],
)
def test_what_cannot_come_along_is_said_and_what_was_typed_is_kept(cast, browser_of, path, files, sentence):
    browser = browser_of(cast.joris)
    sent = lambda: {field: [(BytesIO(data), name) for data, name in some] for field, some in files.items()}  # noqa: E731
    words = {} if files else {"title": "", "body": ""}

    part = browser.post(f"/news/drafts/{path}", data=form_of(group3(cast)) | words | sent(), headers=HTMX)
    page = browser.post(f"/news/drafts/{path}", data=form_of(group3(cast)) | words | sent())

    assert (part.status_code, part.mimetype, page.status_code) == (422, "text/plain", 422)
    assert (sentence.replace("&#39;", "'") in part.text, sentence in page.text) == (True, True)
    assert ('value="Bos"' in page.text, Photo.select().count(), Attachment.select().count()) == (bool(files), 0, 0)


def test_waiting_photo_is_looked_at_until_it_is_ready(cast, browser_of):
    draft = draft_with_photo(cast.joris)
    waiting = tagged_photo(draft, "", position=2, state="waiting")
    failed = tagged_photo(draft, "", position=3, state="failed", problem="cannot_be_opened")
    browser = browser_of(cast.joris)

    texts = [browser.get(f"/news/drafts/photos/{id}").text for id in (Photo.get().id, waiting.id, failed.id)]

    assert ["<img" in text for text in texts] == [True, False, False]
    assert ["wordt klaargemaakt" in text for text in texts] == [False, True, False]
    assert "Deze foto kan niet geopend worden." in texts[2]


def test_photo_changes_places_without_script(cast, browser_of):
    draft = draft_with_photo(cast.joris)
    first, second = Photo.get(), tagged_photo(draft, "", position=2)
    data = form_of(key=draft.token, photo=[first.id, second.id], move="earlier")

    response = browser_of(cast.joris).post(f"/news/drafts/photos/{second.id}", data=data)

    order = [photo.id for photo in Photo.select().order_by(Photo.position)]
    assert (response.status_code, order) == (303, [second.id, first.id])


def test_blurred_photo_takes_the_place_of_the_other(cast, browser_of):
    draft = draft_with_photo(cast.joris, shows="children", children=(cast.noor,))
    photo = Photo.get()
    data = form_of(key=draft.token, photo=photo_file("vervaagd.jpg"))

    response = browser_of(cast.joris).post(f"/news/drafts/photos/{photo.id}", data=data, headers=HTMX)

    again = Photo.get()
    assert (response.status_code, "wordt klaargemaakt" in response.text) == (200, True)
    assert (again.id, again.state, again.large, PhotoTag.select().count()) == (photo.id, "waiting", "", 1)


def test_photo_and_paper_are_taken_away(cast, browser_of):
    draft = draft_with_photo(cast.joris)
    paper, browser = kept_attachment(draft), browser_of(cast.joris)

    photo_gone = browser.post(f"/news/drafts/photos/{Photo.get().id}/removal", headers=HTMX)
    paper_gone = browser.post(f"/news/drafts/attachments/{paper.id}/removal", data=form_of(key=draft.token))

    assert (photo_gone.status_code, paper_gone.status_code) == (204, 303)
    assert (Photo.select().count(), Attachment.select().count(), Draft.get().title) == (0, 0, "Bos")


def test_photo_comes_to_a_draft_in_which_a_whole_group_is_named_many_times(cast, browser_of):
    named = {f"child-{number}": [str(child) for child in range(30)] for number in range(39)}

    answer = browser_of(cast.joris).post(
        "/news/drafts/photos", data=form_of(group3(cast), photos=photo_file()) | named, headers=HTMX
    )

    assert (answer.status_code, Photo.select().count()) == (200, 1)


def test_what_no_keyboard_types_is_left_out(cast, browser_of):
    data = form_of(group3(cast), key="k\0" * 50, body="<p>Mooi\0.</p>")

    answer = browser_of(cast.joris).post("/news/drafts", data=data, headers=HTMX)

    assert (answer.status_code, Draft.get().body, Draft.get().token) == (200, "<p>Mooi.</p>", "k" * 43)


def test_answer_for_all_photos_without_script(cast, browser_of):
    draft = draft_with_photo(cast.joris, shows="")
    photo = Photo.get()
    data = form_of(key=draft.token) | said_of(photo, "nobody", alt="Bos") | {"shows-all": "group"}

    response = browser_of(cast.joris).post("/news/drafts/tags", data=data)

    assert (response.status_code, Photo.get().shows, Photo.get().alt) == (303, "group", "Bos")


def test_children_who_may_not_be_pictured_are_marked_and_in_sight(cast, browser_of):
    draft = draft_with_photo(cast.joris, group3(cast), shows="children", children=(cast.sem,))

    page = browser_of(cast.joris).get(f"/news/drafts/{draft.id}").text

    never = re.search(r'class="never-box".*?</div>', page, re.S).group()
    assert re.findall(r"tint-\d+\">(\w+)<", never) == ["Noor", "Sem"]
    assert page.count("geen toestemming") == 4  # each in the list of the photo, and in that for all


def test_refused_post_keeps_everything_and_names_child_and_photo(cast, browser_of):
    draft = draft_with_photo(cast.joris, group3(cast), shows="")
    photo = Photo.get()
    data = form_of(group3(cast), key=draft.token, title="Nieuwe titel") | said_of(
        photo, "children", cast.sem, alt="Sem"
    )

    response = browser_of(cast.joris).post("/news", data=data)

    assert response.status_code == 422
    assert "Foto 1: van Sem mag geen foto in het portaal." in response.text
    assert ('value="Nieuwe titel"' in response.text, "photo-wrong" in response.text) == (True, True)
    assert (Post.select().count(), Notification.select().count()) == (0, 0)
    assert (Draft.get().title, Photo.get().shows, Photo.get().alt) == ("Nieuwe titel", "children", "Sem")


def test_post_with_photos_is_placed_and_the_draft_is_gone(cast, browser_of):
    allow_group3(cast)
    draft = draft_with_photo(cast.joris, group3(cast), shows="")
    data = form_of(group3(cast), key=draft.token) | said_of(Photo.get(), "group")
    browser = browser_of(cast.joris)

    responses = [browser.post("/news", data=data) for _ in range(2)]

    post = Post.get()
    assert [response.location for response in responses] == [f"/news/{post.id}#published"] * 2
    assert (Photo.get().post_id, PhotoTag.select().count(), Draft.select().count()) == (post.id, 2, 0)


def test_photo_that_comes_with_the_last_tap_is_kept_and_asked_about(cast, browser_of):
    data = form_of(group3(cast), photos=[photo_file()])

    response = browser_of(cast.joris).post("/news", data=data)

    assert (response.status_code, "Foto 1: kies wie er herkenbaar op staat." in response.text) == (422, True)
    assert (Post.select().count(), Photo.select().count()) == (0, 1)


def test_second_tap_while_the_first_is_on_its_way_gets_the_same_answer(cast, browser_of, monkeypatch):
    draft, browser = draft_with_photo(cast.joris, group3(cast)), browser_of(cast.joris)

    def kept_too_late(form, choices):
        place_draft(cast.joris, draft)  # what the first tap does meanwhile
        return kept(form, choices)

    monkeypatch.setattr("webapp.news.views.posts.kept", kept_too_late)
    answer = browser.post("/news", data=form_of(group3(cast), key=draft.token))

    assert (answer.status_code, Post.select().count(), Draft.select().count()) == (303, 1, 0)
    assert answer.location.endswith(f"/news/{Post.get().id}#published")


def test_late_save_after_placing_makes_no_draft(cast, browser_of):
    browser = browser_of(cast.joris)
    browser.post("/news", data=form_of(group3(cast)))

    response = browser.post("/news/drafts", data=form_of(group3(cast)), headers=HTMX)

    assert (response.status_code, Draft.select().count()) == (422, 0)


def test_child_of_a_large_audience_is_found_by_name(cast, browser_of, monkeypatch):
    monkeypatch.setattr("webapp.news.queries.drafts.MOST_IN_SIGHT", 1)
    draft = draft_with_photo(cast.joris, group3(cast), shows="")
    photo = Photo.get()
    typed = form_of(group3(cast), key=draft.token) | said_of(photo, "children")
    browser = browser_of(cast.joris)

    found = browser.post("/news/drafts?sheet", data=typed | {f"name-{photo.id}": "noor de vries"}, headers=HTMX)
    named = [tag.child_id for tag in PhotoTag.select()]
    lost = browser.post("/news/drafts?sheet", data=typed | {f"name-{photo.id}": "Noor de Vos"}, headers=HTMX)

    assert (found.status_code, named, 'value="Noor de Vos"' in lost.text) == (200, [cast.noor.id], True)
    assert "Deze naam staat niet in de lijst." in lost.text


@pytest.mark.parametrize("name", ["eline", "ingrid", "peter", "marieke"])
def test_draft_of_another_is_not_there(cast, browser_of, name):
    draft = draft_with_photo(cast.joris, group3(cast))
    paper, photo = kept_attachment(draft), Photo.get()
    browser = browser_of(getattr(cast, name))

    answers = [browser.get(f"/news/drafts/{draft.id}"), browser.get(f"/news/drafts/photos/{photo.id}")]
    answers += [
        browser.post(path, data=form_of(key="other"))
        for path in (
            f"/news/drafts/{draft.id}/removal",
            f"/news/drafts/photos/{photo.id}",
            f"/news/drafts/photos/{photo.id}/removal",
            f"/news/drafts/attachments/{paper.id}/removal",
        )
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert (Draft.select().count(), Photo.select().count(), Attachment.select().count()) == (1, 1, 1)


def test_stranger_is_sent_to_sign_in(cast, client):
    draft = draft_with_photo(cast.joris, group3(cast))

    answers = [client.get(f"/news/drafts/{draft.id}"), client.post("/news/drafts", data=form_of(group3(cast)))]

    assert [(answer.status_code, answer.location.partition("?")[0]) for answer in answers] == [(303, "/sign-in")] * 2
    assert Draft.select().count() == 1


def test_page_costs_the_same_with_one_photo_and_with_many(cast, browser_of):
    few, many = draft_with_photo(cast.joris, group3(cast)), draft_with_photo(cast.joris, group3(cast))
    for position in range(2, 7):
        tagged_photo(many, "children", cast.noor, position=position)
    browser = browser_of(cast.joris)
    browser.get(f"/news/drafts/{few.id}")
    counts = []

    for draft in (few, many):
        with count_queries() as counted:
            browser.get(f"/news/drafts/{draft.id}")
        counts.append(counted.count)

    assert counts[0] == counts[1] <= 18


def test_somebodys_second_draft_is_listed(cast, browser_of):
    make_draft(cast.joris, title="Eerste")
    make_draft(cast.joris, title="Tweede")

    page = browser_of(cast.joris).get("/news/new").text

    assert ('value="Tweede"' in page, ">Eerste</a>" in page) == (True, True)


def placed_with_photo(cast) -> Post:
    draft = draft_with_photo(cast.joris, group3(cast))
    return place_draft(cast.joris, draft)


def test_words_of_a_photo_are_bettered_later(cast, browser_of):
    post = placed_with_photo(cast)
    photo = Photo.get()
    data = {"title": "Bos", "body": "<p>Mooi.</p>", "photo": photo.id, f"alt-{photo.id}": "Een beuk"}
    browser = browser_of(cast.joris)

    response = browser.post(f"/news/{post.id}", data=data)

    assert (response.status_code, Photo.get().alt) == (303, "Een beuk")
    assert 'value="Een beuk"' in browser.get(f"/news/{post.id}/edit").text


def test_photo_of_a_post_is_taken_away_by_its_author(cast, browser_of):
    post = placed_with_photo(cast)

    response = browser_of(cast.joris).post(f"/news/photos/{Photo.get().id}/removal")

    assert response.location == f"/news/{post.id}/edit#photos-title"
    assert (Photo.get().state, Post.get().gallery) == ("removed", "")


@pytest.mark.parametrize("name", ["marieke", "eline", "bram", "wouter"])
def test_others_take_no_photo_away(cast, browser_of, name):
    placed_with_photo(cast)

    response = browser_of(getattr(cast, name)).post(f"/news/photos/{Photo.get().id}/removal")

    assert (response.status_code, Photo.get().state) == (404, "ready")
