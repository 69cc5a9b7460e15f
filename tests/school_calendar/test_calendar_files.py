"""The calendar as a file: read back by two readers that know nothing of each other."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr

from tests.cast import Cast
from tests.school_calendar.events import make_event
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.school_calendar.actions.addresses import end_address, make_address
from webapp.school_calendar.actions.appointments import cancel_appointment, put_appointment
from webapp.school_calendar.actions.events import cancel_event
from webapp.school_calendar.models import Appointment, CalendarAddress
from webapp.school_calendar.queries.addresses import addresses_of
from webapp.school_calendar.queries.agenda import agenda_of
from webapp.school_calendar.queries.calendar_files import appointment_under, entries_of
from webapp.school_calendar.rules.calendar_files import Entry, calendar_file
from webapp.schools.actions.school_days import add_special_day, remove_special_day
from webapp.schools.actions.units import change_unit
from webapp.schools.models import Guardianship, Link
from webapp.schools.rules.audiences import Part

CHANGED = datetime(2026, 9, 1, 12, tzinfo=UTC)
HOSTILE = "Feest; \\ met, komma's\r\nBEGIN:VEVENT\nen 🎉 " + "é" * 200


def entry(**more: object) -> Entry:
    usual = {"uid": "1@school", "title": "Gym", "first_day": date(2026, 10, 20), "last_day": date(2026, 10, 20)}
    return Entry(**usual | {"changed_at": CHANGED} | more)


def read(data: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def read_by_another(data: bytes) -> list:
    return vobject.readOne(data.decode()).vevent_list


def test_weekly_event_stays_at_the_hour_of_the_clock_on_the_wall():
    weekly = entry(starts_at="19:30", ends_at="20:30", repeats_until=date(2027, 4, 6))

    data = calendar_file("Schoolkalender", [weekly], clock.SCHOOL_ZONE)

    times = list(read_by_another(data)[0].rruleset)
    assert {f"{moment:%H:%M}" for moment in times} == {"19:30"}
    assert (len(times), times[-1].date()) == (25, date(2027, 4, 6))
    (event,) = read(data)
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=event.decoded("DTSTART"))
    utc = {moment.astimezone(UTC).hour for moment in rule}
    assert utc == {17, 18}  # summer and winter


def test_file_describes_its_time_zone_and_how_often_to_ask():
    calendar = icalendar.Calendar.from_ical(calendar_file("Kalender", [entry(starts_at="09:00")], clock.SCHOOL_ZONE))

    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert (calendar.decoded("REFRESH-INTERVAL"), str(calendar["NAME"])) == (timedelta(hours=4), "Kalender")


def test_whole_days_end_on_the_day_after_the_last():
    data = calendar_file("Kalender", [entry(last_day=date(2026, 10, 22))], clock.SCHOOL_ZONE)

    (event,), (other,) = read(data), read_by_another(data)
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 10, 20), date(2026, 10, 23))
    assert (other.dtstart.value, other.dtend.value) == (date(2026, 10, 20), date(2026, 10, 23))


def test_some_days_without_a_time_to_end_last_until_the_end_of_the_last():
    camp = entry(starts_at="09:00", first_day=date(2026, 10, 23), last_day=date(2026, 10, 25))  # the clock changes

    data = calendar_file("Kalender", [camp], clock.SCHOOL_ZONE)

    (event,) = read(data)
    assert event.decoded("DTEND") == clock.at(date(2026, 10, 26), time())


def test_days_that_are_skipped_are_no_times_of_the_event():
    weekly = entry(starts_at="19:30", repeats_until=date(2026, 11, 10), skipped=(date(2026, 10, 27),))

    times = read_by_another(calendar_file("Kalender", [weekly], clock.SCHOOL_ZONE))[0].rruleset

    assert [moment.date() for moment in times] == [date(2026, 10, 20), date(2026, 11, 3), date(2026, 11, 10)]


@pytest.mark.parametrize("field", ["title", "text", "place"])
def test_hostile_text_stays_one_value(field: str):
    data = calendar_file("Kalender", [entry(**{field: HOSTILE})], clock.SCHOOL_ZONE)

    assert len(read(data)) == len(read_by_another(data)) == 1
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\nBEGIN:VEVENT\nen" not in data


def test_parent_gets_the_events_of_the_own_children_without_their_names(cast: Cast):
    today = clock.today()
    make_event(cast.joris, "Gym", today, Part(cast.school.id, cast.group3.id))
    make_event(cast.ingrid, "Elders", today, Part(cast.other_school.id))
    make_event(cast.ingrid, "Toets", today, Part(cast.school.id, cast.group5.id))

    entries = entries_of(cast.marieke, None)

    assert [one.title for one in entries if not one.is_free] == ["Gym"]
    assert [one.title for one in entries_of(cast.marieke, cast.daan.id) if not one.is_free] == []
    assert not any(name in str(entries) for name in ("Noor", "Daan", "Mees"))


def test_first_names_stand_in_the_file_only_where_the_guardian_chose_that(cast: Cast, client):
    make_event(cast.joris, "Gym", clock.today(), Part(cast.school.id, cast.group3.id))
    make_event(cast.ingrid, "Sint", clock.today(), Part(cast.school.id))
    make_talk(cast)

    without, named = (
        client.get(f"/calendar/feeds/{make_address(cast.marieke, child, chosen)}.ics").text
        for child, chosen in ((None, False), (cast.noor, True))
    )

    assert any(name in without for name in ("Noor", "Daan")) is False
    assert [title in named for title in ("Gym (Noor)", "Sint (Noor)", "Oudergesprek (Noor)")] == [True] * 3
    assert any(name in named for name in ("Daan", "Sem", "Mees")) is False


def test_weekly_event_has_a_higher_sequence_whenever_days_of_the_school_change(cast: Cast):
    day = clock.today() + timedelta(days=7)
    part = Part(cast.school.id, cast.group3.id)
    make_event(cast.joris, "Gym", day, part, repeats_until=day + timedelta(days=28))
    make_event(cast.joris, "Bos", day, part)

    seen = [sequences(cast)]
    study_day = add_special_day(cast.ingrid, cast.school, "Studiedag", day, day, "closed")
    seen.append(sequences(cast))
    remove_special_day(cast.ingrid, study_day)
    seen.append(sequences(cast))
    change_unit(cast.peter, cast.school, region="Zuid")
    seen.append(sequences(cast))

    assert seen == [{"Gym": number, "Bos": 0} for number in range(4)]


def sequences(cast: Cast) -> dict[str, int]:
    return {one.title: one.sequence for one in entries_of(cast.marieke, None) if not one.is_free}


def test_event_that_was_called_off_is_cancelled_in_the_file(cast: Cast):
    event = make_event(cast.joris, "Gym", clock.today(), Part(cast.school.id, cast.group3.id))
    cancel_event(cast.joris, event)

    found = [one for one in entries_of(cast.marieke, None) if not one.is_free]

    (read_back,) = read(calendar_file("Kalender", found, clock.SCHOOL_ZONE))
    assert (str(read_back["STATUS"]), read_back.decoded("SEQUENCE"), str(read_back["UID"])) == (
        "CANCELLED",
        1,
        event.uid,
    )


def test_calendar_program_reads_along_until_the_address_is_ended(cast: Cast, client):
    make_event(cast.joris, "Gym", clock.today(), Part(cast.school.id, cast.group3.id))
    path = f"/calendar/feeds/{make_address(cast.marieke, None)}.ics"

    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    end_address(cast.marieke, addresses_of(cast.marieke).get())
    after = client.get(path)

    assert (first.status_code, first.mimetype, again.status_code, again.data) == (200, "text/calendar", 304, b"")
    assert "Gym" in [str(event["SUMMARY"]) for event in read(first.data)]
    assert after.status_code == 404


def test_new_address_stops_the_one_before(cast: Cast, client):
    old, new = make_address(cast.marieke, None), make_address(cast.marieke, None)

    assert [client.get(f"/calendar/feeds/{secret}.ics").status_code for secret in (old, new, "made-up")] == [
        404,
        200,
        404,
    ]
    assert old not in str(list(CalendarAddress.select().dicts()))


def block_account(cast: Cast) -> None:
    Person.update(blocked_at=clock.now()).where(Person.id == cast.marieke.id).execute()


def end_links(cast: Cast) -> None:
    """Those to Noor, at school and after it; the one to Daan stays."""
    link_ids = Link.select(Link.id).join(Guardianship).where(Guardianship.child == cast.noor)
    Link.update(ended_at=clock.now()).where(Link.id.in_([link.id for link in link_ids])).execute()


@pytest.mark.parametrize("end", [block_account, end_links])
def test_address_dies_with_the_account_or_the_last_link(cast: Cast, client, end):
    path = f"/calendar/feeds/{make_address(cast.marieke, cast.noor)}.ics"
    before = client.get(path).status_code

    end(cast)

    assert (before, client.get(path).status_code) == (200, 404)


def make_talk(cast: Cast) -> Appointment:
    begins, ends = (clock.at(date(2026, 12, 1), time(19, minute)) for minute in (30, 45))
    return put_appointment(
        "talk", cast.school, cast.noor, [cast.marieke], begins, ends, title="Oudergesprek", place="Lokaal 3"
    )


def test_parent_takes_the_own_talk_along_as_a_file(cast: Cast, browser_of):
    talk = make_talk(cast)

    response = browser_of(cast.marieke).get(f"/calendar/appointments/{talk.id}/appointment.ics")

    (event,), (other,) = read(response.data), read_by_another(response.data)
    assert (response.status_code, response.mimetype) == (200, "text/calendar")
    assert (str(event["UID"]), event.decoded("DTSTART"), event.decoded("DTEND")) == (
        talk.uid,
        talk.starts_at,
        talk.ends_at,
    )
    assert (other.summary.value, other.location.value) == ("Oudergesprek", "Lokaal 3")
    assert "Noor" not in response.text


@pytest.mark.parametrize("name", ["karima", "joris", "ingrid", "wouter"])
def test_talk_of_somebody_else_is_not_there(cast: Cast, browser_of, name: str):
    talk = make_talk(cast)

    response = browser_of(getattr(cast, name)).get(f"/calendar/appointments/{talk.id}/appointment.ics")

    assert (response.status_code, "Oudergesprek" in response.text) == (404, False)


@pytest.mark.parametrize("change", [{"ends_on": date(2026, 9, 1)}, {"information": "none"}], ids=["ended", "not told"])
def test_who_is_told_of_a_child_no_longer_reads_nothing_of_its_talk(cast: Cast, browser_of, change):
    talk = make_talk(cast)
    Guardianship.update(**change).where(Guardianship.child == cast.noor).execute()
    marieke = Person.get_by_id(cast.marieke.id)  # with Daan still at school

    response = browser_of(marieke).get(f"/calendar/appointments/{talk.id}/appointment.ics")

    day = date(2026, 12, 1)
    assert response.status_code == 404
    assert [one.title for one in agenda_of(marieke, day, day)] == []
    assert [one.uid for one in entries_of(marieke, None) if one.uid == talk.uid] == []
    assert appointment_under(marieke, "talk") is None


def test_talk_that_is_off_is_cancelled_in_the_file(cast: Cast, browser_of):
    talk = make_talk(cast)
    cancel_appointment("talk")

    response = browser_of(cast.marieke).get(f"/calendar/appointments/{talk.id}/appointment.ics")

    (event,) = read(response.data)
    assert (str(event["STATUS"]), event.decoded("SEQUENCE"), str(event["UID"])) == ("CANCELLED", 1, talk.uid)
