"""Rounds of talks for the journeys, made in the portal's own database: `python -m tests.journeys.talks plan` makes one
of groups 3 and 6 and prints its number and those of the invitations of Noor and Daan; `… close 7` ends the wishing."""

import json
import sys
from datetime import timedelta

from tests.conferences.rounds import invite, make_host, make_round
from webapp import create_app
from webapp.accounts.models import Person
from webapp.conferences.models import Host, Invitation, Round, Slot
from webapp.core import clock
from webapp.core.db import db
from webapp.core.settings import read_settings
from webapp.core.tickets import hash_of
from webapp.schools.models import Child, Enrolment, Group, StaffMember, Teaching, Unit

SEED = "een kastanje in november"


def make(mode: str) -> dict[str, int]:
    unit = Unit.get(Unit.name == "De Notenboom")
    round = make_round(unit, mode, seed=SEED, seed_hash=hash_of(SEED), title=f"Gesprekken ({mode})")
    for year in ("3", "6"):
        group = Group.get(Group.unit == unit, Group.year == year)
        teacher = Person.select().join(StaffMember).join(Teaching).where(Teaching.group == group).get()
        host = make_host(round, teacher, group, f"Lokaal {year}")
        children = Child.select().join(Enrolment).where(Enrolment.group == group).order_by(Child.id).limit(8)
        own = (
            Child.select()
            .join(Enrolment)
            .where(Enrolment.group == group, Child.given_name.in_(["Noor", "Daan"]), Child.surname == "Vries")
        )
        for child in {*children, *own}:
            invite(host, child)
    if mode == "plan":
        put_off(round)
    return {"round": round.id} | {name: invitation_of(round, name) for name in ("Noor", "Daan")}


def put_off(round: Round) -> None:
    """Each plan has weeks of its own, after the talks of the demo: its teachers are in no other round then."""
    weeks = 4 + Round.select().where(Round.title == round.title).count()
    for slot in Slot.select().join(Host).where(Host.round == round):
        Slot.update(day=slot.day + timedelta(weeks=weeks)).where(Slot.id == slot.id).execute()


def invitation_of(round: Round, name: str) -> int:
    rows = Invitation.select().join(Child).where(Invitation.round == round, Child.surname == "Vries")
    return rows.where(Child.given_name == name).get().id


def close(number: int) -> None:
    Round.update(closes_at=clock.now() - timedelta(seconds=1)).where(Round.id == number).execute()


if __name__ == "__main__":
    with create_app(read_settings()).app_context(), db.connection_context(), db.atomic():
        print(json.dumps(close(int(sys.argv[2])) if sys.argv[1] == "close" else make(sys.argv[1])))
