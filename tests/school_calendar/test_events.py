"""What staff do with events, and whom it tells."""

from datetime import date, timedelta

import pytest

from tests.at_once import at_once
from tests.cast import Cast
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.i18n import named_day
from webapp.notifications.models import Delivery, Notification
from webapp.school_calendar.actions.events import cancel_event, change_event, place_event
from webapp.school_calendar.actions.skipped_days import hold_day, skip_day
from webapp.school_calendar.models import Event, EventAudience, SkippedDay
from webapp.school_calendar.queries.agenda import agenda_of
from webapp.school_calendar.queries.events import days_of
from webapp.school_calendar.rules.events import Timing, why_no_event
from webapp.school_calendar.rules.occurrences import Days
from webapp.schools.models import SpecialDay
from webapp.schools.rules.audiences import Part

TODAY = date(2026, 11, 25)


@pytest.fixture
def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def told() -> list[tuple[str, str]]:
    rows = Notification.select().order_by(Notification.id)
    return [(row.title, row.body) for row in rows]


def people_told() -> list[str]:
    rows = Delivery.select().where(Delivery.channel == "mail").order_by(Delivery.person)
    return sorted({row.person.name for row in rows})


def test_teacher_puts_something_into_the_calendar_and_the_group_hears_it(cast: Cast, tomorrow: date):
    part = Part(cast.school.id, cast.group3.id)

    event = place_event(cast.joris, "Naar het bos", Timing(tomorrow, tomorrow), [part], "key", place="Het bos")

    assert [one.title for one in agenda_of(cast.marieke, tomorrow, tomorrow) if one.kind == "event"] == ["Naar het bos"]
    day = named_day(tomorrow)
    assert told() == [(f"Nieuw in de agenda: Naar het bos, {day}", f"{day}, hele dag\nHet bos")]
    assert people_told() == sorted([cast.marieke.name, cast.eline.name])
    assert event.sequence == 0


def test_double_tap_makes_one_event(cast: Cast, tomorrow: date):
    part = Part(cast.school.id, cast.group3.id)

    first, second = (place_event(cast.joris, "Bos", Timing(tomorrow, tomorrow), [part], "key") for _ in range(2))

    assert (first.id, Event.select().count(), Notification.select().count()) == (second.id, 1, 1)


@pytest.mark.parametrize("groups", [["group5"], []])
def test_teacher_writes_for_the_own_groups_only(cast: Cast, tomorrow: date, groups: list[str]):
    parts = [Part(cast.school.id, getattr(cast, name).id) for name in groups] or [Part(cast.school.id)]

    with pytest.raises(Refused, match="not_your_audience"):
        place_event(cast.joris, "Bos", Timing(tomorrow, tomorrow), parts, "key")

    assert (Event.select().count(), Notification.select().count()) == (0, 0)


def test_changed_event_has_the_next_sequence_and_its_readers_hear_it(cast: Cast, tomorrow: date):
    part = Part(cast.school.id, cast.group3.id)
    event = place_event(cast.joris, "Bos", Timing(tomorrow, tomorrow), [part], "key", is_told=False)

    changed = change_event(cast.joris, event, "Park", Timing(tomorrow, tomorrow, "09:00", "12:00"), [part])

    assert (changed.uid, changed.sequence, changed.title) == (event.uid, 1, "Park")
    assert EventAudience.select().count() == 1
    day = named_day(tomorrow)
    is_now = f"Park (was: Bos)\n{day}, 09:00–12:00 (was: {day}, hele dag)"
    assert told() == [(f"Gewijzigd: Park, {day}", is_now)]


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("Park", "", "Park (was: Bos)"),
        ("", "", "niets (was: Bos)"),
        ("Bos", "Neem laarzen mee.", "Bos\nDe uitleg, de bijlage of voor wie het is, is gewijzigd."),
    ],
)
def test_change_is_told_by_what_was_and_what_is(cast: Cast, tomorrow: date, place: str, text: str, said: str):
    part = Part(cast.school.id, cast.group3.id)
    timing = Timing(tomorrow, tomorrow + timedelta(days=1), repeats_until=tomorrow + timedelta(days=7))
    event = place_event(cast.joris, "Gym" * 50, timing, [part], "key", is_told=False, place="Bos")

    change_event(cast.joris, event, "Gym" * 50, timing, [part], place=place, text=text)

    first, last, until = (named_day(tomorrow + timedelta(days=days)) for days in (0, 1, 7))
    when = f"{first} t/m {last}, hele dag, elke week, tot en met {until}"
    assert told() == [(f"Gewijzigd: {'Gym' * 29}Gy…, elke week", f"{when}\n{said}")]


def test_event_that_a_colleague_changed_meanwhile_stays_as_that_one_made_it(cast: Cast, tomorrow: date):
    part, timing = Part(cast.school.id, cast.group3.id), Timing(tomorrow, tomorrow)
    event = place_event(cast.joris, "Bos", timing, [part], "key", is_told=False)
    change_event(cast.ingrid, event, "Park", timing, [part], is_told=False, seen=0)

    with pytest.raises(Refused, match="changed_meanwhile"):
        change_event(cast.joris, event, "Strand", timing, [part], seen=0)

    assert (Event.get().title, Event.get().sequence, told()) == ("Park", 1, [])


def test_second_tap_on_the_same_change_is_no_change_of_a_colleague(cast: Cast, tomorrow: date):
    part, timing = Part(cast.school.id, cast.group3.id), Timing(tomorrow, tomorrow)
    event = place_event(cast.joris, "Bos", timing, [part], "key", is_told=False)

    first, second = (change_event(cast.joris, event, "Park", timing, [part], seen=0) for _ in range(2))

    assert (first.sequence, second.sequence) == (1, 1)
    assert [title.partition(",")[0] for title, _text in told()] == ["Gewijzigd: Park"]


def test_event_that_was_called_off_meanwhile_does_not_change(cast: Cast, tomorrow: date):
    part, timing = Part(cast.school.id, cast.group3.id), Timing(tomorrow, tomorrow)
    event = place_event(cast.joris, "Bos", timing, [part], "key", is_told=False)
    read_before = Event.get_by_id(event.id)
    cancel_event(cast.ingrid, event)

    with pytest.raises(Refused, match="cancelled"):
        change_event(cast.joris, read_before, "Park", timing, [part])

    assert Event.get().title == "Bos"
    assert [title.partition(",")[0] for title, _text in told()] == ["Gaat niet door: Bos"]


@pytest.mark.committed
def test_of_two_who_change_an_event_at_once_one_hears_of_the_other(app, cast: Cast, tomorrow: date):
    part, timing = Part(cast.school.id, cast.group3.id), Timing(tomorrow, tomorrow)
    event = place_event(cast.joris, "Bos", timing, [part], "key", is_told=False)
    titles = ["Park", "Strand"]

    def change() -> str:
        try:
            return change_event(cast.joris, event, titles.pop(), timing, [part], seen=0).title
        except Refused as refusal:
            return refusal.code

    answers = at_once(app, change)

    assert sorted(answers) == sorted([Event.get().title, "changed_meanwhile"])
    assert (Event.get().sequence, EventAudience.select().count()) == (1, 1)


def test_event_that_is_called_off_leaves_the_calendar_and_is_told_once(cast: Cast, tomorrow: date):
    event = place_event(
        cast.joris, "Bos", Timing(tomorrow, tomorrow), [Part(cast.school.id, cast.group3.id)], "key", is_told=False
    )

    cancel_event(cast.joris, event)
    cancel_event(cast.joris, event)

    assert [one for one in agenda_of(cast.marieke, tomorrow, tomorrow) if one.kind == "event"] == []
    day = named_day(tomorrow)
    assert told() == [(f"Gaat niet door: Bos, {day}", f"{day}, hele dag")]
    assert Event.get_by_id(event.id).sequence == 1


@pytest.fixture
def gym(cast: Cast, tomorrow: date) -> Event:
    """Three times gym, from tomorrow on."""
    timing = Timing(tomorrow, tomorrow, "10:00", "11:00", tomorrow + timedelta(days=14))
    part = Part(cast.school.id, cast.group3.id)
    return place_event(cast.joris, "Gym", timing, [part], "key", is_told=False, place="Gymzaal")


def test_one_time_of_a_weekly_event_is_off_and_is_told_once(cast: Cast, gym: Event, tomorrow: date):
    is_new = [skip_day(cast.joris, gym, tomorrow) for _ in range(2)]

    day = named_day(tomorrow)
    assert [one for one in agenda_of(cast.marieke, tomorrow, tomorrow) if one.title == "Gym"] == []
    assert told() == [(f"Gaat niet door: Gym, {day}", f"{day}, 10:00–11:00\nGymzaal")]
    assert Notification.get().path == f"/calendar/events/{gym.id}?day={tomorrow}"
    assert (is_new, Event.get_by_id(gym.id).sequence) == ([True, False], 1)


def test_one_time_that_was_off_takes_place_after_all_and_is_told_once(cast: Cast, gym: Event, tomorrow: date):
    skip_day(cast.joris, gym, tomorrow)

    is_new = [hold_day(cast.joris, gym, tomorrow) for _ in range(2)]

    assert [one.title for one in agenda_of(cast.marieke, tomorrow, tomorrow) if one.title == "Gym"] == ["Gym"]
    day = named_day(tomorrow)
    assert told()[1:] == [(f"Gaat toch door: Gym, {day}", f"{day}, 10:00–11:00\nGymzaal")]
    assert (is_new, Event.get_by_id(gym.id).sequence) == ([True, False], 2)


def test_what_is_off_because_the_school_is_closed_is_not_told_to_go_on(cast: Cast, gym: Event, tomorrow: date):
    skip_day(cast.joris, gym, tomorrow)
    SpecialDay.create(unit=cast.school, first_day=tomorrow, last_day=tomorrow, part="closed", name="Studiedag")

    hold_day(cast.joris, gym, tomorrow)

    assert (SkippedDay.select().count(), Notification.select().count()) == (0, 1)
    assert days_of(Event.get()).skipped == [tomorrow]


@pytest.mark.parametrize("act", [skip_day, hold_day])
def test_time_that_is_past_or_of_what_is_called_off_stays_as_it_is(cast: Cast, gym: Event, tomorrow: date, act):
    past = Event.get()
    Event.update(first_day=tomorrow - timedelta(days=14), last_day=tomorrow - timedelta(days=14)).execute()
    with pytest.raises(Refused, match="past"):
        act(cast.joris, past, tomorrow - timedelta(days=14))
    cancel_event(cast.joris, past)

    with pytest.raises(Refused, match="cancelled"):
        act(cast.joris, Event.get(), tomorrow)

    assert (SkippedDay.select().count(), Notification.select().count()) == (0, 1)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [(None, 8), (1, 1), (8, 8), (15, 15), (16, 8)],
)
def test_page_shows_the_day_asked_for_else_the_next_to_come(asked: int | None, shown: int):
    days = Days([date(2026, 12, 1), date(2026, 12, 8)], [date(2026, 12, 15)])

    found = days.shown(asked and date(2026, 12, asked), date(2026, 12, 3))

    assert found == date(2026, 12, shown)


def test_page_shows_the_last_time_of_what_is_past_and_none_of_what_is_never():
    days = Days([date(2026, 12, 1), date(2026, 12, 8)])

    assert (days.shown(None, date(2027, 1, 1)), Days([]).shown(None, TODAY)) == (date(2026, 12, 8), None)


@pytest.mark.parametrize(
    ("timing", "problem"),
    [
        (Timing(TODAY, TODAY), None),
        (Timing(TODAY, TODAY, "09:00"), None),
        (Timing(TODAY, TODAY, "09:00", "10:00"), None),
        (Timing(TODAY, TODAY + timedelta(days=2), "19:00", "10:00"), None),
        (Timing(TODAY, TODAY - timedelta(days=1)), "ends_before_start"),
        (Timing(TODAY, TODAY, "10:00", "10:00"), "ends_before_start"),
        (Timing(TODAY, TODAY, "", "10:00"), "no_start_time"),
        (Timing(TODAY, TODAY + timedelta(days=31)), "too_long_or_far"),
        (Timing(date(2029, 1, 1), date(2029, 1, 1)), "too_long_or_far"),
        (Timing(TODAY, TODAY, repeats_until=TODAY), "repeat_until"),
        (Timing(TODAY, TODAY, repeats_until=TODAY + timedelta(days=367)), "repeat_until"),
        (Timing(TODAY, TODAY + timedelta(days=7), repeats_until=TODAY + timedelta(days=30)), "repeat_too_long"),
    ],
)
def test_days_and_times_of_an_event_are_in_order(timing: Timing, problem: str | None):
    assert why_no_event(timing, TODAY) == problem
