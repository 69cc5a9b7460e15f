"""Drawing who helps: once for each task, however often the job runs."""

from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db, one_at_a_time
from webapp.school_calendar.models import SignUp, SignUpTask
from webapp.school_calendar.notices.sign_ups import tell_of_draw
from webapp.school_calendar.queries.sign_ups import due_draws, gone_from, open_sign_ups
from webapp.school_calendar.rules.sign_up_draws import drawn_order


def draw_due_tasks() -> None:
    """Each task whose moment has come is drawn; what was called off or has begun is not."""
    now = clock.now()
    for task in due_draws(now):
        if now < task.event.begins:
            draw_task(task)


@db.atomic()
def draw_task(task: SignUpTask) -> None:
    """The places go to the lowest tickets of who was down in time, and then to who came later; the others wait in that
    order. All hear it once. Who may no longer see the event has no ticket and no place."""
    one_at_a_time(f"sign-ups-{task.id}")
    is_first = (
        SignUpTask.update(drawn_at=clock.now())
        .where(SignUpTask.id == task.id, SignUpTask.drawn_at.is_null(), SignUpTask.draws_at.is_null(False))
        .execute()
    )
    if not is_first:
        return
    down = list(open_sign_ups().where(SignUp.task == task))
    gone = gone_from(task.event, down)
    rows = {row.id: row for row in down if row.person_id not in gone}
    drawn = drawn_order(task.seed, [row.id for row in rows.values() if row.at <= task.draws_at])
    late = [number for number in rows if number not in drawn]
    for place, number in enumerate([*drawn, *late], 1):
        SignUp.update(
            drawn_place=place if number in drawn else None, seat=place if place <= task.places else None
        ).where(SignUp.id == number).execute()
    audit(None, "draw_task", task, seed=task.seed, order=drawn)
    tell_of_draw(task)
