"""The office reads beforehand what a family would, by group, and nothing of anybody's own."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.cast import Cast
from tests.news.posts import make_post
from tests.school_calendar.events import make_event
from webapp.core.clock import frozen_at
from webapp.digest.queries.contents import digest_of, digest_of_group
from webapp.digest.rules.weeks import next_saturday
from webapp.school_calendar.actions.appointments import put_appointment
from webapp.schools.models import Group
from webapp.schools.rules.audiences import Part

SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)
FRIDAY_EVENING = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def friday_evening():
    """It is the evening before the digest goes."""
    with frozen_at(FRIDAY_EVENING):
        yield


def make_week(cast: Cast) -> None:
    """Something for everybody, for each group, and for one parent only."""
    make_post(cast.ingrid, cast.school, title="Allen", minutes=0)
    make_post(cast.joris, cast.group3, title="Groep 3", minutes=0)
    make_post(cast.ingrid, cast.group5, title="Groep 5", minutes=0)
    make_event(cast.ingrid, "Sint", MONDAY, Part(cast.school.id))
    make_event(cast.ingrid, "Bos", MONDAY, Part(cast.school.id, cast.group3.id))
    make_event(cast.ingrid, "Museum", MONDAY, Part(cast.school.id, cast.group5.id))
    make_event(cast.bram, "Opvangfeest", MONDAY, Part(cast.bso.id))
    begins = FRIDAY_EVENING + timedelta(days=3)
    put_appointment(
        "talk", cast.school, cast.noor, [cast.marieke], begins, begins + timedelta(minutes=15), title="Oudergesprek"
    )


WORDS = ("Allen", "Groep 3<", "Groep 5<", "Sint", "Bos", "Museum", "Opvangfeest", "Oudergesprek", "Noor", "Marieke")


def words_in(page: str) -> list[str]:
    body = page.partition("digest-part")[2]
    return [word.rstrip("<") for word in WORDS if word in body]


def test_office_reads_what_a_family_of_the_group_would_and_nothing_of_anybody(cast: Cast, browser_of):
    make_week(cast)
    browser = browser_of(cast.ingrid)
    address = f"/units/{cast.school.id}/digest/preview"

    pages = [browser.get(f"{address}?group={group.id}") for group in (cast.group3, cast.group5)]

    assert [page.status_code for page in pages] == [200, 200]
    assert [words_in(page.text) for page in pages] == [
        ["Allen", "Groep 3", "Sint", "Bos"],
        ["Allen", "Groep 5", "Sint", "Museum"],
    ]


def test_preview_is_what_a_family_with_one_child_there_gets(cast: Cast):
    make_week(cast)

    group = Group.get_by_id(cast.group5.id)
    (seen,) = digest_of_group(group, SATURDAY)
    (sent,) = digest_of(cast.karima, SATURDAY)

    assert ([post.id for post in seen.posts], [(one.title, one.first_day) for one in seen.coming]) == (
        [post.id for post in sent.posts],
        [(one.title, one.first_day) for one in sent.coming],
    )


def test_preview_without_a_choice_is_of_the_first_group(cast: Cast, browser_of):
    make_week(cast)

    page = browser_of(cast.peter).get(f"/units/{cast.school.id}/digest/preview").text

    assert words_in(page) == ["Allen", "Groep 3", "Sint", "Bos"]


def test_week_without_news_says_that_no_mail_would_go(cast: Cast, browser_of):
    page = browser_of(cast.bram).get(f"/units/{cast.bso.id}/digest/preview").text

    assert "Er is nog niets te vertellen" in page


def test_group_of_another_unit_is_not_there(cast: Cast, browser_of):
    browser = browser_of(cast.ingrid)
    address = f"/units/{cast.school.id}/digest/preview"

    answers = [browser.get(f"{address}?group={group.id}") for group in (cast.squirrels, cast.other_group)]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("name", ["marieke", "joris", "bram", "anouk"])
def test_who_does_not_manage_the_unit_finds_no_preview(cast: Cast, browser_of, name):
    address = f"/units/{cast.school.id}/digest/preview?group={cast.group3.id}"

    assert browser_of(getattr(cast, name)).get(address).status_code == 404


def test_stranger_finds_no_preview(cast: Cast, client):
    assert client.get(f"/units/{cast.school.id}/digest/preview").location.partition("?")[0] == "/sign-in"


def test_preview_costs_the_same_for_one_post_as_for_three(cast: Cast, browser_of):
    browser = browser_of(cast.ingrid)
    address = f"/units/{cast.school.id}/digest/preview?group={cast.group3.id}"
    browser.get(address)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            make_post(cast.ingrid, cast.school, minutes=0)
            make_event(cast.ingrid, "Sint", MONDAY, Part(cast.school.id))
        with count_queries() as counter:
            browser.get(address)
        counts.append(counter.count)

    assert counts[0] == counts[1]
    assert counts[0] <= 10


@pytest.mark.parametrize(("day", "hour", "saturday"), [(20, 18, 21), (21, 7, 21), (21, 8, 28), (22, 9, 28)])
def test_preview_is_of_the_digest_that_goes_next(day, hour, saturday):
    assert next_saturday(datetime(2026, 11, day, hour), 8) == date(2026, 11, saturday)  # noqa: DTZ001
