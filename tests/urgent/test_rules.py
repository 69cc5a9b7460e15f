"""How long a message holds, and how far it came."""

from datetime import UTC, datetime

import pytest

from webapp.urgent.rules import end_of, highest, rung_of, usual_length


@pytest.mark.parametrize(
    ("lasts", "now", "end"),
    [
        ("today", datetime(2026, 11, 24, 6, 30, tzinfo=UTC), datetime(2026, 11, 24, 23, tzinfo=UTC)),
        ("today", datetime(2026, 11, 24, 23, 30, tzinfo=UTC), datetime(2026, 11, 25, 23, tzinfo=UTC)),
        ("tomorrow", datetime(2026, 11, 24, 6, 30, tzinfo=UTC), datetime(2026, 11, 25, 23, tzinfo=UTC)),
        ("week", datetime(2026, 11, 24, 6, 30, tzinfo=UTC), datetime(2026, 12, 1, 23, tzinfo=UTC)),
        ("today", datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # 23 hours
        ("today", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # 25 hours
    ],
)
def test_a_message_is_over_at_midnight_of_the_schools_clock(lasts, now, end):
    assert end_of(lasts, now) == end


@pytest.mark.parametrize(("hour", "lasts"), [(6, "today"), (16, "today"), (17, "tomorrow"), (21, "tomorrow")])
def test_in_the_evening_a_message_holds_until_the_end_of_tomorrow(hour, lasts):
    assert usual_length(datetime(2026, 11, 24, hour, tzinfo=UTC)) == lasts


@pytest.mark.parametrize(
    ("channel", "state", "rung"),
    [
        ("push", "pending", "waiting"),
        ("push", "claimed", "waiting"),
        ("push", "accepted", "accepted"),
        ("mail", "accepted", "mailed"),
        ("push", "shown", "shown"),
        ("push", "failed", "unreached"),
        ("mail", "failed", "unreached"),
        ("push", "skipped", "unreached"),
    ],
)
def test_each_state_of_a_delivery_is_a_rung(channel, state, rung):
    assert rung_of(channel, state) == rung


@pytest.mark.parametrize(
    ("rungs", "furthest"),
    [([], "unreached"), (["unreached", "mailed"], "mailed"), (["shown", "mailed", "waiting"], "shown")],
)
def test_a_family_is_where_its_furthest_guardian_is(rungs, furthest):
    assert highest(rungs) == furthest
