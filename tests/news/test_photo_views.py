"""The bytes of photos and papers: for who reads the post, each time asked anew, and for nobody else."""

import pytest
from playhouse.test_utils import assert_query_count

from tests.news.photos import kept_attachment, make_draft, ready_photo
from tests.news.posts import make_post
from webapp.core import clock
from webapp.core.files import read_file
from webapp.news.actions.photos import remove_photo
from webapp.news.actions.posts import withdraw_post
from webapp.news.models import Photo, Post
from webapp.news.queries.feed import feed_of
from webapp.schools.models import Guardianship, StaffMember


def addresses_of(photo: Photo, file) -> list[str]:
    return [f"/photos/{photo.id}/small", f"/photos/{photo.id}/large", f"/attachments/{file.id}"]


@pytest.fixture
def post(cast) -> Post:
    return make_post(cast.joris, cast.group3)


@pytest.fixture
def addresses(post) -> list[str]:
    """Every address by which something of a post is served."""
    return addresses_of(ready_photo(post), kept_attachment(post))


def answers(client, addresses) -> list[int]:
    return [client.get(address).status_code for address in addresses]


def test_parent_of_the_group_gets_the_photo_and_the_browser_asks_each_time(cast, browser_of, post):
    photo = ready_photo(post)

    response = browser_of(cast.marieke).get(f"/photos/{photo.id}/large?v=1")

    assert (response.status_code, response.mimetype, response.data) == (200, "image/webp", read_file(photo.large))
    headers = ("Cache-Control", "X-Content-Type-Options", "Content-Security-Policy", "Cross-Origin-Resource-Policy")
    assert [response.headers[name] for name in headers] == [
        "private, no-cache", "nosniff", "default-src 'none'; sandbox", "same-origin",
    ]  # fmt: skip


def test_photo_that_the_browser_has_is_not_sent_again_while_it_may_be_seen(cast, browser_of, post):
    photo = ready_photo(post)
    parent, address = browser_of(cast.marieke), f"/photos/{photo.id}/small"
    tag = {"If-None-Match": parent.get(address).headers["ETag"]}

    again = parent.get(address, headers=tag)
    remove_photo(cast.joris, photo)

    assert (again.status_code, again.data) == (304, b"")
    assert parent.get(address, headers=tag).status_code == 404


def test_only_the_head_can_be_asked(cast, browser_of, addresses):
    heads = [browser_of(cast.marieke).head(address) for address in addresses]

    assert [(head.status_code, head.data) for head in heads] == [(200, b"")] * 3


def test_paper_is_a_download_that_nothing_keeps(cast, browser_of, post):
    file = kept_attachment(post, "Brief – ouders.pdf")

    response = browser_of(cast.marieke).get(f"/attachments/{file.id}")

    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"Brief  ouders.pdf\"; filename*=UTF-8''Brief%20%E2%80%93%20ouders.pdf"
    )
    assert (response.headers["Cache-Control"], response.headers["X-Content-Type-Options"]) == (
        "private, no-store",
        "nosniff",
    )


@pytest.mark.parametrize("who", ["karima", "wouter", "sanne", "bram", "anouk"])
def test_nobody_of_another_group_or_school_gets_anything(cast, browser_of, addresses, who):
    assert answers(browser_of(getattr(cast, who)), addresses) == [404] * 3


@pytest.mark.parametrize("who", ["marieke", "joris", "ingrid", "peter", "eline"])
def test_who_reads_the_post_gets_all(cast, browser_of, addresses, who):
    assert answers(browser_of(getattr(cast, who)), addresses) == [200] * 3


def test_stranger_is_sent_to_sign_in_whether_it_is_there_or_not(client, addresses):
    there = answers(client, addresses)
    not_there = answers(client, ["/photos/999/small", "/photos/999/large", "/attachments/999"])

    assert (there, not_there) == ([303] * 3, [303] * 3)


def test_who_signed_out_gets_nothing(cast, browser_of, addresses):
    parent = browser_of(cast.marieke)
    parent.post("/sign-out")

    assert 200 not in answers(parent, addresses)


def test_guardian_whose_guardianship_ended_gets_nothing_any_more(cast, browser_of, addresses):
    Guardianship.update(ends_on=clock.today()).where(Guardianship.person == cast.marieke).execute()

    assert answers(browser_of(cast.marieke), addresses) == [404] * 3


def test_guardian_who_is_not_told_everything_gets_nothing(cast, browser_of, addresses):
    Guardianship.update(information="on_request").where(Guardianship.person == cast.marieke).execute()

    assert answers(browser_of(cast.marieke), addresses) == [404] * 3


def test_teacher_who_left_gets_nothing(cast, browser_of, addresses):
    StaffMember.update(ends_on=clock.today()).where(StaffMember.person == cast.joris).execute()

    assert answers(browser_of(cast.joris), addresses) == [404] * 3


def test_withdrawn_post_takes_its_photos_and_papers_along(cast, browser_of, post, addresses):
    withdraw_post(cast.joris, post)

    assert answers(browser_of(cast.marieke), addresses) == [404] * 3


@pytest.mark.parametrize("who", ["marieke", "ingrid", "peter", "eline"])
def test_draft_is_its_authors_alone(cast, browser_of, who):
    draft = make_draft(cast.joris)
    addresses = addresses_of(ready_photo(draft), kept_attachment(draft))

    assert answers(browser_of(cast.joris), addresses) == [200] * 3
    assert answers(browser_of(getattr(cast, who)), addresses) == [404] * 3


def test_draft_of_who_works_here_no_more_shows_nothing(cast, browser_of):
    draft = make_draft(cast.joris)
    addresses = addresses_of(ready_photo(draft), kept_attachment(draft))
    StaffMember.update(ends_on=clock.today()).where(StaffMember.person == cast.joris).execute()

    assert answers(browser_of(cast.joris), addresses) == [404] * 3


@pytest.mark.parametrize("state", ["waiting", "failed", "removed"])
def test_photo_that_is_not_ready_is_not_there(cast, browser_of, post, state):
    photo = ready_photo(post)
    Photo.update(state=state).where(Photo.id == photo.id).execute()

    assert answers(browser_of(cast.joris), [f"/photos/{photo.id}/small"]) == [404]


@pytest.mark.parametrize("path", ["original", "small.webp", "../large", ""])
def test_there_are_only_two_sizes(cast, browser_of, post, path):
    assert browser_of(cast.joris).get(f"/photos/{ready_photo(post).id}/{path}").status_code == 404


def test_photo_costs_as_many_queries_whatever_else_there_is(cast, browser_of, post):
    photos = [ready_photo(post, number) for number in range(1, 4)]
    parent = browser_of(cast.marieke)
    parent.get("/news")  # the first page after signing in asks more

    for photo in photos:
        with assert_query_count(3):  # the session, who the person is, the photo
            parent.get(f"/photos/{photo.id}/small")


def test_feed_shows_photos_and_papers_without_asking_for_them(cast, post):
    for number in (1, 2, 3):
        ready_photo(post, number, alt=f"Foto {number}")
    file = kept_attachment(post)

    with assert_query_count(2):  # who the person is, and the feed
        shown = feed_of(cast.marieke)[0]
        gallery = shown.gallery

    assert [(photo.alt, photo.width, photo.height) for photo in gallery.photos] == [
        ("Foto 1", 80, 60),
        ("Foto 2", 80, 60),
        ("Foto 3", 80, 60),
    ]
    assert [(paper.name, paper.size, paper.url) for paper in gallery.files] == [
        ("brief.pdf", 9, f"/attachments/{file.id}")
    ]
    assert gallery.photos[0].small_url.startswith(f"/photos/{gallery.photos[0].id}/small?v=")


def test_version_of_a_post_tells_of_its_photos(cast, post):
    before = feed_of(cast.marieke)[0].version

    ready_photo(post)

    assert feed_of(cast.marieke)[0].version != before
