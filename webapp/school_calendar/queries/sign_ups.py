"""What somebody can sign up for, and who is down for it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import ModelSelect

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import among
from webapp.school_calendar.models import Event, EventAudience, SignUp, SignUpTask
from webapp.school_calendar.phrases.sign_ups import REFUSALS
from webapp.school_calendar.queries.events import changeable_event_of, events_read_by
from webapp.school_calendar.rules.sign_ups import why_closed


class ShownTask(NamedTuple):
    """A task as a parent sees it: how many are down, and the own place in it. Names of others are not in it."""

    task: SignUpTask
    seated: int
    waiting: int
    own: SignUp | None
    own_waiting_place: int | None  # the first who waits is 1
    order: tuple[int, ...] = ()  # of a draw: the numbers of the sign-ups, the first drawn first
    closed: Any = None  # why nobody signs up or off any more

    @property
    def is_full(self) -> bool:
        return self.task.places is not None and self.seated >= self.task.places

    @property
    def awaits_draw(self) -> bool:
        return self.task.awaits_draw


def tasks_shown_to(person: Person, event: Event) -> list[ShownTask]:
    """The tasks of an event that this person reads, each with its numbers and the own row; of another event none."""
    tasks = list(tasks_read_by(person).where(SignUpTask.event == event).order_by(SignUpTask.position, SignUpTask.id))
    rows: dict[int, list[SignUp]] = {task.id: [] for task in tasks}
    counting = SignUp.ended_at.is_null() | SignUp.drawn_place.is_null(False)
    for row in SignUp.select().where(among(SignUp.task, rows), counting).order_by(SignUp.at, SignUp.id):
        rows[row.task_id].append(row)
    return [shown(person, task, rows[task.id]) for task in tasks]


def task_shown_to(person: Person, task_id: int) -> SignUpTask:
    """A task of an event that this person reads; any other does not exist."""
    return tasks_read_by(person).where(SignUpTask.id == task_id).get()


def tasks_read_by(person: Person) -> ModelSelect:
    return SignUpTask.select(SignUpTask, Event).join(Event).where(Event.id.in_(events_read_by(person)))


def open_sign_ups() -> ModelSelect:
    """Who is down and did not withdraw, in the order in which they came."""
    return SignUp.select().where(SignUp.ended_at.is_null()).order_by(SignUp.at, SignUp.id)


def people_down_for(event: Event) -> list[Person]:
    """Everybody who is down for something of an event or waits for it, and still reads of it, each once."""
    return who_reads(event, down_for(event))


def people_in(task: SignUpTask, is_seated: bool) -> list[Person]:
    """Who has a place for a task, or waits for one, and still reads of it."""
    rows = open_sign_ups().where(SignUp.task == task, SignUp.seat.is_null(not is_seated))
    return who_reads(task.event, [row.person_id for row in rows])


def people_seated_for(event: Event) -> list[Person]:
    """Everybody who helps at an event and still reads of it, each once."""
    return who_reads(event, down_for(event).where(SignUp.seat.is_null(False)))


def who_reads(event: Event, person_ids: Any) -> list[Person]:
    """Those of these people whom an event is still for: not who is a guardian no more, is told nothing of the child
    any more, or has no working account."""
    people = Person.select().where(Person.id.in_(person_ids)).order_by(Person.id)
    return [person for person in people if reads(person, event)]


def reads(person: Person, event: Event) -> bool:
    return person.is_active and events_read_by(person).where(EventAudience.event == event).exists()


def next_in_line(task: SignUpTask) -> SignUp | None:
    """Who gets the seat that comes free: who stands first on the waiting list and still reads of it. After a draw its
    order goes first."""
    waiting = SignUp.select(SignUp, Person).join(Person).where(SignUp.task == task, SignUp.ended_at.is_null())
    rows = sorted(waiting.where(SignUp.seat.is_null()), key=first_in_line)
    return next((row for row in rows if reads(row.person, task.event)), None)


def down_for(event: Event) -> ModelSelect:
    rows = SignUp.select(SignUp.person).join(SignUpTask)
    return rows.where(SignUpTask.event == event, SignUp.ended_at.is_null())


def tasks_asked_for(event: Event) -> list[tuple[SignUpTask, list[SignUp]]]:
    """For who answers for an event: each task with who is down for it, those with a place first."""
    tasks = list(SignUpTask.select().where(SignUpTask.event == event).order_by(SignUpTask.position, SignUpTask.id))
    rows = (
        SignUp.select(SignUp, Person)
        .join(Person)
        .where(among(SignUp.task, [task.id for task in tasks]), SignUp.ended_at.is_null())
        .order_by(
            SignUp.seat.is_null(), SignUp.seat, SignUp.drawn_place.is_null(), SignUp.drawn_place, SignUp.at, SignUp.id
        )
    )
    found: dict[int, list[SignUp]] = {task.id: [] for task in tasks}
    for row in rows:
        found[row.task_id].append(row)
    return [(task, found[task.id]) for task in tasks]


def changeable_task_of(person: Person, task_id: int) -> SignUpTask:
    """A task of an event that this person answers for; raises DoesNotExist for any other."""
    task = SignUpTask.select(SignUpTask, Event).join(Event).where(SignUpTask.id == task_id).get()
    changeable_event_of(person, task.event_id)
    return task


def changeable_sign_up_of(person: Person, sign_up_id: int) -> SignUp:
    """Somebody who is or was down for a task of an event that this person answers for; raises DoesNotExist for any
    other."""
    row = SignUp.select(SignUp, SignUpTask, Event, Person).join(SignUpTask).join(Event).join_from(SignUp, Person)
    found = row.where(SignUp.id == sign_up_id).get()
    changeable_event_of(person, found.task.event_id)
    return found


def gone_from(event: Event, rows: Iterable[SignUp]) -> set[int]:
    """Which of these who are down no longer read of the event, by person."""
    ids = {row.person_id for row in rows}
    return ids - {person.id for person in who_reads(event, ids)}


def events_helped_at(days: Iterable[date]) -> list[Event]:
    """The events on these days for which somebody can sign up, and that are not called off."""
    asked = SignUpTask.select(SignUpTask.event)
    return list(
        Event.select().where(Event.id.in_(asked), Event.first_day.in_(list(days)), Event.cancelled_at.is_null())
    )


def due_draws(now: datetime) -> list[SignUpTask]:
    """The tasks whose places are to be drawn by now, of events that are not called off."""
    return list(
        SignUpTask.select(SignUpTask, Event)
        .join(Event)
        .where(SignUpTask.draws_at <= now, SignUpTask.drawn_at.is_null(), Event.cancelled_at.is_null())
        .order_by(SignUpTask.id)
    )


def first_in_line(row: SignUp) -> tuple[bool, int, datetime, int]:
    """Who gets the next place that comes free: after a draw by its order, then who came first."""
    return row.drawn_place is None, row.drawn_place or 0, row.at, row.id


def shown(person: Person, task: SignUpTask, rows: list[SignUp]) -> ShownTask:
    """A task with its numbers; who withdrew after a draw stays in its order, so that anybody can check that."""
    down = [row for row in rows if row.ended_at is None]
    waiting = sorted((row for row in down if row.seat is None), key=first_in_line)
    own = next((row for row in down if row.person_id == person.id), None)
    place = waiting.index(own) + 1 if own in waiting else None
    drawn = sorted((row.drawn_place, row.id) for row in rows if row.drawn_place)
    closed = REFUSALS.get(why_closed(task.event, clock.now()) or "")
    return ShownTask(
        task, len(down) - len(waiting), len(waiting), own, place, tuple(id for _place, id in drawn), closed
    )
