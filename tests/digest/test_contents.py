"""What stands in whose digest."""

from datetime import date

import pytest
from playhouse.test_utils import count_queries

from tests.cast import Cast
from tests.news.posts import make_post
from tests.school_calendar.events import make_event
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.digest.queries.contents import digest_of
from webapp.digest.rules.weeks import week_asked_for
from webapp.news.models import Post
from webapp.schools.rules.audiences import Part

SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)


def told(person: Person, saturday: date = SATURDAY) -> list[tuple] | None:
    found = digest_of(Person.get_by_id(person.id), saturday)
    return found and [
        (
            [place.given_name for place in part.children],
            [post.title for post in part.posts],
            [one.title for one in part.coming],
        )
        for part in found
    ]


def test_parent_reads_each_post_and_event_once_by_child(cast: Cast):
    make_post(cast.ingrid, cast.school, cast.group3, title="Allen", minutes=0)
    make_post(cast.joris, cast.group3, title="Groep 3", minutes=0)
    make_event(cast.ingrid, "Sint", MONDAY, Part(cast.school.id))

    found = told(cast.marieke)

    assert found == [(["Daan", "Noor"], ["Allen"], ["Sint"]), (["Noor"], ["Groep 3"], [])]


def test_nothing_to_tell_is_no_digest(cast: Cast):
    assert told(cast.marieke) is None


def test_news_of_another_week_another_group_or_withdrawn_is_not_in_it(cast: Cast):
    make_post(cast.joris, cast.group3, title="Deze week", minutes=0)
    make_post(cast.ingrid, cast.group5, title="Elders", minutes=0)
    withdrawn = make_post(cast.joris, cast.group3, title="Terug", minutes=0)
    Post.update(withdrawn_at=clock.now()).where(Post.id == withdrawn.id).execute()

    assert told(cast.marieke) == [(["Noor"], ["Deze week"], [])]
    assert told(cast.marieke, date(2026, 11, 14)) is None


def test_digest_costs_the_same_with_more_posts_and_events(cast: Cast):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            make_post(cast.ingrid, cast.school, minutes=0)
            make_event(cast.ingrid, "Sint", MONDAY, Part(cast.school.id))
        with count_queries() as counter:
            told(cast.marieke)
        counts.append(counter.count)

    assert counts[0] == counts[1]
    assert counts[0] <= 10


@pytest.mark.parametrize("typed", ["2026-11-21", "2026-11-25", "", "geen dag", "9999-12-31"])
def test_week_is_named_by_its_saturday(typed: str):
    assert week_asked_for(typed, date(2026, 11, 25)) == SATURDAY


def test_parent_opens_the_week_on_one_page(cast: Cast, browser_of):
    make_post(cast.joris, cast.group3, title="Naar het bos", minutes=0)

    answer = browser_of(cast.marieke).get("/digest?week=2026-11-21")

    assert answer.status_code == 200
    assert "Naar het bos" in answer.text


def test_staff_without_children_here_has_no_digest(cast: Cast, browser_of):
    assert browser_of(cast.joris).get("/digest").status_code in (403, 404)
