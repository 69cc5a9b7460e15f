"""What staff ask help with. Each is one transaction."""

from datetime import datetime

from peewee import fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.credentials import new_token
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.core.tickets import hash_of
from webapp.school_calendar.actions.events import lock_event
from webapp.school_calendar.models import Event, SignUp, SignUpTask
from webapp.school_calendar.notices.sign_ups import tell_of_ended_task
from webapp.school_calendar.queries.sign_ups import who_reads
from webapp.school_calendar.rules.sign_up_draws import why_no_draw

MOST_TASKS = 20


@db.atomic()
def add_task(by: Person, event: Event, name: str, places: int | None, draws_at: datetime | None = None) -> SignUpTask:
    """Who answers for an event asks help with something; `places` is how many can, none when everybody can. With
    `draws_at` the places are drawn then; of the seed only the hash is shown before. The same task again is the one that
    is there."""
    event = lock_event(event)
    known = list(SignUpTask.select().where(SignUpTask.event == event))
    for task in known:
        if task.name == name:
            return task
    refuse_task(event, len(known), places, draws_at)
    last = SignUpTask.select(fn.MAX(SignUpTask.position)).where(SignUpTask.event == event).scalar() or 0
    seed = new_token() if draws_at else ""
    task = SignUpTask.create(
        event=event, name=name, places=places, position=last + 1, draws_at=draws_at, seed=seed,
        seed_hash=hash_of(seed) if seed else "",
    )  # fmt: skip
    audit(by, "add_task", task, name=name, places=places, draws_at=draws_at and draws_at.isoformat())
    return task


def refuse_task(event: Event, known: int, places: int | None, draws_at: datetime | None) -> None:
    if event.cancelled_at:
        raise Refused("event_cancelled")
    if event.repeats_until:
        raise Refused("repeats")
    if clock.now() >= event.begins:
        raise Refused("too_late_for_help")
    if known >= MOST_TASKS:
        raise Refused("too_many_tasks")
    if draws_at and (reason := why_no_draw(draws_at, places, clock.now(), event.begins)):
        raise Refused(reason)


@db.atomic()
def end_task(by: Person, task: SignUpTask) -> None:
    """Help is no longer asked: who is down for it hears so, and it is gone."""
    one_at_a_time(f"sign-ups-{task.id}")
    rows = SignUp.select(SignUp.person).where(SignUp.task == task, SignUp.ended_at.is_null())
    people = list(Person.select().where(Person.id.in_(rows)).order_by(Person.id))
    audit(by, "end_task", task, name=task.name, people=[person.id for person in people])
    tell_of_ended_task(by, task, who_reads(task.event, [person.id for person in people]), clock.now())
    SignUpTask.delete().where(SignUpTask.id == task.id).execute()
