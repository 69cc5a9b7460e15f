"""What a teacher marks in class. Each is one transaction; of two who mark the same child the last one counts."""

from webapp.absence.actions.closings import close_question
from webapp.absence.actions.questions import ask
from webapp.absence.models import Presence
from webapp.absence.queries.questions import missing_to_ask
from webapp.absence.queries.today import closing_of, group_today, known_of
from webapp.absence.rules.presence import AWAY, LATE, MARKS, MISSING, NO_MARK, PRESENT, SEEN, UNKNOWN
from webapp.absence.rules.questions import time_of
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import Child, Group


@db.atomic()
def mark_child(by: Person, group: Group, child: Child, mark: str) -> None:
    """A teacher sees that a child is there, came late or is missing, or takes that back (`none`).

    Refused on a day without school; a child that is reported is not missing; and once the parents were asked, only the
    child itself ends that. Missing after the time to ask: the parents are asked at once.
    """
    if mark not in (*MARKS, NO_MARK):
        raise Refused("unknown_mark")
    check_school_day(group)
    now = clock.now()
    known = known_of(group.unit, [child], clock.today(), now)[child.id]
    if mark == MISSING and known.state in AWAY:
        raise Refused("is_reported")
    if mark == NO_MARK and known.state == MISSING and known.was_asked:
        raise Refused("asked_already")
    audit(by, "mark_child", child, group.unit, mark=mark)
    if mark == NO_MARK:
        Presence.delete().where(*of_today(group, child)).execute()
        return
    arrived_at = time_of(now) if mark == LATE else ""
    write_mark(by, group, child, mark, arrived_at)
    if mark in SEEN:
        close_question(by, child.id, mark, time_of(now))
    else:
        ask(MISSING, [due for due in missing_to_ask(now) if due.child == child])


def check_school_day(group: Group) -> None:
    if closing_of(group.unit, clock.today()):
        raise Refused("no_school_today")


def of_today(group: Group, child: Child) -> tuple:
    return Presence.child == child, Presence.unit == group.unit_id, Presence.day == clock.today()


def write_mark(by: Person, group: Group, child: Child, mark: str, arrived_at: str) -> None:
    seen = {"mark": mark, "arrived_at": arrived_at, "by": by, "at": clock.now()}
    Presence.insert(child=child, unit=group.unit_id, day=clock.today(), **seen).on_conflict(
        conflict_target=[Presence.child, Presence.unit, Presence.day],
        update={getattr(Presence, name): value for name, value in seen.items()},
    ).execute()


@db.atomic()
def mark_rest_present(by: Person, group: Group) -> int:
    """Every child of the group of whom nothing is known is there; how many that are. What a colleague marked a moment
    earlier stays."""
    check_school_day(group)
    rest = [one.child for one in group_today(group).children if one.state == UNKNOWN]
    same = {"unit": group.unit_id, "day": clock.today(), "mark": PRESENT, "by": by.id, "at": clock.now()}
    if rest:
        rows = [same | {"child": child.id} for child in rest]
        Presence.insert_many(rows).on_conflict_ignore().execute()
        audit(by, "mark_rest_present", group, group.unit, children=len(rows))
    return len(rest)
