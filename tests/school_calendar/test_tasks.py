"""Help that staff ask for: who may ask, who hears when it is over, and the reminder the evening before."""

from datetime import time, timedelta

import pytest

from tests.at_once import at_once
from tests.cast import Cast, make_link, make_person
from tests.school_calendar.events import make_event
from tests.school_calendar.tasks import make_task
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.i18n import named_day
from webapp.notifications.models import Delivery, Notification
from webapp.school_calendar.actions.events import cancel_event, change_event
from webapp.school_calendar.actions.reminders import remind_of_helping
from webapp.school_calendar.actions.sign_up_tasks import add_task, end_task
from webapp.school_calendar.actions.sign_ups import sign_up
from webapp.school_calendar.models import Event, SignUp, SignUpTask
from webapp.school_calendar.rules.events import Timing
from webapp.schools.rules.audiences import Part


def told() -> list[tuple[str, str]]:
    rows = Delivery.select().where(Delivery.channel == "mail").order_by(Delivery.id)
    return [(row.notification.title, row.person.name) for row in rows]


def test_teacher_asks_help_once_and_sees_who_comes(cast: Cast, browser_of):
    event = make_event(cast.joris, "Bos", clock.today() + timedelta(days=1), Part(cast.school.id, cast.group3.id))
    browser = browser_of(cast.joris)

    answers = [
        browser.post(f"/calendar/events/{event.id}/tasks", data={"name": "Rijden", "places": "2"}).status_code
        for _ in range(2)
    ]
    sign_up(cast.marieke, SignUpTask.get(), "Ik heb zes stoelen")
    page = browser.get(f"/calendar/events/{event.id}/tasks").text

    assert (answers, [(task.name, task.places) for task in SignUpTask.select()]) == ([303, 303], [("Rijden", 2)])
    assert (cast.marieke.name in page, "Ik heb zes stoelen" in page) == (True, True)


@pytest.mark.parametrize(
    "typed", [{"name": ""}, {"name": "Rijden", "places": "0"}, {"name": "Rijden", "places": "veel"}]
)
def test_bad_task_is_answered_and_not_made(cast: Cast, browser_of, typed):
    event = make_event(cast.joris, "Bos", clock.today(), Part(cast.school.id, cast.group3.id))

    response = browser_of(cast.joris).post(f"/calendar/events/{event.id}/tasks", data=typed)

    assert (response.status_code, SignUpTask.select().count()) == (422, 0)


def test_what_is_no_number_is_refused_in_our_own_words(cast: Cast, browser_of):
    event = make_event(cast.joris, "Bos", clock.today() + timedelta(days=7), Part(cast.school.id, cast.group3.id))

    typed = {"name": "Rijden", "places": "veel"}
    page = browser_of(cast.joris).post(f"/calendar/events/{event.id}/tasks", data=typed).text

    assert ("Schrijf hier een getal." in page, "Not a valid" in page, 'value="veel"' in page) == (True, False, True)


def test_no_help_with_what_comes_back_each_week_or_is_off(cast: Cast):
    part, today = Part(cast.school.id, cast.group3.id), clock.today()
    weekly = make_event(cast.joris, "Gym", today, part, repeats_until=today + timedelta(days=30))
    off = make_event(cast.joris, "Bos", today, part, cancelled_at=clock.now())

    with pytest.raises(Refused, match="repeats"):
        add_task(cast.joris, weekly, "Rijden", 1)
    with pytest.raises(Refused, match="event_cancelled"):
        add_task(cast.joris, off, "Rijden", 1)

    assert SignUpTask.select().count() == 0


def test_no_help_with_what_has_begun(cast: Cast):
    event = make_event(cast.joris, "Bos", clock.today(), Part(cast.school.id, cast.group3.id))

    with pytest.raises(Refused, match="too_late_for_help"):
        add_task(cast.joris, event, "Rijden", 1)

    assert SignUpTask.select().count() == 0


def test_what_asks_help_does_not_come_back_each_week(cast: Cast, browser_of):
    event = make_task(cast).event
    day = f"{event.first_day + timedelta(days=28)}"
    typed = {"title": "Gym", "first_day": f"{event.first_day}", "audience": f"group-{cast.group3.id}"}

    answer = browser_of(cast.joris).post(f"/calendar/events/{event.id}", data=typed | {"repeats_until": day})

    assert (answer.status_code, 'value="Gym"' in answer.text, Event.get().repeats_until) == (422, True, None)
    assert "Bij wat elke week terugkomt kunt u geen hulp vragen." in answer.text


def test_event_stays_after_the_draw_of_who_helps(cast: Cast):
    day, part = clock.today() + timedelta(days=7), Part(cast.school.id, cast.group3.id)
    event = make_event(cast.joris, "Bos", day, part)
    draws_at = clock.now() + timedelta(days=3)
    task = add_task(cast.joris, event, "Rijden", 1, draws_at)
    early, late = (clock.today() + timedelta(days=days) for days in (2, 5))

    with pytest.raises(Refused, match="before_draw"):
        change_event(cast.joris, event, "Bos", Timing(early, early), [part])
    change_event(cast.joris, event, "Bos", Timing(late, late), [part], is_told=False)
    SignUpTask.update(drawn_at=clock.now()).where(SignUpTask.id == task.id).execute()
    change_event(cast.joris, event, "Bos", Timing(early, early), [part], is_told=False)

    assert (Event.get().first_day, Event.get().sequence) == (early, 2)


@pytest.mark.committed
def test_help_is_asked_or_it_comes_back_each_week_but_not_both_at_once(app, cast: Cast):
    day, part = clock.today() + timedelta(days=7), Part(cast.school.id, cast.group3.id)
    event = make_event(cast.joris, "Gym", day, part)
    weekly = Timing(day, day, repeats_until=day + timedelta(days=28))
    waiting = [
        lambda: add_task(cast.joris, event, "Rijden", 1),
        lambda: change_event(cast.joris, event, "Gym", weekly, [part], is_told=False),
    ]

    def do_one() -> str:
        try:
            return waiting.pop()() and "done"
        except Refused as refusal:
            return refusal.code

    assert sorted(at_once(app, do_one)) == ["done", "repeats"]
    assert bool(Event.get().repeats_until) != bool(SignUpTask.select().count())


def test_who_helps_hears_that_it_is_not_needed(cast: Cast):
    task = make_task(cast)
    sign_up(cast.marieke, task)

    end_task(cast.joris, task)

    assert told() == [("Uw hulp is niet meer nodig", cast.marieke.name)]
    assert (SignUpTask.select().count(), SignUp.select().count()) == (0, 0)


def test_helper_hears_once_that_an_event_is_off(cast: Cast):
    task = make_task(cast)
    sign_up(cast.marieke, task)

    cancel_event(cast.joris, task.event)

    assert sorted(told()) == sorted(
        [
            ("Activiteit gaat niet door", cast.marieke.name),
            (f"Gaat niet door: {task.event.title}, {named_day(task.event.first_day)}", cast.eline.name),
        ]
    )


def test_who_helps_tomorrow_is_reminded_once_from_six_in_the_evening(cast: Cast):
    task = make_task(cast)
    sign_up(cast.marieke, task)
    sign_up(cast.eline, task)  # waits: only one can
    evening = clock.at(Event.get().first_day - timedelta(days=1), time(18))

    for moment in (evening - timedelta(minutes=1), evening, evening + timedelta(hours=3)):
        with clock.frozen_at(moment):
            remind_of_helping()
        if moment < evening:
            assert Notification.select().count() == 0

    assert told() == [("Morgen helpt u mee", cast.marieke.name)]


@pytest.mark.committed
def test_twenty_parents_at_once_on_three_places(app, cast):
    task = make_task(cast, places=3)
    people = [make_person(f"Ouder {number}", f"ouder{number}@ouders.example") for number in range(20)]
    for person in people:
        make_link(person, cast.noor, cast.school)
    waiting = list(people)

    at_once(app, lambda: sign_up(waiting.pop(), task).id, people=20)

    rows = list(SignUp.select())
    assert sorted(row.seat for row in rows if row.seat) == [1, 2, 3]
    assert (len(rows), len({row.person_id for row in rows})) == (20, 20)
