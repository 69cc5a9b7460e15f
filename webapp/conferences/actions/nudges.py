"""Reminding who has not chosen yet, and everybody on the evening before."""

from datetime import timedelta

from webapp.accounts.models import Person
from webapp.conferences.models import Round
from webapp.conferences.notices.talks import tell_nudged, tell_tomorrow
from webapp.conferences.queries.nudges import expected_on, undecided_in, was_nudged_on
from webapp.conferences.queries.rounds import moments_of
from webapp.conferences.rules.stages import may_choose_times, may_wish
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused

REMINDS_AT = 18  # o'clock, at school


@db.atomic()
def nudge_families(by: Person, round: Round) -> int:
    """Who has not chosen yet is reminded, each parent once, and at most once a day; returns how many families.

    Refused: `not_open` when they can choose nothing, `nudged_today`, `nobody_left`.
    """
    one_at_a_time(f"nudge-{round.id}")
    now = clock.now()
    if not (may_choose_times(moments_of(round), now) or may_wish(moments_of(round), now)):
        raise Refused("not_open")
    if was_nudged_on(round, clock.today()):
        raise Refused("nudged_today")
    undecided = undecided_in(round)
    if not undecided.people:
        raise Refused("nobody_left")
    audit(by, "nudge_families", round, families=undecided.families)
    tell_nudged(by, round, undecided.people, clock.today())
    return undecided.families


def remind_of_talks() -> None:
    """From six in the evening before: whoever has talks tomorrow is reminded of them, once, however often this runs."""
    now = clock.now().astimezone(clock.SCHOOL_ZONE)
    if now.hour >= REMINDS_AT:
        tomorrow = now.date() + timedelta(days=1)
        for expected in expected_on(tomorrow):
            tell_tomorrow(expected.person, expected.talks, tomorrow)
