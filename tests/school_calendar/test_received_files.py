"""Files of other calendar programs, read: what they say, and what cannot be taken."""

from datetime import date

import pytest

from tests.school_calendar.received import HEAD, ZONE, calendar_of, vevent
from webapp.school_calendar.rules.calendar_files import Entry, calendar_file
from webapp.school_calendar.rules.received_files import (
    LONGEST_LINE,
    Received,
    Unreadable,
    as_json,
    events_in,
    from_json,
)

EVENING = "DTSTART;TZID=Europe/Amsterdam:20261006T193000"


def read(*lines: str, **more: str) -> Received:
    (one,) = events_in(calendar_of(vevent(*lines, **more)))
    return one


def when(one: Received) -> tuple:
    return str(one.first_day), str(one.last_day), one.starts_at, one.ends_at, one.problem


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:20261006"], ("2026-10-06", "2026-10-06", "", "")),
        (["DTSTART;VALUE=DATE:20261006", "DTEND;VALUE=DATE:20261009"], ("2026-10-06", "2026-10-08", "", "")),
        (["DTSTART;VALUE=DATE:20261006", "DURATION:P2D"], ("2026-10-06", "2026-10-07", "", "")),
        (["DTSTART:20261006T193000", "DTEND:20261006T210000"], ("2026-10-06", "2026-10-06", "19:30", "21:00")),
        (["DTSTART:20261006T173000Z", "DURATION:PT1H"], ("2026-10-06", "2026-10-06", "19:30", "20:30")),
        (["DTSTART:20261206T233000Z", "DURATION:PT1H"], ("2026-12-07", "2026-12-07", "00:30", "01:30")),
        ([EVENING], ("2026-10-06", "2026-10-06", "19:30", "")),
        (["DTSTART;TZID=W. Europe Standard Time:20261006T193000"], ("2026-10-06", "2026-10-06", "19:30", "")),
        (["DTSTART;TZID=/x.org/Europe/Amsterdam:20261006T193000"], ("2026-10-06", "2026-10-06", "19:30", "")),
        (["DTSTART;TZID=America/New_York:20261006T193000"], ("2026-10-07", "2026-10-07", "01:30", "")),
        ([EVENING, "DTEND;TZID=Europe/Amsterdam:20261009T000000"], ("2026-10-06", "2026-10-08", "19:30", "")),
        ([EVENING, "DTEND;TZID=Europe/Amsterdam:20261007T010000"], ("2026-10-06", "2026-10-07", "19:30", "01:00")),
    ],
)
def test_days_and_times_become_those_of_the_school(lines: list[str], expected: tuple):
    assert when(read(*lines)) == (*expected, "")


def test_time_zone_that_the_file_describes_itself_counts_in_that_file_only():
    event = vevent("DTSTART;TZID=Eigen:20261006T193000")

    (described,), (unknown,) = (
        events_in_own_process(calendar_of(ZONE.format(name="Eigen"), event)),
        events_in_own_process(calendar_of(event)),
    )

    assert (when(described)[:3], unknown.problem) == (("2026-10-07", "2026-10-07", "02:30"), "unknown_zone")


def events_in_own_process(data: bytes) -> list[Received]:
    from webapp.school_calendar.actions.import_files import events_read

    return from_json(events_read(data))


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;UNTIL=20261103T183000Z", "FREQ=WEEKLY;COUNT=5;BYDAY=TU;WKST=MO"])
def test_weekly_event_ends_with_its_last_time_and_skips_what_it_excludes(rule: str):
    one = read(EVENING, f"RRULE:{rule}", "EXDATE;TZID=Europe/Amsterdam:20261013T193000,20261014T193000")

    assert (one.repeats_until, one.skipped, one.problem) == (date(2026, 11, 3), (date(2026, 10, 13),), "")


def test_one_time_that_was_moved_or_cancelled_is_skipped_and_the_moved_one_stands_by_itself():
    weekly = vevent(EVENING, "RRULE:FREQ=WEEKLY;COUNT=4")
    moved = vevent("RECURRENCE-ID;TZID=Europe/Amsterdam:20261013T193000", "DTSTART:20261014T193000", title="Later")
    off = vevent("RECURRENCE-ID;TZID=Europe/Amsterdam:20261020T193000", "DTSTART:20261020T193000", "STATUS:CANCELLED")

    first, later, cancelled = events_in(calendar_of(weekly, moved, off))

    assert first.skipped == (date(2026, 10, 13), date(2026, 10, 20))
    assert (later.title, later.first_day, later.problem) == ("Later", date(2026, 10, 14), "")
    assert (cancelled.is_cancelled, len({first.uid, later.uid, cancelled.uid})) == (True, 3)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([], "no_start"),
        (["DTSTART:ooit"], "bad_times"),
        (["DTSTART:20261006T193000", "DTSTART:20261007T193000"], "bad_times"),
        (["DTSTART;VALUE=DATE:20261006", "DTEND:20261006T210000"], "bad_times"),
        (["DTSTART;VALUE=DATE:20261006", "DURATION:P99999999D"], "bad_times"),
        (["DTSTART;TZID=Nergens:20261006T193000"], "unknown_zone"),
        ([EVENING, "RRULE:FREQ=DAILY;COUNT=3"], "repeats_otherwise"),
        ([EVENING, "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3"], "repeats_otherwise"),
        ([EVENING, "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3"], "repeats_otherwise"),
        ([EVENING, "RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=WEEKLY;COUNT=4"], "repeats_otherwise"),
        ([EVENING, "RRULE:FREQ=NOOIT"], "repeats_otherwise"),
        ([EVENING, "RDATE:20261013T193000"], "repeats_otherwise"),
        ([EVENING, "RRULE:FREQ=WEEKLY"], "repeats_forever"),
        (["DTSTART:20261006T173000Z", "RRULE:FREQ=WEEKLY;COUNT=6"], "clock_shifts"),
        (["DTSTART:99991231T235900Z"], "bad_times"),
    ],
)
def test_what_the_calendar_cannot_say_is_not_taken(lines: list[str], problem: str):
    assert read(*lines).problem == problem


def test_nameless_and_double_events_are_not_taken():
    nameless = read(EVENING, title="")
    first, second = events_in(calendar_of(vevent(EVENING), vevent(EVENING)))

    assert (nameless.problem, first.problem, second.problem) == ("no_title", "", "twice")


def test_event_without_a_uid_has_the_same_name_each_time():
    assert read(EVENING, uid="").uid == read(EVENING, uid="").uid != read(EVENING, uid="", title="Anders").uid


def test_text_is_made_plain_and_no_longer_than_the_calendar_holds():
    one = read(EVENING, "DESCRIPTION:Een\\nTwee\\, drie\u202e", title="T" * 200)

    assert (one.text, len(one.title), one.is_shortened) == ("Een\nTwee, drie", LONGEST_LINE, True)


def test_text_that_goes_on_on_the_next_line_is_no_end_or_beginning():
    one = read(EVENING, "DESCRIPTION:Programma", " END:VEVENT", " BEGIN:VCALENDAR", "\tEND:17.00 uur")

    assert one.text == "ProgrammaEND:VEVENTBEGIN:VCALENDAREND:17.00 uur"


def test_file_of_the_portal_itself_is_read_back():
    entries = [
        Entry("1@school", "Kamp", date(2026, 10, 6), date(2026, 10, 8), at_noon(), starts_at="09:00"),
        Entry("2@school", "Gym", date(2026, 10, 6), date(2026, 10, 6), at_noon(), "09:00", "10:00",
              repeats_until=date(2026, 11, 10), skipped=(date(2026, 10, 20),)),
    ]  # fmt: skip

    camp, gym = events_in(calendar_file("Kalender", entries, zone()))

    assert when(camp) == ("2026-10-06", "2026-10-08", "09:00", "", "")
    assert (gym.repeats_until, gym.skipped) == (date(2026, 11, 10), (date(2026, 10, 20),))


def at_noon():
    from webapp.core import clock

    return clock.now()


def zone():
    from webapp.core import clock

    return clock.SCHOOL_ZONE


def test_what_was_read_is_kept_as_it_is():
    found = events_in(calendar_of(vevent(EVENING, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20261013T193000")))

    assert from_json(as_json(found)) == found


DEEP = "BEGIN:VEVENT\r\n" * 400 + "END:VEVENT\r\n" * 400


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_calendar"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "not_a_calendar"),
        (b"<html>BEGIN:VCALENDAR</html>", "not_a_calendar"),
        (HEAD.encode(), "not_a_calendar"),
        (calendar_of(DEEP), "not_a_calendar"),
        (calendar_of("END:VEVENT\r\n"), "not_a_calendar"),
        (calendar_of(), "no_events"),
        (calendar_of(*(vevent(uid=str(number)) for number in range(501))), "too_many_events"),
    ],
)
def test_what_is_no_calendar_is_refused_as_a_whole(data: bytes, code: str):
    with pytest.raises(Unreadable, match=code):
        events_in(data)
