"""Who helps with what. Everything that gives or frees a place goes through here, one at a time."""

from itertools import count

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.school_calendar.models import Event, SignUp, SignUpTask
from webapp.school_calendar.notices.sign_ups import tell_moved_up, tell_signed_off
from webapp.school_calendar.queries.sign_ups import next_in_line, open_sign_ups
from webapp.school_calendar.rules.sign_ups import why_closed


@db.atomic()
def sign_up(person: Person, task: SignUpTask, note: str = "") -> SignUp:
    """A parent helps: on the first free seat, or waiting behind the others. Who is down already stays where they are.

    Refused: `event_cancelled`, `event_begun`, `sign_up_closed`.
    """
    task = lock_task(task)
    if earlier := open_sign_ups().where(SignUp.task == task, SignUp.person == person).first():
        return earlier
    return SignUp.create(task=task, person=person, seat=free_seat(task), note=note, at=clock.now())


@db.atomic()
def withdraw(person: Person, task: SignUpTask) -> None:
    """A parent does not help after all; who waits longest gets the seat and hears so."""
    task = lock_task(task)
    row = open_sign_ups().where(SignUp.task == task, SignUp.person == person).first()
    if row is None:
        return
    end_row(person, task, row)


@db.atomic()
def end_sign_up(by: Person, row: SignUp) -> None:
    """Who answers for the event takes somebody off a task, also after the last day to sign up or off; who waits longest
    gets the seat. Who was down hears so, if the event is still for them.

    Refused: `event_cancelled`, `event_begun`.
    """
    task = lock_task(row.task, by_school=True)
    row = open_sign_ups().where(SignUp.id == row.id).first()
    if row is None:
        return
    end_row(by, task, row)
    audit(by, "end_sign_up", row, task=task.id, person=row.person_id, seat=row.seat)
    tell_signed_off(by, task, row)


def end_row(by: Person, task: SignUpTask, row: SignUp) -> None:
    SignUp.update(ended_at=clock.now(), ended_by=by).where(SignUp.id == row.id).execute()
    if row.seat is not None:
        give_seat(task, row.seat)


def lock_task(task: SignUpTask, by_school: bool = False) -> SignUpTask:
    """The task as it is now, while nobody else changes who is down. The last day to sign up is not for the school."""
    one_at_a_time(f"sign-ups-{task.id}")
    task = SignUpTask.select(SignUpTask, Event).join(Event).where(SignUpTask.id == task.id).get()
    reason = why_closed(task.event, clock.now())
    if reason and not (by_school and reason == "sign_up_closed"):
        raise Refused(reason)
    return task


def free_seat(task: SignUpTask) -> int | None:
    """The lowest seat that nobody has; none when all are taken, or when a draw has yet to divide them."""
    if task.awaits_draw:
        return None
    taken = {row.seat for row in open_sign_ups().where(SignUp.task == task)}
    seat = next(number for number in count(1) if number not in taken)
    return seat if task.places is None or seat <= task.places else None


def give_seat(task: SignUpTask, seat: int) -> None:
    """A seat came free: who is next on the waiting list has it."""
    if first := next_in_line(task):
        SignUp.update(seat=seat).where(SignUp.id == first.id).execute()
        tell_moved_up(first)
