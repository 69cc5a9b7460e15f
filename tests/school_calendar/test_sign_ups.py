"""Who helps with what: one seat each, who comes first sits first, and who waits moves up."""

from datetime import time, timedelta

import pytest

from tests.cast import Cast, make_link, make_person
from tests.school_calendar.tasks import make_task
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.notifications.models import Notification
from webapp.school_calendar.actions.events import place_event
from webapp.school_calendar.actions.sign_ups import sign_up, withdraw
from webapp.school_calendar.models import Event, SignUp, SignUpTask
from webapp.school_calendar.notices.sign_ups import tell_of_cancelled_event
from webapp.school_calendar.queries.sign_ups import people_down_for, tasks_shown_to
from webapp.school_calendar.rules.events import Timing
from webapp.schools.rules.audiences import Part


def seats_of(task: SignUpTask) -> list[tuple[int, int | None]]:
    rows = SignUp.select().where(SignUp.task == task, SignUp.ended_at.is_null()).order_by(SignUp.id)
    return [(row.person_id, row.seat) for row in rows]


def test_who_comes_after_the_last_place_waits_and_sees_where(cast: Cast):
    task = make_task(cast)

    sign_up(cast.marieke, task)
    sign_up(cast.eline, task)

    assert seats_of(task) == [(cast.marieke.id, 1), (cast.eline.id, None)]
    (shown,) = tasks_shown_to(cast.eline, task.event)
    assert (shown.seated, shown.waiting, shown.own_waiting_place, shown.is_full) == (1, 1, 1, True)


def test_a_second_tap_changes_nothing(cast: Cast):
    task = make_task(cast, places=None)

    sign_up(cast.marieke, task)
    sign_up(cast.marieke, task)

    assert seats_of(task) == [(cast.marieke.id, 1)]


def test_who_waits_gets_the_seat_that_comes_free_and_hears_so_once(cast: Cast):
    task = make_task(cast)
    sign_up(cast.marieke, task)
    sign_up(cast.eline, task)

    withdraw(cast.marieke, task)

    assert seats_of(task) == [(cast.eline.id, 1)]
    assert [row.kind for row in Notification.select()] == ["calendar"]


def test_after_the_last_moment_nobody_signs_up(cast: Cast):
    task = make_task(cast, sign_up_until=clock.now() - timedelta(minutes=1))

    with pytest.raises(Refused, match="sign_up_closed"):
        sign_up(cast.marieke, task)

    assert seats_of(task) == []
    assert Notification.select().count() == 0


def test_once_it_has_begun_nobody_signs_up_withdraws_or_moves_up(cast: Cast, browser_of):
    task = make_task(cast, starts_at="09:00")
    begins, path = task.event.begins, f"/calendar/tasks/{task.id}"
    with clock.frozen_at(begins - timedelta(minutes=1)):
        sign_up(cast.marieke, task)
        sign_up(cast.eline, task)
    before = seats_of(task)

    with clock.frozen_at(begins):
        answers = [
            browser_of(cast.marieke).post(f"{path}/withdrawal", follow_redirects=True).text,
            browser_of(make_parent(cast)).post(f"{path}/sign-ups", follow_redirects=True).text,
        ]

    assert before == seats_of(task) == [(cast.marieke.id, 1), (cast.eline.id, None)]
    assert ["Deze activiteit is al begonnen." in page for page in answers] == [True, True]
    assert [("Afmelden<" in page, "Op de wachtlijst<" in page) for page in answers] == [(False, False)] * 2
    assert Notification.select().count() == 0


def test_what_takes_the_whole_day_is_open_until_that_day_is_over(cast: Cast):
    task = make_task(cast)
    morning = clock.at(task.event.first_day, time(7, 50))
    sign_up(cast.marieke, task)
    sign_up(cast.eline, task)

    with clock.frozen_at(morning):
        withdraw(cast.marieke, task)

    assert seats_of(task) == [(cast.eline.id, 1)]
    over = clock.at(task.event.first_day + timedelta(days=1), time())
    with clock.frozen_at(over), pytest.raises(Refused, match="event_begun"):
        withdraw(cast.eline, task)


def make_parent(cast: Cast) -> Person:
    person = make_person("Nog een ouder", "ouder@ouders.example")
    make_link(person, cast.noor, cast.school)
    return person


def test_staff_say_until_when_and_parents_see_it(cast: Cast, browser_of):
    task = make_task(cast, starts_at="09:00")
    event, last = task.event, task.event.first_day - timedelta(days=2)
    typed = {"title": event.title, "first_day": f"{event.first_day}", "starts_at": "09:00"}
    typed |= {"audience": f"group-{cast.group3.id}", "last_sign_up": f"{last}"}

    changed = browser_of(cast.joris).post(f"/calendar/events/{event.id}", data=typed)
    form = browser_of(cast.joris).get(f"/calendar/events/{event.id}/edit").text
    page = browser_of(cast.marieke).get(f"/calendar/events/{event.id}").text
    with clock.frozen_at(clock.at(last, time(23, 59))):
        sign_up(cast.marieke, task)
    with clock.frozen_at(clock.at(last + timedelta(days=1), time())):
        for refused in (lambda: sign_up(cast.eline, task), lambda: withdraw(cast.marieke, task)):
            with pytest.raises(Refused, match="sign_up_closed"):
                refused()
        after = browser_of(cast.marieke).get(f"/calendar/events/{event.id}").text

    assert (changed.status_code, f'value="{last}"' in form, seats_of(task)) == (303, True, [(cast.marieke.id, 1)])
    assert ("Opgeven en afmelden kan tot en met" in page, "Ik help mee" in page) == (True, True)
    assert ("Opgeven en afmelden kan niet meer." in after, "Afmelden<" in after) == (True, False)


@pytest.mark.parametrize(("more", "code"), [({}, "sign_up_after_event"), ({"repeats": True}, "repeats")])
def test_last_day_to_sign_up_comes_before_what_happens_once(cast: Cast, more: dict[str, bool], code: str):
    day = clock.today() + timedelta(days=7)
    timing = Timing(day, day, repeats_until=day + timedelta(days=14) if more else None)
    part = Part(cast.school.id, cast.group3.id)

    with pytest.raises(Refused, match=code):
        place_event(cast.joris, "Bos", timing, [part], "key", last_sign_up=day + timedelta(days=1))

    assert Event.select().count() == 0


@pytest.mark.parametrize("starts_at", ["09:00", ""])
def test_the_day_itself_may_be_the_last_to_sign_up(cast: Cast, starts_at: str):
    day = clock.today() + timedelta(days=7)
    part = Part(cast.school.id, cast.group3.id)

    event = place_event(cast.joris, "Bos", Timing(day, day, starts_at), [part], "key", last_sign_up=day)

    assert event.sign_up_day == day


def test_who_is_down_hears_that_the_event_is_off(cast: Cast):
    task = make_task(cast)
    sign_up(cast.marieke, task)

    tell_of_cancelled_event(task.event)
    tell_of_cancelled_event(task.event)

    assert [person.id for person in people_down_for(task.event)] == [cast.marieke.id]
    assert Notification.select().count() == 1


def test_a_parent_of_another_group_sees_no_tasks(cast: Cast):
    task = make_task(cast)

    assert tasks_shown_to(cast.sanne, task.event) == []


def test_one_tap_signs_up_and_one_withdraws(cast: Cast, browser_of):
    task = make_task(cast)
    browser = browser_of(cast.marieke)

    answered = browser.post(f"/calendar/tasks/{task.id}/sign-ups", data={"note": "Vijf plaatsen"}).status_code
    page = browser.get(f"/calendar/events/{task.event_id}/sign-ups").text
    seats = seats_of(task)
    browser.post(f"/calendar/tasks/{task.id}/withdrawal")

    assert (answered, seats, seats_of(task)) == (303, [(cast.marieke.id, 1)], [])
    assert ("1 van 1 plaatsen bezet." in page, "Afmelden" in page) == (True, True)


def test_too_long_a_note_comes_back_and_nobody_is_down(cast: Cast, browser_of):
    task = make_task(cast)

    response = browser_of(cast.marieke).post(f"/calendar/tasks/{task.id}/sign-ups", data={"note": "x" * 151})

    assert (response.status_code, "x" * 151 in response.text, seats_of(task)) == (422, True, [])


def test_what_no_keyboard_types_is_left_out_of_a_note(cast: Cast, browser_of):
    task = make_task(cast)

    browser_of(cast.marieke).post(f"/calendar/tasks/{task.id}/sign-ups", data={"note": " Vijf\x00 plaatsen\n"})

    assert [row.note for row in SignUp.select()] == ["Vijf plaatsen"]


def test_strangers_find_no_task(cast: Cast, browser_of):
    task = make_task(cast)
    browser = browser_of(cast.sanne)

    found = [
        browser.get(f"/calendar/events/{task.event_id}/sign-ups").status_code,
        browser.post(f"/calendar/tasks/{task.id}/sign-ups").status_code,
        browser.post(f"/calendar/tasks/{task.id}/withdrawal").status_code,
    ]

    assert (found, seats_of(task)) == ([404, 404, 404], [])
