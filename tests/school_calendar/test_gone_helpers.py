"""Who may no longer see an event is not told of it, moved up or drawn; staff see the seat and can free it."""

from datetime import date, time, timedelta

import pytest

from tests.cast import Cast, make_link, make_person
from tests.school_calendar.tasks import make_task
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.notifications.models import Delivery
from webapp.school_calendar.actions.events import cancel_event
from webapp.school_calendar.actions.reminders import remind_of_helping
from webapp.school_calendar.actions.sign_up_draws import draw_due_tasks
from webapp.school_calendar.actions.sign_up_tasks import add_task, end_task
from webapp.school_calendar.actions.sign_ups import sign_up, withdraw
from webapp.school_calendar.models import SignUp, SignUpTask
from webapp.schools.models import Guardianship

GONE = [{"ends_on": date(2026, 9, 1)}, {"information": "none"}]
ways_to_go = pytest.mark.parametrize("change", GONE, ids=["ended", "not told"])


def told() -> list[tuple[str, str]]:
    rows = Delivery.select().where(Delivery.channel == "mail").order_by(Delivery.id)
    return [(row.notification.title, row.person.name) for row in rows]


def seats_of(task: SignUpTask) -> dict[str, int | None]:
    rows = SignUp.select().where(SignUp.task == task, SignUp.ended_at.is_null())
    return {row.person.name: row.seat for row in rows}


def parent_of_noor(cast: Cast, name: str) -> Person:
    person = make_person(name, f"{name}@ouders.example".lower())
    make_link(person, cast.noor, cast.school)
    return person


def leave(person: Person, change: dict[str, object]) -> None:
    Guardianship.update(**change).where(Guardianship.person == person).execute()


@ways_to_go
def test_who_may_not_see_it_any_more_is_not_reminded(cast: Cast, change):
    task = make_task(cast, places=2)
    for person in (cast.marieke, cast.eline):
        sign_up(person, task)
    leave(cast.marieke, change)

    with clock.frozen_at(clock.at(task.event.first_day - timedelta(days=1), time(18))):
        remind_of_helping()

    assert told() == [("Morgen helpt u mee", cast.eline.name)]


@ways_to_go
def test_seat_that_comes_free_goes_past_who_may_not_see_it_any_more(cast: Cast, change):
    task, gone, next_one = make_task(cast), parent_of_noor(cast, "Ada"), parent_of_noor(cast, "Bea")
    for person in (cast.marieke, gone, next_one):
        sign_up(person, task)
    leave(gone, change)

    withdraw(cast.marieke, task)

    assert seats_of(task) == {"Ada": None, "Bea": 1}
    assert told() == [("U kunt meehelpen", "Bea")]


@ways_to_go
def test_who_may_not_see_it_any_more_has_no_ticket(cast: Cast, change):
    event = make_task(cast).event
    task = add_task(cast.joris, event, "Koken", 1, clock.now() + timedelta(days=3))
    people = [parent_of_noor(cast, name) for name in ("Ada", "Bea", "Cis")]
    for person in people:
        sign_up(person, task)
    for person in people[:2]:
        leave(person, change)

    with clock.frozen_at(clock.now() + timedelta(days=4)):
        draw_due_tasks()

    assert seats_of(task) == {"Ada": None, "Bea": None, "Cis": 1}
    assert [row.person.name for row in SignUp.select().where(SignUp.drawn_place.is_null(False))] == ["Cis"]
    assert told() == [("U bent ingeloot: u helpt mee", "Cis")]


@pytest.mark.parametrize("is_off", [True, False], ids=["event", "help"])
def test_who_may_not_see_it_any_more_does_not_hear_that_it_is_off(cast: Cast, is_off: bool):
    task = make_task(cast)
    sign_up(cast.marieke, task)
    leave(cast.marieke, GONE[0])

    if is_off:
        cancel_event(cast.joris, task.event)
    else:
        end_task(cast.joris, task)

    assert cast.marieke.name not in {name for _title, name in told()}


def test_staff_free_a_seat_and_who_waits_has_it(cast: Cast, browser_of):
    task = make_task(cast)
    rows = [sign_up(person, task) for person in (cast.marieke, cast.eline)]
    leave(cast.marieke, GONE[0])
    browser, path = browser_of(cast.joris), f"/calendar/sign-ups/{rows[0].id}/ending"

    overview = browser.get(f"/calendar/events/{task.event_id}/tasks").text
    asked = browser.get(path).text
    answers = [browser.post(path).status_code for _tap in range(2)]

    assert ("Ziet deze activiteit niet meer" in overview, path in overview) == (True, True)
    assert (cast.marieke.name in asked, "hoort dat er een plaats vrij is" in asked) == (True, True)
    assert (answers, seats_of(task)) == ([303, 303], {cast.eline.name: 1})
    assert told() == [("U kunt meehelpen", cast.eline.name)]
    assert [row.actor_id for row in AuditEntry.select().where(AuditEntry.verb == "end_sign_up")] == [cast.joris.id]


def test_who_still_reads_along_hears_that_the_school_signed_them_off(cast: Cast, browser_of):
    task = make_task(cast)
    row = sign_up(cast.marieke, task)

    browser_of(cast.ingrid).post(f"/calendar/sign-ups/{row.id}/ending")

    assert (seats_of(task), told()) == ({}, [("De school heeft u afgemeld", cast.marieke.name)])


def test_once_it_has_begun_staff_free_no_seat(cast: Cast, browser_of):
    task = make_task(cast)
    row = sign_up(cast.marieke, task)

    with clock.frozen_at(task.event.under_way_from):
        browser = browser_of(cast.joris)
        page = browser.post(f"/calendar/sign-ups/{row.id}/ending", follow_redirects=True).text

    assert ("Deze activiteit is al begonnen." in page, seats_of(task)) == (True, {cast.marieke.name: 1})


@pytest.mark.parametrize("name", ["marieke", "eline", "sanne", "wouter", "bram"])
def test_seat_is_not_freed_by_who_does_not_answer_for_the_event(cast: Cast, browser_of, name: str):
    task = make_task(cast)
    row = sign_up(cast.marieke, task)
    browser, path = browser_of(getattr(cast, name)), f"/calendar/sign-ups/{row.id}/ending"

    assert (browser.get(path).status_code, browser.post(path).status_code) == (404, 404)
    assert seats_of(task) == {cast.marieke.name: 1}
