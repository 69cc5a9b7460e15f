"""The photos page of a group, and the page of one photo: who sees what, and what it costs."""

import re
from datetime import date

import pytest
from playhouse.test_utils import assert_query_count, count_queries

from tests.browsers import HTMX
from tests.news.photos import kept_attachment, ready_photo
from tests.news.posts import make_post
from tests.news.removals import photo_of
from webapp.core import clock
from webapp.news.actions.posts import withdraw_post
from webapp.news.models import Audience, Photo, Post
from webapp.news.queries import group_photos
from webapp.news.queries.group_photos import by_month, photo_group_of, photo_groups_of, photos_in
from webapp.schools.models import Group, Guardianship, Link

ALL = ("marieke", "sanne", "karima", "wouter", "eline", "joris", "ingrid", "peter", "bram", "anouk")


def shown_in(html: str) -> list[int]:
    """The photos on a page, in their order."""
    return [int(number) for number in re.findall(r'href="/photos/(\d+)" data-photo', html)]


def moved_to(post: Post, day: date) -> None:
    """A post that was placed on this day."""
    moment = clock.at(day, clock.now().time())
    Post.update(published_at=moment).where(Post.id == post).execute()
    Audience.update(published_at=moment).where(Audience.post == post).execute()


def test_each_sees_the_photos_of_the_groups_they_read(cast):
    found = {name: [group.name for group in photo_groups_of(getattr(cast, name))] for name in ALL}

    school = ["Groep 3", "Groep 4", "Groep 5", "Groep 6", "Groep 7"]
    assert found == {
        "marieke": ["Groep 3", "Groep 6", "Eekhoorns"],
        "sanne": ["Groep 4"],
        "karima": ["Groep 5"],
        "wouter": ["Groep 5"],
        "eline": ["Groep 3", "Groep 7"],
        "joris": ["Groep 3"],
        "ingrid": school,
        "peter": school,
        "bram": ["Eekhoorns"],
        "anouk": [],
    }


@pytest.mark.parametrize("change", ["guardianship", "link", "information"])
def test_who_no_longer_reads_along_sees_no_photos(cast, change):
    noor = Guardianship.child == cast.noor
    if change == "link":
        Link.update(ended_at=clock.now()).where(
            Link.guardianship.in_(Guardianship.select().where(noor)), Link.unit == cast.school
        ).execute()
    else:
        known = {"ends_on": clock.today()} if change == "guardianship" else {"information": "on_request"}
        Guardianship.update(**known).where(noor).execute()

    with pytest.raises(Group.DoesNotExist):
        photo_group_of(cast.marieke, cast.group3.id)


def test_photos_stand_there_newest_post_first_each_in_its_order(cast):
    old, new = make_post(cast.joris, cast.group3), make_post(cast.ingrid, cast.group3, cast.group6)
    second, first = ready_photo(old, 2), ready_photo(old, 1)
    newest = ready_photo(new)

    assert [photo.id for photo in photos_in(cast.group3)] == [newest.id, first.id, second.id]


def test_only_photos_of_the_groups_own_posts_that_people_see_stand_there(cast):
    shown = photo_of(cast)
    photo_of(cast, author=cast.peter, places=[cast.school])
    photo_of(cast, author=cast.peter, places=[cast.group6])
    photo_of(cast, state="removed")
    photo_of(cast, state="waiting")
    withdraw_post(cast.joris, photo_of(cast).post)

    assert [photo.id for photo in photos_in(cast.group3)] == [shown.id]


def test_photos_stand_under_the_month_at_school(cast):
    photos = [photo_of(cast) for _ in range(3)]
    for photo, day in zip(photos, (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31)), strict=True):
        moved_to(photo.post, day)

    months = by_month(photos_in(cast.group3))

    assert [(month.first_day, [photo.id for photo in month.photos]) for month in months] == [
        (date(2026, 10, 1), [photos[2].id, photos[1].id]),
        (date(2026, 9, 1), [photos[0].id]),
    ]


def test_pages_follow_on_each_other_whatever_came_or_went(cast, monkeypatch):
    monkeypatch.setattr(group_photos, "PAGE", 2)
    posts = [make_post(cast.joris, cast.group3) for _ in range(3)]
    photos = [ready_photo(post, position) for post in reversed(posts) for position in (1, 2)]
    first = photos_in(cast.group3)[:2]
    photo_of(cast)
    Photo.update(state="removed").where(Photo.id == first[1].id).execute()

    rest = photos_in(cast.group3, before=first[1].id)

    assert [photo.id for photo in [*first, *rest]] == [photo.id for photo in photos[:5]]


def test_photo_of_another_group_begins_no_page(cast):
    other = photo_of(cast, author=cast.ingrid, places=[cast.group6])

    with pytest.raises(Photo.DoesNotExist):
        photos_in(cast.group3, before=other.id)


@pytest.mark.parametrize("count", [1, 3])
def test_photos_of_a_group_cost_one_query(cast, count):
    for _ in range(count):
        photo_of(cast)

    with assert_query_count(1):
        by_month(photos_in(cast.group3))


def test_parent_looks_through_the_photos_of_the_group(cast, browser_of):
    photo = photo_of(cast, alt="Een kastanje")

    page = browser_of(cast.marieke).get(f"/groups/{cast.group3.id}/photos").text

    assert shown_in(page) == [photo.id]
    assert 'alt="Een kastanje"' in page


def test_page_without_photos_says_what_will_come(cast, browser_of):
    page = browser_of(cast.marieke).get(f"/groups/{cast.group3.id}/photos").text

    assert "Nog geen foto's" in page


@pytest.mark.parametrize("name", ["sanne", "karima", "wouter", "bram", "anouk"])
def test_photos_of_another_group_are_not_there(cast, browser_of, name):
    photo_of(cast)

    assert browser_of(getattr(cast, name)).get(f"/groups/{cast.group3.id}/photos").status_code == 404


def test_stranger_is_sent_to_sign_in(cast, client):
    response = client.get(f"/groups/{cast.group3.id}/photos")

    assert (response.status_code, response.location) == (303, f"/sign-in?next=/groups/{cast.group3.id}/photos")


def test_way_to_the_photos_leads_to_the_first_group(cast, browser_of):
    assert browser_of(cast.marieke).get("/photos").location == f"/groups/{cast.group3.id}/photos"


def test_who_has_no_group_reads_that_there_are_no_photos(cast, browser_of):
    response = browser_of(cast.anouk).get("/photos")

    assert (response.status_code, "Nog geen foto's" in response.text) == (200, True)


def test_htmx_gets_the_older_photos_under_the_month_that_is_there(cast, browser_of, monkeypatch):
    monkeypatch.setattr(group_photos, "PAGE", 1)
    monkeypatch.setattr("webapp.news.views.group_photos.PAGE", 1)
    old, new = photo_of(cast), photo_of(cast)
    browser = browser_of(cast.marieke)
    older = re.search(
        r'hx-get="([^"]+)"', re.search(r'id="more".*', browser.get(f"/groups/{cast.group3.id}/photos").text)[0]
    )[1]

    part = browser.get(older.replace("&amp;", "&"), headers=HTMX).text

    assert (shown_in(part), f"before={new.id}" in older) == ([old.id], True)
    assert "Dit zijn alle foto's." in part  # htmx leaves what it would replace by nothing
    assert ('hx-target="#photos-2026-11" hx-swap="beforeend"' in part, "<h2" in part, "<html" in part) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_group_costs_the_same_with_more_photos(cast, browser_of, count):
    for _ in range(count):
        photo_of(cast, cast.noor)
    browser = browser_of(cast.marieke)
    browser.get("/photos")

    with assert_query_count(5):  # who it is, the group, its photos, the other groups
        browser.get(f"/groups/{cast.group3.id}/photos")


def test_feed_shows_five_photos_and_how_many_more(cast, browser_of):
    post = make_post(cast.joris, cast.group3)
    photos = [ready_photo(post, position) for position in range(1, 13)]
    kept_attachment(post, "werkblad.pdf")

    page = browser_of(cast.marieke).get("/news").text

    assert shown_in(page) == [photo.id for photo in photos]
    assert (page.count("<li hidden>"), page.count("+7<"), page.count("/small?v=")) == (7, 1, 10)
    assert 'alt="Foto 3 van 12"' in page
    assert "werkblad.pdf" in page


def test_feed_with_photos_still_costs_five_queries(cast, browser_of):
    for _ in range(3):
        post = make_post(cast.joris, cast.group3)
        for position in (1, 2):
            ready_photo(post, position)
    browser = browser_of(cast.marieke)
    browser.get("/news")

    with assert_query_count(5):
        browser.get("/news")


def test_every_photo_has_its_size_and_words(cast, browser_of):
    photo = photo_of(cast, width=80, height=60)

    page = browser_of(cast.marieke).get(f"/news/{photo.post_id}").text

    images = re.findall(r"<img[^>]*photos/[^>]*>", page)
    assert [re.findall(r'(width|height|alt|loading)="([^"]*)"', image) for image in images] == [
        [("width", "80"), ("height", "60"), ("alt", "Foto 1 van 1"), ("loading", "lazy")]
    ]


def test_photo_has_a_page_between_the_others(cast, browser_of):
    post = make_post(cast.joris, cast.group3, title="Herfst")
    photos = [ready_photo(post, position) for position in (1, 2, 3)]

    page = browser_of(cast.marieke).get(f"/photos/{photos[1].id}").text

    assert re.findall(r'href="/photos/(\d+)" rel="(\w+)"', page) == [
        (str(photos[0].id), "prev"),
        (str(photos[2].id), "next"),
    ]
    assert ("Foto 2 van 3" in page, f'href="/news/{post.id}"' in page) == (True, True)


def test_htmx_gets_only_what_can_be_asked_about_a_photo(cast, browser_of):
    photo = photo_of(cast, cast.noor)

    part = browser_of(cast.marieke).get(f"/photos/{photo.id}", headers=HTMX).text

    assert ("Uw kind Noor staat op deze foto." in part, "<html" in part, "<h1" in part) == (True, False, False)


@pytest.mark.parametrize("name", ["karima", "wouter", "bram", "anouk"])
def test_photo_of_another_group_is_not_there(cast, browser_of, name):
    photo = photo_of(cast, cast.noor)

    assert browser_of(getattr(cast, name)).get(f"/photos/{photo.id}").status_code == 404


@pytest.mark.parametrize("state", ["removed", "waiting", "failed"])
def test_photo_that_is_not_to_be_seen_has_no_page(cast, browser_of, state):
    photo = photo_of(cast, state=state)

    assert browser_of(cast.marieke).get(f"/photos/{photo.id}").status_code == 404


def test_ended_guardian_finds_no_photo(cast, browser_of):
    photo, browser = photo_of(cast, cast.noor), browser_of(cast.marieke)
    before = browser.get(f"/photos/{photo.id}").status_code
    Guardianship.update(ends_on=clock.today()).where(Guardianship.person == cast.marieke).execute()

    found = [browser.get(f"/photos/{photo.id}{what}").status_code for what in ("", "/small", "/large")]

    assert (before, found) == (200, [404, 404, 404])


def test_photo_page_costs_the_same_with_more_photos_and_tags(cast, browser_of):
    photo = photo_of(cast, cast.noor)
    browser = browser_of(cast.marieke)
    browser.get(f"/photos/{photo.id}")
    with count_queries() as one:
        browser.get(f"/photos/{photo.id}")
    for position in (2, 3):
        ready_photo(photo.post, position)
    photo_of(cast, cast.noor, cast.sem)

    with assert_query_count(one.count):
        browser.get(f"/photos/{photo.id}")


def test_author_and_office_read_who_is_in_a_photo_and_by_which_entry(cast, browser_of):
    photo = photo_of(cast, cast.noor)

    pages = {
        person.name: browser_of(person).get(f"/news/{photo.post_id}").text
        for person in (cast.joris, cast.ingrid, cast.marieke, cast.eline)
    }

    assert [name for name, page in pages.items() if "Wie staat op de foto" in page] == ["Joris Smit", "Ingrid Mulder"]
    assert "gedekt door inschrijvingen 3, 5" in pages["Joris Smit"]
    assert "Noor de Vries" not in pages["Eline van den Berg"]


def test_page_after_the_last_photo_says_that_there_are_no_older_ones(cast, browser_of):
    photo = photo_of(cast)

    page = browser_of(cast.marieke).get(f"/groups/{cast.group3.id}/photos?before={photo.id}").text

    assert "Er zijn geen oudere foto's." in page
