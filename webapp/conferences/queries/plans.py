"""The plans that were made of a round, and what their reports say."""

import json
from datetime import date
from typing import Any

from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Host, Invitation, PlanRun, Round
from webapp.conferences.phrases.plans import reason_said
from webapp.conferences.queries.invitations import answerers_in
from webapp.conferences.rules.plan_reports import UNPLACED, Window
from webapp.core.jobs import LongJob
from webapp.schools.models import Child


def last_run_of(round: Round) -> PlanRun | None:
    """The last plan that was made of a round and written."""
    runs = PlanRun.select().where(PlanRun.round == round, PlanRun.report != "{}")
    return runs.order_by(PlanRun.id.desc()).first()


def going_job_of(person: Person, round: Round) -> LongJob | None:
    """The job of this person that makes a plan of the round now."""
    run = PlanRun.select().where(PlanRun.round == round, PlanRun.ended_at.is_null()).order_by(PlanRun.id.desc()).first()
    return run and LongJob.get_or_none(LongJob.id == run.job_id, LongJob.owner_id == person.id)


def report_shown(run: PlanRun | None) -> dict[str, Any]:
    """The figures of a plan, and its remarks in words with the child and the host; `unplaced` first, then `others`."""
    if run is None:
        return {}
    report = json.loads(run.report)
    names = {
        row.id: row
        for row in Invitation.select(Invitation, Child, Host)
        .join(Child)
        .join_from(Invitation, Host)
        .where(Invitation.round == run.round_id)
    }
    told = [
        {"child": names[talk].child, "host": names[talk].host, "code": code, "said": said(code, windows, names[talk])}
        for talk, code, windows in report["remarks"]
        if talk in names
    ]
    return report | {
        "made_at": run.made_at,
        "unplaced": [one for one in told if one["code"] in UNPLACED],
        "others": [one for one in told if one["code"] not in UNPLACED],
    }


def said(code: str, windows: list[list[Any]], invitation: Invitation) -> str:
    spoken = [Window(date.fromisoformat(day), starts, ends) for day, starts, ends in windows]
    return reason_said(code, spoken, invitation.host.name)


def announced_counts(round: Round) -> dict[str, int]:
    """What telling the times comes to: talks with a time, talks without, and how many parents hear it."""
    wanted = Invitation.select(Invitation.id).where(
        Invitation.round == round, Invitation.withdrawn_at.is_null(), Invitation.declined_at.is_null()
    )
    booked = Booking.select().where(Booking.invitation.in_(wanted), Booking.ended_at.is_null()).count()
    people = {person.id for own in answerers_in(round).values() for person in own}
    return {"booked": booked, "without": wanted.count() - booked, "parents": len(people)}
