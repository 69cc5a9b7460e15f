"""Whose digest went when is known for a year and a bit."""

from datetime import timedelta

from tests.cast import Cast
from webapp.core import clock
from webapp.digest.actions.forgetting import forget_old_digests
from webapp.digest.models import Digest, DigestRun


def digest_of(cast: Cast, days_ago: int) -> Digest:
    week = clock.today() - timedelta(days=days_ago)
    run = DigestRun.create(unit=cast.school, week=week, hour=8, people=1, started_at=clock.now())
    return Digest.create(person=cast.marieke, week=week, run=run, state="empty", made_at=clock.now())


def test_digests_of_more_than_a_year_ago_go_with_their_runs(cast: Cast):
    recent, _ = digest_of(cast, 399), digest_of(cast, 401)

    assert forget_old_digests() == 1
    assert [kept.id for kept in Digest.select()] == [recent.id]
    assert [kept.id for kept in DigestRun.select()] == [recent.run_id]
