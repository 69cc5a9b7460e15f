"""How the digests of a unit went, for its office."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from peewee import JOIN, fn

from webapp.core import clock
from webapp.core.db import among
from webapp.core.mail import OutgoingMail
from webapp.digest.models import Digest, DigestRun
from webapp.digest.rules.outcomes import how_far, is_worth_watching, outcome_of
from webapp.schools.models import Unit

SHOWN = 8  # Saturdays


@dataclass(frozen=True, slots=True)
class RunTold:
    """The digests of a unit on one Saturday: for how many people, how far they are, and how those made went."""

    week: date
    started_at: datetime
    ended_at: datetime | None
    people: int
    progress: str
    counts: Counter[str]
    is_watched: bool  # whether a page that shows it should look again

    @property
    def made(self) -> int:
        return self.counts.total()


def runs_of(unit: Unit) -> list[RunTold]:
    """How the digests of this unit's last Saturdays went, the newest first; only numbers, not whose they are."""
    rows = list(DigestRun.select().where(DigestRun.unit == unit).order_by(DigestRun.week.desc()).limit(SHOWN))
    counts = outcomes_of([row.id for row in rows])
    return [run_told(row, counts[row.id]) for row in rows]


def run_told(run: DigestRun, counts: Counter[str]) -> RunTold:
    now = clock.now()
    progress = how_far(run.ended_at, run.week, now.astimezone(clock.SCHOOL_ZONE))
    is_watched = is_worth_watching(progress, counts["waiting"], run.ended_at, now)
    people = max(run.people, counts.total())
    return RunTold(run.week, run.started_at, run.ended_at, people, progress, counts, is_watched)


def outcomes_of(run_ids: list[int]) -> dict[int, Counter[str]]:
    """Of each of these runs how many digests went how."""
    rows = (
        Digest.select(Digest.run_id, Digest.state, OutgoingMail.state, fn.COUNT(Digest.id))
        .join(OutgoingMail, JOIN.LEFT_OUTER)
        .where(among(Digest.run, run_ids))
        .group_by(Digest.run_id, Digest.state, OutgoingMail.state)
    )
    found: dict[int, Counter[str]] = {id: Counter() for id in run_ids}
    for run_id, state, mail_state, count in rows.tuples():
        found[run_id][outcome_of(state, mail_state)] += count
    return found
