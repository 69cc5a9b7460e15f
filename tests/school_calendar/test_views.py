"""The pages of the calendar: rightful, lesser and stranger."""

import re
from datetime import date, time, timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.cast import Cast
from tests.school_calendar.events import make_event
from webapp.core import clock
from webapp.core.files import keep_file
from webapp.core.i18n import day, named_day
from webapp.notifications.models import Notification
from webapp.school_calendar.models import CalendarAddress, Event, SignUpTask, SkippedDay
from webapp.schools.rules.audiences import Part


def typed(cast: Cast, **more: object) -> dict[str, object]:
    usual = {"title": "Bos", "first_day": f"{clock.today() + timedelta(days=1)}", "key": "key", "is_told": "y"}
    return usual | {"audience": f"group-{cast.group3.id}"} | more


def test_teacher_writes_an_event_and_a_parent_reads_it(cast: Cast, browser_of):
    made = browser_of(cast.joris).post("/calendar/events", data=typed(cast, place="Het bos"))
    event = Event.get()

    page = browser_of(cast.marieke).get("/calendar").text

    assert (made.status_code, made.headers["Location"]) == (303, f"/calendar/events/{event.id}")
    assert f'href="/calendar/events/{event.id}"' in page
    assert "Het bos" in browser_of(cast.marieke).get(f"/calendar/events/{event.id}").text


@pytest.mark.parametrize("more", [{"title": ""}, {"first_day": "nooit"}, {"ends_at": "10:00"}, {"audience": "group-0"}])
def test_bad_input_is_answered_with_what_was_typed_and_nothing_is_written(cast: Cast, browser_of, more):
    response = browser_of(cast.joris).post("/calendar/events", data=typed(cast, place="Het bos", **more))

    assert (response.status_code, 'value="Het bos"' in response.text) == (422, True)
    assert (Event.select().count(), Notification.select().count()) == (0, 0)


def test_key_that_somebody_else_used_loses_nothing_of_what_was_typed(cast: Cast, browser_of):
    browser_of(cast.joris).post("/calendar/events", data=typed(cast))
    browser = browser_of(cast.ingrid)

    answer = browser.post("/calendar/events", data=typed(cast, title="Sportdag"))
    key = re.search(r'name="key"[^>]*value="([^"]+)"', answer.text)[1]
    again = browser.post("/calendar/events", data=typed(cast, title="Sportdag", key=key))

    assert (answer.status_code, 'value="Sportdag"' in answer.text, "al een keer verstuurd" in answer.text) == (
        422,
        True,
        True,
    )
    assert (again.status_code, sorted(event.title for event in Event.select())) == (303, ["Bos", "Sportdag"])


@pytest.mark.parametrize("key", ["x" * 44, "\x00"])
def test_key_that_is_none_of_ours_breaks_nothing(cast: Cast, browser_of, key: str):
    answer = browser_of(cast.joris).post("/calendar/events", data=typed(cast, key=key))

    assert (answer.status_code, Event.select().count()) in [(422, 0), (303, 1)]


@pytest.mark.parametrize(
    ("name", "status"),
    [("marieke", 200), ("eline", 200), ("joris", 200), ("ingrid", 200), ("sanne", 404), ("wouter", 404)],
)
def test_event_is_there_for_whom_it_is_meant(cast: Cast, browser_of, name, status):
    event = make_event(cast.joris, "Bos", clock.today(), Part(cast.school.id, cast.group3.id))
    Event.update(paper=keep_file(b"%PDF-", "pdf"), paper_name="brief.pdf").execute()

    browser = browser_of(getattr(cast, name))

    paths = ("", "/paper", "/event.ics")
    assert [browser.get(f"/calendar/events/{event.id}{path}").status_code for path in paths] == [status] * 3


def test_change_that_crosses_that_of_a_colleague_comes_back_and_can_be_made_after_all(cast: Cast, browser_of):
    event = make_event(cast.joris, "Bos", clock.today() + timedelta(days=1), Part(cast.school.id, cast.group3.id))
    browser, path = browser_of(cast.joris), f"/calendar/events/{event.id}"
    opened = seen_in(browser.get(f"{path}/edit").text)
    browser_of(cast.ingrid).post(path, data=typed(cast, title="Park", seen=opened))

    crossed = browser.post(path, data=typed(cast, title="Strand", seen=opened))
    title = Event.get().title
    again = browser.post(path, data=typed(cast, title="Strand", seen=seen_in(crossed.text)))

    assert (crossed.status_code, 'value="Strand"' in crossed.text, "heeft dit intussen gewijzigd" in crossed.text) == (
        422,
        True,
        True,
    )
    assert (title, again.status_code, Event.get().title) == ("Park", 303, "Strand")


def seen_in(page: str) -> str:
    return re.search(r'name="seen"[^>]*value="([^"]+)"', page)[1]


@pytest.mark.parametrize(("name", "status"), [("joris", 303), ("ingrid", 303), ("eline", 404), ("marieke", 404)])
def test_event_is_called_off_by_who_answers_for_it(cast: Cast, browser_of, name, status):
    event = make_event(cast.joris, "Bos", clock.today(), Part(cast.school.id, cast.group3.id))

    response = browser_of(getattr(cast, name)).post(f"/calendar/events/{event.id}/cancellation")

    assert response.status_code == status
    assert (Event.get_by_id(event.id).cancelled_at is not None) == (status == 303)


@pytest.fixture
def gym(cast: Cast) -> Event:
    """Gym each week of the group, three times from tomorrow on, after one a week ago."""
    first = clock.today() - timedelta(days=6)
    part = Part(cast.school.id, cast.group3.id)
    return make_event(cast.joris, "Gym", first, part, starts_at="10:00", repeats_until=first + timedelta(days=21))


def day_of_gym(number: int) -> date:
    return clock.today() + timedelta(days=1 + 7 * number)


def test_page_of_a_weekly_event_opens_at_the_time_to_come_and_names_the_days_that_are_off(cast, browser_of, gym):
    SkippedDay.create(event=gym, day=day_of_gym(1), at=clock.now())

    plain, off = (
        browser_of(cast.marieke).get(f"/calendar/events/{gym.id}{query}").text
        for query in ("", f"?day={day_of_gym(1)}")
    )

    said = f"{named_day(day_of_gym(1))} gaat niet door."
    assert f"<dd>{day(day_of_gym(0))}, 10:00" in plain
    assert (said in plain, f"day={day_of_gym(1)}" in plain) == (False, True)
    assert (said in off, f"{named_day(day_of_gym(2))}, 10:00</a>" in off) == (True, True)


@pytest.mark.parametrize(("name", "status"), [("joris", 200), ("ingrid", 200), ("eline", 404), ("marieke", 404)])
def test_one_time_is_called_off_and_held_after_pages_that_say_who_hears_it(cast, browser_of, gym, name, status):
    browser, query = browser_of(getattr(cast, name)), f"?day={day_of_gym(0)}"

    asked = [browser.get(f"/calendar/events/{gym.id}/{what}/new{query}") for what in ("skipped-days", "held-days")]

    assert [page.status_code for page in asked] == [status] * 2
    assert ["2 ouders horen dat het deze keer" in page.text for page in asked] == [status == 200] * 2
    assert (SkippedDay.select().count(), Notification.select().count()) == (0, 0)


def test_each_tap_again_is_answered_as_done_and_tells_nobody(cast, browser_of, gym):
    browser, data = browser_of(cast.joris), {"day": f"{day_of_gym(0)}"}
    page = f"/calendar/events/{gym.id}?day={day_of_gym(0)}"
    told = []

    for what in ("skipped-days", "skipped-days", "held-days", "held-days"):
        answer = browser.post(f"/calendar/events/{gym.id}/{what}", data=data)
        told.append((answer.status_code, answer.headers["Location"], Notification.select().count()))

    assert told == [(303, page, 1), (303, page, 1), (303, page, 2), (303, page, 2)]


@pytest.mark.parametrize("what", ["skipped-days", "held-days"])
@pytest.mark.parametrize("day", ["", "nooit", "2020-01-01"])
def test_day_that_is_none_of_the_event_is_not_there(cast, browser_of, gym, what, day):
    address, browser = f"/calendar/events/{gym.id}/{what}", browser_of(cast.joris)

    answers = [browser.get(f"{address}/new?day={day}"), browser.post(address, data={"day": day})]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_past_time_is_refused_on_its_page(cast, browser_of, gym):
    past = clock.today() - timedelta(days=6)

    page = browser_of(cast.joris).post(
        f"/calendar/events/{gym.id}/skipped-days", data={"day": f"{past}"}, follow_redirects=True
    )

    assert ("Deze dag is al voorbij." in page.text, "skipped-days/new" in page.text) == (True, False)
    assert SkippedDay.select().count() == 0


@pytest.mark.parametrize("asks_help", [False, True])
def test_copy_says_that_the_help_that_is_asked_does_not_come_along(cast: Cast, browser_of, asks_help: bool):
    event = make_event(cast.joris, "Bos", clock.today(), Part(cast.school.id, cast.group3.id))
    if asks_help:
        SignUpTask.create(event=event, name="Rijden", position=1)

    page = browser_of(cast.joris).get(f"/calendar/events/new?copy={event.id}").text

    assert ("De vraag om hulp gaat niet mee met de kopie." in page) == asks_help


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_what_is_called_off_is_not_offered_for_a_calendar_program(cast: Cast, browser_of, is_cancelled: bool):
    event = make_event(cast.joris, "Bos", clock.today(), Part(cast.school.id, cast.group3.id),
                       cancelled_at=clock.now() if is_cancelled else None)  # fmt: skip

    page = browser_of(cast.marieke).get(f"/calendar/events/{event.id}").text

    assert ("Zet in mijn agenda" in page) == (not is_cancelled)


def test_address_is_shown_once(cast: Cast, browser_of):
    browser = browser_of(cast.marieke)

    made = browser.post("/calendar/addresses", data={"child": cast.noor.id, "names_children": "y"}).text
    again = browser.get("/calendar/addresses").text

    assert ("webcal://" in made, "/calendar/feeds/" in made) == (True, True)
    assert "/calendar/feeds/" not in again
    assert [(row.child_id, row.names_children) for row in CalendarAddress.select()] == [(cast.noor.id, True)]


def test_address_asked_again_by_a_page_loaded_anew_goes_on_and_is_not_renewed(cast: Cast, browser_of):
    browser = browser_of(cast.marieke)
    after = re.search(r'name="after" value="(\d+)"', browser.get("/calendar/addresses").text)[1]

    made, again = (browser.post("/calendar/addresses", data={"after": after}) for _ in range(2))
    renewed = browser.post(
        "/calendar/addresses", data={"after": re.search(r'name="after" value="(\d+)"', again.text)[1]}
    )

    said = "Er is intussen al een adres gemaakt"
    assert [(one.status_code, said in one.text, "/calendar/feeds/" in one.text) for one in (made, again, renewed)] == [
        (200, False, True),
        (409, True, False),
        (200, False, True),
    ]
    assert [row.ended_at is None for row in CalendarAddress.select().order_by(CalendarAddress.id)] == [False, True]


def test_list_under_this_month_begins_today(cast: Cast, browser_of):
    part = Part(cast.school.id, cast.group3.id)
    with clock.frozen_at(clock.at(date(2026, 11, 25), time(9))):
        for number in (3, 24, 26):
            make_event(cast.joris, f"Dag {number}", date(2026, 11, number), part)
        this, before = (
            browser_of(cast.marieke).get(f"/calendar?view=month&month={month}").text.partition("</table>")[2]
            for month in ("2026-11", "2026-10")
        )

    assert [f">Dag {number}<" in this for number in (3, 24, 26)] == [False, False, True]
    assert ">Herfstvakantie<" in before


def test_address_for_another_family_or_of_another_is_not_there(cast: Cast, browser_of):
    browser_of(cast.marieke).post("/calendar/addresses", data={})
    address = CalendarAddress.get()

    answers = [
        browser_of(cast.karima).post("/calendar/addresses", data={"child": cast.noor.id}).status_code,
        browser_of(cast.karima).post(f"/calendar/addresses/{address.id}/ending").status_code,
    ]

    assert answers == [404, 404]
    assert CalendarAddress.select().where(CalendarAddress.ended_at.is_null()).count() == 1


@pytest.mark.parametrize(
    "query",
    [
        "", "?view=month", "?view=month&month=2026-13", "?child=0", "?view=month&month=2027-02", "?view=week",
        "?view=week&week=2026-W54", "?view=week&week=9999-W01", "?view=week&week=2027-W01&child=0", "?view=anders",
    ],
)  # fmt: skip
def test_calendar_is_there_whatever_is_asked(cast: Cast, browser_of, query):
    assert browser_of(cast.marieke).get(f"/calendar{query}").status_code == 200


def test_week_shows_each_of_its_days_and_leads_to_those_beside_it(cast: Cast, browser_of):
    part = Part(cast.school.id, cast.group3.id)
    make_event(cast.joris, "Kamp", date(2026, 12, 1), part, last=date(2026, 12, 2))
    make_event(cast.joris, "Later", date(2026, 12, 7), part)

    page = browser_of(cast.marieke).get("/calendar?view=week&week=2026-W49").text

    assert (page.count("agenda-day"), page.count(">Kamp<"), page.count(">Later<")) == (7, 2, 0)
    assert ("week=2026-W48" in page, "week=2026-W50" in page, page.count(">Niets<")) == (True, True, 5)


@pytest.mark.parametrize("query", ["", "?view=week", "?view=month"])
def test_calendar_asks_the_same_of_the_database_however_much_is_in_it(cast: Cast, browser_of, query: str):
    browser, counts = browser_of(cast.marieke), []
    for number in range(3):
        make_event(cast.joris, "Gym", clock.today() + timedelta(days=number), Part(cast.school.id, cast.group3.id),
                   repeats_until=clock.today() + timedelta(days=40))  # fmt: skip
        with count_queries() as counter:
            browser.get(f"/calendar{query}")
        counts.append(counter.count)

    assert counts[1] == counts[2] <= 10
