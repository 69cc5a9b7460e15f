"""Who reads what: the feed of each person of the cast."""

import pytest
from playhouse.test_utils import assert_query_count

from tests.cast import BEGINNING, make_staff
from tests.news.posts import make_post
from webapp.core import clock
from webapp.news.actions.posts import mark_seen, withdraw_post
from webapp.news.queries.feed import PAGE, Filters, count_newer_posts, feed_of
from webapp.schools.models import Enrolment, Guardianship, Link


@pytest.fixture
def posts(cast):
    """One post to each kind of audience, by name."""
    return {
        "school": make_post(cast.peter, cast.school, title="school"),
        "group3": make_post(cast.joris, cast.group3, title="group3"),
        "group7": make_post(cast.eline, cast.group7, title="group7"),
        "groups": make_post(cast.ingrid, cast.group3, cast.group6, title="groups"),
        "bso": make_post(cast.bram, cast.bso, title="bso"),
        "squirrels": make_post(cast.bram, cast.squirrels, title="squirrels"),
    }


def titles(posts) -> list[str]:
    return [post.title for post in posts]


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("marieke", ["squirrels", "bso", "groups", "group3", "school"]),  # Noor in group 3 and at the BSO, Daan in 6
        ("sanne", ["school"]),
        ("karima", ["school"]),
        ("wouter", []),  # another school
        ("joris", ["groups", "group3", "school"]),  # teaches group 3
        ("eline", ["groups", "group7", "group3", "school"]),  # teaches group 7, her son is in group 3
        ("ingrid", ["groups", "group7", "group3", "school"]),  # the office reads all of its school
        ("bram", ["squirrels", "bso"]),
        ("anouk", []),  # the administrator reads no messages
    ],
)
def test_each_reads_what_is_meant_for_them_newest_first(cast, posts, name, reads):
    assert titles(feed_of(getattr(cast, name))) == reads


def test_post_for_two_children_stands_there_once_with_both_chips(cast, posts):
    (post,) = [post for post in feed_of(cast.marieke) if post.title == "groups"]

    assert [child.given_name for child in post.children] == ["Daan", "Noor"]


def test_post_of_the_bso_bears_only_the_chip_of_who_goes_there(cast, posts):
    (post,) = [post for post in feed_of(cast.marieke) if post.title == "bso"]

    assert [child.given_name for child in post.children] == ["Noor"]


def test_teacher_who_is_a_parent_sees_the_chip_only_on_what_concerns_the_child(cast, posts):
    chips = {post.title: [child.given_name for child in post.children] for post in feed_of(cast.eline)}

    assert chips == {"groups": ["Sem"], "group7": [], "group3": ["Sem"], "school": ["Sem"]}


@pytest.mark.parametrize(
    ("filters", "reads"),
    [
        (lambda cast: Filters(child_id=cast.daan.id), ["groups", "school"]),
        (lambda cast: Filters(child_id=cast.noor.id), ["squirrels", "bso", "groups", "group3", "school"]),
        (lambda cast: Filters(unit_id=cast.bso.id), ["squirrels", "bso"]),
        (lambda cast: Filters(unit_id=cast.school.id, child_id=cast.noor.id), ["groups", "group3", "school"]),
        (lambda cast: Filters(kind="unit"), ["bso", "school"]),
        (lambda cast: Filters(kind="group"), ["squirrels", "groups", "group3"]),
        (lambda cast: Filters(child_id=cast.yara.id), []),  # somebody else's child
        (lambda cast: Filters(unit_id=cast.other_school.id), []),
    ],
)
def test_feed_is_filtered_by_child_unit_and_kind(cast, posts, filters, reads):
    assert titles(feed_of(cast.marieke, filters(cast))) == reads


def test_office_filters_by_kind_too(cast, posts):
    assert titles(feed_of(cast.ingrid, Filters(kind="unit"))) == ["school"]
    assert titles(feed_of(cast.ingrid, Filters(kind="group"))) == ["groups", "group7", "group3"]


@pytest.mark.parametrize("information", ["none", "on_request"])
def test_guardian_whom_the_school_tells_nothing_by_itself_reads_nothing(cast, posts, information):
    Guardianship.update(information=information).where(Guardianship.person == cast.tom).execute()

    assert titles(feed_of(cast.tom)) == []
    assert titles(feed_of(cast.sanne)) == ["school"]


def test_link_that_waits_for_the_office_shows_nothing(cast, posts):
    Link.update(approved_at=None).where(Link.unit == cast.bso).execute()

    assert titles(feed_of(cast.marieke)) == ["groups", "group3", "school"]


def test_ended_link_shows_nothing(cast, posts):
    Link.update(ended_at=clock.now()).where(Link.unit == cast.bso).execute()

    assert titles(feed_of(cast.marieke)) == ["groups", "group3", "school"]


def test_child_that_moved_takes_the_parent_along(cast, posts):
    Enrolment.update(ends_on=clock.today()).where(Enrolment.child == cast.daan).execute()
    Enrolment.create(child=cast.daan, group=cast.group7, starts_on=BEGINNING)

    assert titles(feed_of(cast.marieke, Filters(child_id=cast.daan.id))) == ["group7", "school"]


def test_withdrawn_post_is_gone_for_all(cast, posts):
    withdraw_post(cast.peter, posts["school"])

    assert "school" not in titles(feed_of(cast.marieke)) + titles(feed_of(cast.peter))


def test_post_to_overlapping_audiences_of_one_reader_stands_there_once(cast):
    make_staff(cast.ingrid, "director", cast.bso)
    cast.ingrid.__dict__.pop("standing", None)
    make_post(cast.ingrid, cast.school, cast.bso, title="both")

    assert titles(feed_of(cast.marieke)) == ["both"]


def test_unseen_post_is_new_until_it_was_seen(cast, posts):
    mark_seen(cast.marieke, [posts["school"].id])

    assert {post.title for post in feed_of(cast.marieke) if not post.is_new} == {"school"}


def test_own_post_is_never_new_to_its_author(cast, posts):
    assert [post.is_new for post in feed_of(cast.peter) if post.title == "school"] == [False]


def test_pages_follow_each_other_without_gap_or_double(cast):
    made = [make_post(cast.peter, cast.school, minutes=minutes // 2) for minutes in range(PAGE * 2 + 5)]

    pages, before = [], None
    while page := feed_of(cast.sanne, before=before)[:PAGE]:
        pages.append([post.id for post in page])
        before = page[-1].id

    assert [len(page) for page in pages] == [PAGE, PAGE, 5]
    assert [post_id for page in pages for post_id in page] == [post.id for post in reversed(made)]


def test_page_has_one_post_more_when_there_is_a_next_page(cast):
    for _ in range(PAGE + 3):
        make_post(cast.peter, cast.school)

    assert len(feed_of(cast.sanne)) == PAGE + 1


@pytest.mark.parametrize("posts", [1, 3])
def test_feed_costs_two_queries_however_much_there_is(cast, posts):
    for _ in range(posts):
        make_post(cast.joris, cast.group3)

    with assert_query_count(2):  # who the person is, and the feed
        feed_of(cast.marieke)


def test_newer_posts_are_counted_without_own_and_without_what_is_for_others(cast):
    first = make_post(cast.peter, cast.school)
    make_post(cast.joris, cast.group3)
    make_post(cast.eline, cast.group7)

    assert count_newer_posts(cast.marieke, first.id) == 1
    assert count_newer_posts(cast.joris, first.id) == 0
    assert count_newer_posts(cast.wouter, first.id) == 0


def test_an_empty_feed_hears_of_its_first_post(cast):
    assert count_newer_posts(cast.sanne, 0) == 0

    make_post(cast.peter, cast.school)

    assert count_newer_posts(cast.sanne, 0) == 1
