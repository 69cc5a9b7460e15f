"""What a unit can tell afterwards of its digests of a Saturday."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from peewee import fn

from webapp.core import clock
from webapp.core.db import db
from webapp.digest.models import Digest, DigestRun
from webapp.schools.models import Unit


@db.atomic()
def begin_runs(saturday: date, due: Mapping[int, int]) -> dict[int, int]:
    """Write down for each unit of those who are due (person → unit) that its digests of this Saturday begin, unless
    they had begun; unit → run."""
    counts = Counter(due.values())
    hours = Unit.select(Unit.id, Unit.digest_hour).where(Unit.id.in_(list(counts))).order_by(Unit.id)
    rows = [
        {"unit": id, "week": saturday, "hour": hour, "people": counts[id], "started_at": clock.now()}
        for id, hour in hours.tuples()
    ]
    DigestRun.insert_many(rows).on_conflict_ignore().execute()
    return dict(DigestRun.select(DigestRun.unit_id, DigestRun.id).where(DigestRun.week == saturday).tuples())


def end_runs(saturday: date) -> None:
    """Every digest that was due is made. Who was linked later on Saturday counts as well."""
    made = Digest.select(fn.COUNT(Digest.id)).where(Digest.run == DigestRun.id)
    DigestRun.update(people=made, ended_at=fn.COALESCE(DigestRun.ended_at, clock.now())).where(
        DigestRun.week == saturday, DigestRun.ended_at.is_null() | (DigestRun.people < made)
    ).execute()
