"""What stands in whose digest."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.cast import Cast
from tests.conferences.rounds import make_usual_round
from tests.news.posts import make_post
from tests.school_calendar.events import make_event
from webapp.accounts.models import Person
from webapp.conferences.models import Invitation
from webapp.core import clock
from webapp.digest.queries.contents import digest_of, digests_of
from webapp.digest.rules.weeks import week_asked_for
from webapp.news.models import Post
from webapp.school_calendar.actions.appointments import put_appointment
from webapp.school_calendar.queries.agenda import agenda_of
from webapp.schools.models import Guardianship, SpecialDay
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


def test_page_of_the_week_leads_to_each_event_and_back_to_the_calendar(cast: Cast, browser_of):
    event = make_event(cast.ingrid, "Sint", MONDAY, Part(cast.school.id))

    answer = browser_of(cast.marieke).get("/digest?week=2026-11-21")

    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    assert [path in main for path in (f'href="/calendar/events/{event.id}"', 'href="/calendar"')] == [True, True]


def test_staff_without_children_here_has_no_digest(cast: Cast, browser_of):
    assert browser_of(cast.joris).get("/digest").status_code in (403, 404)


def test_what_is_to_be_done_stands_on_top_and_is_worth_a_digest(cast: Cast):
    _round, noor, _daan = make_usual_round(cast)

    only = digest_of(Person.get_by_id(cast.marieke.id), SATURDAY)
    make_post(cast.ingrid, cast.school, title="Allen", minutes=0)
    Invitation.update(declined_at=clock.now()).where(Invitation.id != noor.id).execute()
    found = digest_of(Person.get_by_id(cast.marieke.id), SATURDAY)

    assert only is not None
    assert [[talk.given_name for talk in part.to_do] for part in only] == [["Daan"], ["Noor"]]
    assert found is not None
    assert [([talk.said for talk in part.to_do], [post.title for post in part.posts]) for part in found] == [
        (["Kies een tijd voor het gesprek over Noor"], []),
        ([], ["Allen"]),
    ]


def make_week(cast: Cast) -> None:
    """Something for everybody, something each week, and a talk of one parent."""
    make_post(cast.ingrid, cast.school, title="Allen", minutes=0)
    make_post(cast.joris, cast.group3, title="Groep 3", minutes=0)
    make_event(cast.ingrid, "Gym", MONDAY - timedelta(weeks=3), Part(cast.school.id), repeats_until=date(2027, 6, 1))
    SpecialDay.create(unit=cast.school, name="Studiedag", first_day=MONDAY, last_day=MONDAY)
    begins = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    make_usual_round(cast)
    put_appointment("talk", cast.school, cast.sem, [cast.eline], begins, begins + timedelta(hours=1), title="Gesprek")


def test_many_at_once_get_what_each_gets_alone(cast: Cast):
    make_week(cast)
    people = [cast.marieke, cast.karima, cast.sanne, cast.tom, cast.eline, cast.wouter]

    together = digests_of([person.id for person in people], SATURDAY)

    alone = {person.id: digest_of(Person.get_by_id(person.id), SATURDAY) for person in people}
    assert together == {id: digest for id, digest in alone.items() if digest}
    assert cast.wouter.id not in together
    assert told(cast.eline) == [(["Sem"], ["Groep 3", "Allen"], ["Studiedag", "Gesprek"])]


def test_study_day_and_gym_that_falls_on_it_are_told_as_in_the_calendar(cast: Cast):
    make_week(cast)

    found = [one.title for part in digest_of(cast.karima, SATURDAY) for one in part.coming]

    assert found == [one.title for one in agenda_of(cast.karima, SATURDAY, SATURDAY + timedelta(days=8))]
    assert found == ["Studiedag"]


def test_talk_stands_in_the_digest_of_its_own_parents_only(cast: Cast):
    make_week(cast)

    readers = [person.name for person in Person.select() if "Gesprek" in repr(told(person))]

    assert readers == [cast.eline.name]


@pytest.mark.parametrize("information", ["on_request", "none"])
def test_parent_who_is_not_told_everything_of_a_child_reads_nothing_of_it(cast: Cast, information):
    make_week(cast)
    Guardianship.update(information=information).where(Guardianship.person == cast.tom).execute()

    assert told(cast.tom) is None
    assert told(cast.sanne) == [(["Mees"], ["Allen"], ["Studiedag"])]


def test_many_cost_as_many_queries_as_one(cast: Cast):
    make_week(cast)
    counts = []
    for people in ([cast.marieke], [cast.marieke, cast.eline, cast.karima, cast.wouter]):
        with count_queries() as counter:
            digests_of([person.id for person in people], SATURDAY)
        counts.append(counter.count)

    assert counts[0] == counts[1]
