"""The feed and the posts over HTTP: rightful person, lesser one, stranger; plain browser and htmx."""

import re

import pytest
from playhouse.test_utils import assert_query_count

from tests.browsers import HTMX
from tests.news.posts import make_post
from webapp.accounts.models import Person
from webapp.core.mail import OutgoingMail
from webapp.news.models import Post, Seen
from webapp.news.queries.feed import PAGE


def post_titles(html: str) -> list[str]:
    return re.findall(r'class="post-title"[^>]*>(?:<a[^>]*>)?([^<]*)<', html)


def form_of(*audience, **changes):
    return {"title": "Gymspullen", "body": "<p>Neem mee.</p>", "audience": list(audience), "key": "key"} | changes


def test_parent_reads_the_feed(cast, browser_of):
    make_post(cast.joris, cast.group3, title="Lezen")

    response = browser_of(cast.marieke).get("/news")

    assert (response.status_code, post_titles(response.text)) == (200, ["Lezen"])


def test_feed_of_another_family_is_empty_and_says_what_will_come(cast, browser_of):
    make_post(cast.joris, cast.group3, title="Lezen")

    page = browser_of(cast.wouter).get("/news").text

    assert (post_titles(page), "Nog geen berichten" in page) == ([], True)


def test_stranger_is_sent_to_sign_in_and_comes_back(client):
    response = client.get("/news?child=3")

    assert (response.status_code, response.location) == (303, "/sign-in?next=/news?child%3D3")


def test_htmx_gets_the_older_posts_only(cast, browser_of):
    posts = [make_post(cast.peter, cast.school) for _ in range(PAGE + 2)]

    response = browser_of(cast.sanne).get(f"/news?before={posts[2].id}", headers=HTMX)

    assert post_titles(response.text) == [posts[1].title, posts[0].title]
    assert "<html" not in response.text


def test_first_page_leads_to_older_posts_by_a_plain_link(cast, browser_of):
    posts = [make_post(cast.peter, cast.school) for _ in range(PAGE + 2)]
    browser = browser_of(cast.sanne)

    older = re.search(r'href="(/news\?before=\d+)"', browser.get("/news").text).group(1)

    assert post_titles(browser.get(older).text) == [posts[1].title, posts[0].title]


def test_unchanged_feed_is_not_sent_again(cast, browser_of):
    make_post(cast.peter, cast.school)
    browser = browser_of(cast.sanne)
    browser.get("/news")  # its forms now have a token
    first = browser.get("/news")

    again = browser.get("/news", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("change", ["post", "edit", "name", "other person"])
def test_feed_that_looks_different_is_sent_again(cast, browser_of, change):
    post = make_post(cast.peter, cast.school)
    browser = browser_of(cast.sanne)
    browser.get("/news")
    etag = browser.get("/news").headers["ETag"]

    if change == "post":
        make_post(cast.peter, cast.school)
    elif change == "edit":
        Post.update(title="Nieuw", edited_at=post.published_at).execute()
    elif change == "name":
        Person.update(name="P. Hofman").where(Person.id == cast.peter.id).execute()
    else:
        browser = browser_of(cast.tom)

    assert browser.get("/news", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_feed_page_costs_five_queries(cast, browser_of, count):
    for _ in range(count):
        make_post(cast.joris, cast.group3)
    browser = browser_of(cast.marieke)
    browser.get("/news")

    with assert_query_count(5):  # the session, who the person is, the feed, what is urgent, what is to be done
        browser.get("/news")


def test_feed_page_of_staff_costs_one_query_more(cast, browser_of):
    browser = browser_of(cast.joris)
    browser.get("/news")

    with assert_query_count(5):  # as for parents, and the requests that wait for an answer
        browser.get("/news")


def test_open_feed_hears_of_new_posts(cast, browser_of):
    first = make_post(cast.peter, cast.school)
    browser = browser_of(cast.sanne)
    quiet = browser.get(f"/news/newer?after={first.id}", headers=HTMX)

    make_post(cast.peter, cast.school)
    told = browser.get(f"/news/newer?after={first.id}", headers=HTMX)

    assert ("nieuw bericht" in quiet.text, "1 nieuw bericht" in told.text) == (False, True)


def test_teacher_posts_to_the_own_group(cast, browser_of):
    response = browser_of(cast.joris).post("/news", data=form_of(f"group-{cast.group3.id}"))

    post = Post.get()
    assert (response.status_code, response.location) == (303, f"/news/{post.id}#published")
    assert (post.title, post.body, post.author_id) == ("Gymspullen", "<p>Neem mee.</p>", cast.joris.id)


def test_what_is_wrong_with_a_post_is_said_and_what_was_typed_is_kept(cast, browser_of):
    response = browser_of(cast.joris).post("/news", data=form_of(body="<p>Lang verhaal</p>"))

    assert response.status_code == 422
    assert "Kies voor wie dit bericht is." in response.text
    assert "Lang verhaal" in response.text
    assert 'value="Gymspullen"' in response.text
    assert Post.select().count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Vul dit in."),
        ({"title": "x" * 151}, "Dit is te lang: hoogstens 150 tekens."),
        ({"body": ""}, "Schrijf een bericht."),
        ({"body": "<p>&nbsp;</p>"}, "Schrijf een bericht."),
        ({"audience": ["unit-1; DROP TABLE"]}, "Kies voor wie dit bericht is."),
    ],
)
def test_bad_input_is_answered_with_what_to_do(cast, browser_of, changes, sentence):
    response = browser_of(cast.joris).post("/news", data=form_of(f"group-{cast.group3.id}", **changes))

    assert (response.status_code, sentence in response.text) == (422, True)
    assert Post.select().count() == 0


def test_post_to_somebody_elses_group_is_as_no_choice_at_all(cast, browser_of):
    response = browser_of(cast.joris).post("/news", data=form_of(f"group-{cast.group6.id}"))

    assert (response.status_code, Post.select().count()) == (422, 0)


@pytest.mark.parametrize("name", ["marieke", "anouk"])
def test_who_is_no_staff_of_a_unit_cannot_write(cast, browser_of, name):
    browser = browser_of(getattr(cast, name))

    assert browser.get("/news/new").status_code == 404
    assert browser.post("/news", data=form_of(f"group-{cast.group3.id}")).status_code == 404
    assert (Post.select().count(), OutgoingMail.select().count()) == (0, 0)


def test_teacher_with_one_group_finds_it_chosen_with_whom_it_reaches(cast, browser_of):
    page = browser_of(cast.joris).get("/news/new").text

    assert f'value="group-{cast.group3.id}" checked' in page
    assert "Dit bericht bereikt 2 ouders van 2 kinderen (2 gezinnen)." in page


def test_reach_follows_what_is_ticked(cast, browser_of):
    browser = browser_of(cast.ingrid)

    page = browser.get(
        f"/news/reach?audience=group-{cast.group3.id}&audience=group-{cast.group6.id}", headers=HTMX
    ).text

    # Noor and Daan are one family; Sem another.
    assert "Dit bericht bereikt 2 ouders van 3 kinderen (2 gezinnen)." in page


def test_reach_of_anothers_group_tells_nothing(cast, browser_of):
    page = browser_of(cast.joris).get(f"/news/reach?audience=group-{cast.group6.id}", headers=HTMX).text

    assert "Kies hierboven voor wie dit bericht is." in page


def test_author_sees_who_has_seen_it_and_a_reader_does_not(cast, browser_of):
    post = make_post(cast.joris, cast.group3)
    browser_of(cast.marieke).post("/news/seen", data={"post": [post.id]})

    assert "Gezien door 1 van de 2 ouders." in browser_of(cast.joris).get(f"/news/{post.id}").text
    assert "Gezien door" not in browser_of(cast.marieke).get(f"/news/{post.id}").text


def test_seen_counts_only_what_one_may_read(cast, browser_of):
    post = make_post(cast.joris, cast.group3)

    response = browser_of(cast.wouter).post("/news/seen", data={"post": [post.id, "x"]})

    assert (response.status_code, Seen.select().count()) == (204, 0)


@pytest.mark.parametrize("path", ["", "/edit", "/withdrawal"])
@pytest.mark.parametrize("name", ["wouter", "sanne", "eline"])
def test_post_of_others_is_not_there(cast, browser_of, name, path):
    post = make_post(cast.ingrid, cast.group6)

    assert browser_of(getattr(cast, name)).get(f"/news/{post.id}{path}").status_code == 404


def test_author_corrects_a_post(cast, browser_of):
    post = make_post(cast.joris, cast.group3)
    browser = browser_of(cast.joris)

    response = browser.post(f"/news/{post.id}", data={"title": "Beter", "body": "<p>Beter</p>"})

    assert response.status_code == 303
    assert "bewerkt" in browser_of(cast.marieke).get("/news").text
    assert Post.get_by_id(post.id).title == "Beter"


def test_correction_without_words_is_refused_and_nothing_changes(cast, browser_of):
    post = make_post(cast.joris, cast.group3)

    response = browser_of(cast.joris).post(f"/news/{post.id}", data={"title": "Beter", "body": "<p></p>"})

    assert (response.status_code, "Schrijf een bericht." in response.text) == (422, True)
    assert Post.get_by_id(post.id).title == post.title


def test_withdrawing_says_what_happens_and_then_the_post_is_gone(cast, browser_of):
    post = make_post(cast.joris, cast.group3)
    browser = browser_of(cast.joris)
    browser_of(cast.marieke).post("/news/seen", data={"post": [post.id]})

    question = browser.get(f"/news/{post.id}/withdrawal").text
    response = browser.post(f"/news/{post.id}/withdrawal")

    assert "1 ouder heeft het al gezien." in question
    assert (response.status_code, response.location) == (303, "/news")
    assert browser_of(cast.marieke).get(f"/news/{post.id}").status_code == 404


def test_reader_cannot_withdraw(cast, browser_of):
    post = make_post(cast.joris, cast.group3)

    assert browser_of(cast.marieke).post(f"/news/{post.id}/withdrawal").status_code == 404
    assert Post.get_by_id(post.id).withdrawn_at is None


def test_what_somebody_typed_is_shown_as_text(cast, browser_of):
    make_post(cast.joris, cast.group3, title="<script>alert(1)</script>")

    assert "<script>alert(1)" not in browser_of(cast.marieke).get("/news").text
