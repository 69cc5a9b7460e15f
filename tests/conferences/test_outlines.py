"""Which times and windows a round may have."""

from datetime import UTC, date, datetime, timedelta

import pytest

from webapp.conferences.rules.outlines import (
    Lengths,
    Stretch,
    Window,
    grid_of,
    times_anew,
    why_no_later_window,
    why_no_times,
    why_no_window,
    why_not_published,
)

TODAY = date(2026, 11, 28)
DAY = date(2026, 12, 8)
TALKS = datetime(2026, 12, 8, 17, tzinfo=UTC)
TEN = Lengths(10, 0, 5)


def window(opens: int = 2, closes: int = 6, changes: int = 9) -> Window:
    """Days after the first of December."""
    first = datetime(2026, 12, 1, 7, tzinfo=UTC) - timedelta(days=1)
    return Window(*(first + timedelta(days=days - 1) for days in (opens, closes, changes)))


@pytest.mark.parametrize(
    ("stretches", "lengths", "why"),
    [
        ([], TEN, "no_days"),
        ([Stretch(DAY, 1080, 1080)], TEN, "ends_before_start"),
        ([Stretch(DAY, 1080, 1200), Stretch(DAY, 1190, 1210)], TEN, "stretches_overlap"),
        ([Stretch(date(2026, 11, 27), 1080, 1200)], TEN, "day_has_passed"),
        ([Stretch(date(2028, 1, 10), 1080, 1200)], TEN, "too_far"),
        ([Stretch(DAY, 1080, 1085)], TEN, "no_talk_fits"),
        ([Stretch(DAY, 0, 1439)], Lengths(5, 0, 0), "too_many_times"),
        ([Stretch(DAY, 1080, 1200), Stretch(DAY, 930, 1080)], TEN, None),
    ],
)
def test_times_that_cannot_be_have_a_reason(stretches, lengths, why):
    assert why_no_times(stretches, lengths, TODAY) == why


def test_grid_leaves_the_pause_after_each_talk():
    assert grid_of([Stretch(DAY, 600, 630)], Lengths(10, 5, 0)) == [Stretch(DAY, 600, 610), Stretch(DAY, 615, 625)]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (window(), "changes_after_talks"),
        (window(changes=8), None),
        (window(opens=6), "closes_before_opening"),
        (window(closes=8, changes=7), "changes_before_closing"),
    ],
)
def test_window_opens_closes_and_ends_before_the_talks(typed, why):
    assert why_no_window(typed, TALKS - timedelta(days=1)) == why


@pytest.mark.parametrize(
    ("after", "is_placed", "why"),
    [
        (window(closes=7, changes=8), False, None),
        (window(closes=5, changes=8), False, "window_only_later"),
        (window(opens=3, changes=8), False, "already_open"),
        (window(closes=7, changes=8), True, "already_placed"),
        (window(changes=9), True, None),
    ],
)
def test_window_moves_only_to_later(after, is_placed, why):
    now = window().opens_at + timedelta(hours=1)

    assert why_no_later_window(window(changes=8), after, now, is_placed) == why


def test_round_is_not_sent_when_its_moment_to_choose_is_over():
    closes = window().closes_at

    reasons = [why_not_published(window(changes=8), TALKS, now) for now in (closes, TALKS, closes - timedelta(days=1))]

    assert reasons == ["already_closed", "talks_have_passed", None]


def test_times_added_by_hand_stay_where_they_still_fit():
    old_grid = [Stretch(DAY, 1080, 1090), Stretch(DAY, 1090, 1100)]
    by_hand = [Stretch(DAY, 1200, 1210), Stretch(DAY, 900, 910), Stretch(date(2026, 12, 9), 600, 610)]
    new_grid = [Stretch(DAY, 895, 905)]

    assert times_anew([*old_grid, *by_hand], old_grid, new_grid) == [Stretch(DAY, 895, 905), Stretch(DAY, 1200, 1210)]
