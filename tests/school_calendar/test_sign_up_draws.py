"""Places that are drawn: who was quick has no more chance, everybody hears it once, and anybody can check it."""

from datetime import time, timedelta
from hashlib import sha256

import pytest

from tests.at_once import at_once
from tests.cast import Cast, make_link, make_person
from tests.school_calendar.events import make_event
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.notifications.models import Delivery, Notification
from webapp.school_calendar.actions.events import cancel_event
from webapp.school_calendar.actions.sign_up_draws import draw_due_tasks
from webapp.school_calendar.actions.sign_up_tasks import add_task
from webapp.school_calendar.actions.sign_ups import sign_up, withdraw
from webapp.school_calendar.models import Event, SignUp, SignUpTask
from webapp.school_calendar.queries.sign_ups import tasks_shown_to
from webapp.schools.rules.audiences import Part


def in_days(days: int):
    return clock.now() + timedelta(days=days)


def to_the_wood(cast: Cast) -> Event:
    return make_event(
        cast.joris, "Bos", clock.today() + timedelta(days=7), Part(cast.school.id, cast.group3.id), starts_at="09:00"
    )


def drawn_task(cast: Cast, places: int = 2) -> SignUpTask:
    return add_task(cast.joris, to_the_wood(cast), "Rijden", places, in_days(3))


def parents(cast: Cast, number: int) -> list[Person]:
    made = [make_person(f"Ouder {each}", f"ouder{each}@ouders.example") for each in range(number)]
    for person in made:
        make_link(person, cast.noor, cast.school)
    return made


def rows_of(task: SignUpTask) -> list[SignUp]:
    return list(SignUp.select().where(SignUp.task == task).order_by(SignUp.id))


def by_hand(task: SignUpTask, rows: list[SignUp]) -> list[int]:
    """The order as anybody makes it with the seed that is published."""
    return sorted((row.id for row in rows), key=lambda id: sha256(f"{task.seed}:{id}".encode()).hexdigest())


def told() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in Delivery.select().where(Delivery.channel == "mail"):
        found.setdefault(row.notification.title, set()).add(row.person.name)
    return found


def test_nobody_has_a_seat_before_the_draw_and_then_the_lowest_tickets_do(cast: Cast):
    task, people = drawn_task(cast), parents(cast, 5)
    before = [sign_up(person, task).seat for person in people]

    with clock.frozen_at(in_days(4)):
        draw_due_tasks()

    task, rows = SignUpTask.get_by_id(task.id), rows_of(task)
    order = by_hand(task, rows)
    assert before == [None] * 5
    assert [row.id for row in sorted(rows, key=lambda row: row.drawn_place)] == order
    assert {row.id: row.seat for row in rows if row.seat} == {order[0]: 1, order[1]: 2}
    assert task.seed_hash == sha256(task.seed.encode()).hexdigest()


def test_everybody_hears_it_once_and_a_second_run_draws_nothing(cast: Cast):
    task, people = drawn_task(cast), parents(cast, 5)
    for person in people:
        sign_up(person, task)

    with clock.frozen_at(in_days(4)):
        draw_due_tasks()
        after = [(row.seat, row.drawn_place) for row in rows_of(task)]
        draw_due_tasks()

    seated = {row.person.name for row in rows_of(task) if row.seat}
    waiting = {person.name for person in people} - seated
    assert told() == {"U bent ingeloot: u helpt mee": seated, "U bent niet ingeloot": waiting}
    assert Delivery.select().where(Delivery.channel == "mail").count() == 5
    assert [(row.seat, row.drawn_place) for row in rows_of(task)] == after
    assert AuditEntry.select().where(AuditEntry.verb == "draw_task").count() == 1


def test_before_its_moment_and_after_it_is_off_nothing_is_drawn(cast: Cast):
    task = drawn_task(cast)
    sign_up(cast.marieke, task)

    draw_due_tasks()
    early = SignUpTask.get_by_id(task.id).drawn_at
    cancel_event(cast.joris, task.event)
    with clock.frozen_at(in_days(4)):
        draw_due_tasks()

    assert (early, SignUpTask.get_by_id(task.id).drawn_at) == (None, None)
    assert "U bent ingeloot: u helpt mee" not in told()


def test_what_has_begun_is_not_drawn_any_more(cast: Cast):
    task = drawn_task(cast)
    sign_up(cast.marieke, task)

    with clock.frozen_at(task.event.begins):
        draw_due_tasks()

    assert (SignUpTask.get_by_id(task.id).drawn_at, told()) == (None, {})


def test_who_comes_after_the_moment_stands_behind_and_who_withdraws_makes_room_in_drawn_order(cast: Cast):
    task, people = drawn_task(cast, places=1), parents(cast, 4)
    for person in people[:3]:
        sign_up(person, task)
    with clock.frozen_at(in_days(4)):
        late = sign_up(people[3], task)
        draw_due_tasks()
        order = by_hand(task, rows_of(task)[:3])

        withdraw(SignUp.get_by_id(order[0]).person, task)

    seated = [row.id for row in rows_of(task) if row.seat and not row.ended_at]
    (shown,) = tasks_shown_to(people[3], task.event)
    assert (seated, SignUp.get_by_id(late.id).drawn_place) == ([order[1]], None)
    assert (shown.own_waiting_place, list(shown.order)) == (2, order)


def test_with_places_for_all_who_came_late_sits_too(cast: Cast):
    task = drawn_task(cast, places=3)
    sign_up(cast.marieke, task)

    with clock.frozen_at(in_days(4)):
        sign_up(cast.eline, task)
        draw_due_tasks()

    assert [row.seat for row in rows_of(task)] == [1, 2]


@pytest.mark.parametrize(
    ("places", "days", "code"),
    [(None, 3, "draw_without_places"), (2, -1, "draw_in_past"), (2, 9, "draw_after_event")],
)
def test_draw_that_cannot_be_is_refused_and_no_help_is_asked(cast: Cast, places: int | None, days: int, code: str):
    event = to_the_wood(cast)

    with pytest.raises(Refused, match=code):
        add_task(cast.joris, event, "Rijden", places, in_days(days))

    assert (SignUpTask.select().count(), Notification.select().count()) == (0, 0)


@pytest.mark.committed
def test_two_workers_at_once_draw_once(app, cast: Cast):
    task, people = drawn_task(cast), parents(cast, 5)
    for person in people:
        sign_up(person, task)
    SignUpTask.update(draws_at=clock.now()).where(SignUpTask.id == task.id).execute()

    at_once(app, draw_due_tasks)

    assert sorted(row.drawn_place for row in rows_of(task)) == [1, 2, 3, 4, 5]
    assert sorted(row.seat for row in rows_of(task) if row.seat) == [1, 2]
    assert Delivery.select().where(Delivery.channel == "mail").count() == 5
    assert AuditEntry.select().where(AuditEntry.verb == "draw_task").count() == 1


def test_teacher_asks_for_a_draw_and_parents_see_the_hash_and_then_the_seed(cast: Cast, browser_of):
    event, day = to_the_wood(cast), clock.today() + timedelta(days=3)
    typed = {"name": "Rijden", "places": "1", "draws_on": f"{day}", "draws_time": "20:00"}
    made = browser_of(cast.joris).post(f"/calendar/events/{event.id}/tasks", data=typed)
    task = SignUpTask.get()
    parent = browser_of(cast.marieke)
    parent.post(f"/calendar/tasks/{task.id}/sign-ups")
    before = parent.get(f"/calendar/events/{event.id}").text
    teacher_before = browser_of(cast.joris).get(f"/calendar/events/{event.id}/tasks").text
    with clock.frozen_at(in_days(4)):
        draw_due_tasks()

    after = parent.get(f"/calendar/events/{event.id}").text
    teacher = browser_of(cast.joris).get(f"/calendar/events/{event.id}/tasks").text

    assert (made.status_code, task.draws_at) == (303, clock.at(day, time(20)))
    assert [(task.seed_hash in page, task.seed in page) for page in (before, teacher_before)] == [(True, False)] * 2
    assert ("U doet mee met de loting." in before, "U helpt mee." in after) == (True, True)
    assert (task.seed in after, cast.joris.name in after, task.seed in teacher) == (True, False, True)


@pytest.mark.parametrize("more", [{"draws_on": "2030-01-01"}, {"draws_time": "20:00"}, {"draws_on": "nooit"}])
def test_half_a_draw_comes_back_and_no_help_is_asked(cast: Cast, browser_of, more: dict[str, str]):
    event = to_the_wood(cast)

    answer = browser_of(cast.joris).post(
        f"/calendar/events/{event.id}/tasks", data={"name": "Rijden", "places": "4"} | more
    )

    assert (answer.status_code, 'value="4"' in answer.text, SignUpTask.select().count()) == (422, True, 0)
