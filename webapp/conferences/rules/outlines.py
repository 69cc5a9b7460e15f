"""What a round is made of before anybody is invited: the times, and when parents choose."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from webapp.conferences.rules.slots import times_in

FARTHEST = timedelta(days=366)
MOST_TIMES = 200  # of one host: four long days


class Stretch(NamedTuple):
    """A stretch of a day in which talks are held, in minutes after midnight."""

    day: date
    starts: int
    ends: int


class Lengths(NamedTuple):
    """How long a talk is, the pause after it, and how long it takes to walk to another room: in minutes."""

    minutes: int
    pause: int
    walking: int


class Window(NamedTuple):
    """From when until when parents choose, and until when they may still change."""

    opens_at: datetime
    closes_at: datetime
    changes_until: datetime


def grid_of(stretches: Iterable[Stretch], lengths: Lengths) -> list[Stretch]:
    """Every time for a talk, in order."""
    return [
        Stretch(stretch.day, starts, ends)
        for stretch in sorted(stretches)
        for starts, ends in times_in(stretch.starts, stretch.ends, lengths.minutes, lengths.pause)
    ]


def why_no_times(stretches: Sequence[Stretch], lengths: Lengths, today: date) -> str | None:
    """Why talks cannot be held at these times; None when they can."""
    return next((code for code, _stretch in slips_in_times(stretches, lengths, today)), None)


def slips_in_times(
    stretches: Sequence[Stretch], lengths: Lengths | None, today: date
) -> list[tuple[str, Stretch | None]]:
    """All reasons why talks cannot be held at these times, each with the stretch that it is about; without one where it
    is about all of them. What depends on how long a talk is, is left out where that is not known yet."""
    ordered = sorted(stretches)
    if not ordered:
        return [("no_days", None)]
    slips: list[tuple[str, Stretch | None]] = [
        (code, stretch) for stretch in ordered if (code := why_no_stretch(stretch, lengths, today))
    ]
    slips += [
        ("stretches_overlap", other)
        for one, other in pairwise(ordered)
        if one.day == other.day and other.starts < one.ends
    ]
    if not slips and lengths and len(grid_of(ordered, lengths)) > MOST_TIMES:
        slips.append(("too_many_times", None))
    return slips


def why_no_stretch(stretch: Stretch, lengths: Lengths | None, today: date) -> str | None:
    """Why talks cannot be held in this stretch of time, whatever the others are."""
    if stretch.ends <= stretch.starts:
        return "ends_before_start"
    if stretch.day < today:
        return "day_has_passed"
    if stretch.day > today + FARTHEST:
        return "too_far"
    return "no_talk_fits" if lengths and not grid_of([stretch], lengths) else None


def why_no_window(window: Window, first_talk: datetime) -> str | None:
    """Why parents cannot choose in this window."""
    return next(iter(slips_in_window(window, first_talk)), None)


def slips_in_window(window: Window, first_talk: datetime | None) -> list[str]:
    """All reasons why parents cannot choose in this window: it opens, then closes, then nothing changes, then the talks
    begin, where that is known."""
    slips = []
    if window.closes_at <= window.opens_at:
        slips.append("closes_before_opening")
    if window.changes_until < window.closes_at:
        slips.append("changes_before_closing")
    if first_talk and window.changes_until > first_talk:
        slips.append("changes_after_talks")
    if first_talk and window.closes_at > first_talk:
        slips.append("closes_after_talks")
    return slips


def why_no_later_window(before: Window, after: Window, now: datetime, is_placed: bool) -> str | None:
    """What parents were told may only move to later; and what is past, or has led to a draw or a plan, stays."""
    if any(later < earlier for earlier, later in zip(before, after, strict=True)):
        return "window_only_later"
    if after.opens_at != before.opens_at and before.opens_at <= now:
        return "already_open"
    return "already_placed" if is_placed and after[:2] != before[:2] else None


def why_not_published(window: Window, first_talk: datetime, now: datetime) -> str | None:
    """Why a round can no longer be sent as it stands."""
    if first_talk <= now:
        return "talks_have_passed"
    return "already_closed" if window.closes_at <= now else why_no_window(window, first_talk)


def times_anew(old: Sequence[Stretch], old_grid: Iterable[Stretch], new_grid: Sequence[Stretch]) -> list[Stretch]:
    """The times of a host when the round gets other ones: the new grid, and what was added by hand, where that still
    fits on one of the days."""
    days = {time.day for time in new_grid}
    by_hand = set(old) - set(old_grid)
    kept = [time for time in by_hand if time.day in days and not overlaps(time, new_grid)]
    return sorted([*new_grid, *kept])


def overlaps(time: Stretch, others: Iterable[Stretch]) -> bool:
    """Whether a time falls in one of the others."""
    return any(time.day == other.day and time.starts < other.ends and other.starts < time.ends for other in others)


class Outline(NamedTuple):
    """All that the school says of a round before it is sent. `receiving` are the staff members for each group."""

    title: str
    text: str
    mode: str
    is_per_parent: bool
    lengths: Lengths
    window: Window
    stretches: tuple[Stretch, ...]
    receiving: Mapping[int, tuple[int, ...]]
