"""The database: as the models say, alike on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from playhouse.schema_diff import diff_models

from webapp.accounts.models import Person
from webapp.core.db import db, migrate, pending_migrations
from webapp.tables import TABLES

SUMMER = timezone(timedelta(hours=2))


def test_migrations_make_exactly_what_the_models_say(transaction):
    drift = diff_models(db.obj, TABLES)

    assert not drift, drift


def test_migrations_that_ran_do_not_run_again(app):
    assert (migrate(), pending_migrations()) == ([], [])


def test_the_cast_stands(cast):
    assert cast.noor.name == "Noor de Vries"


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 7, 1, 12, 0, tzinfo=SUMMER),
        datetime(2026, 7, 1, 10, 0, 0, 250, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_moment_comes_back_in_utc_to_the_microsecond(cast, moment):
    Person.update(blocked_at=moment).where(Person.id == cast.tom.id).execute()

    kept = Person.get_by_id(cast.tom.id).blocked_at
    assert (kept, kept.tzinfo) == (moment, UTC)
    assert Person.select().where(Person.blocked_at == moment).count() == 1
    assert Person.select().where(Person.blocked_at > moment - timedelta(microseconds=1)).count() == 1
    assert Person.select().where(Person.blocked_at < moment + timedelta(microseconds=1)).count() == 1


def test_moment_without_a_zone_is_refused(cast):
    with pytest.raises(ValueError, match="without a time zone"):
        Person.update(blocked_at=datetime(2026, 7, 1)).execute()  # noqa: DTZ001
