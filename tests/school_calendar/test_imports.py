"""Reading a calendar file in: what it would do, and what it does once."""

from datetime import timedelta
from io import BytesIO

import pytest
from playhouse.test_utils import count_queries

from tests.at_once import at_once
from tests.cast import Cast, make_staff
from tests.school_calendar.received import HEAD, calendar_of, day_from_now, vevent, whole_day
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.files import file_exists
from webapp.notifications.models import Delivery, Notification
from webapp.school_calendar.actions.events import change_event
from webapp.school_calendar.actions.import_files import forget_old_imports, receive_calendar
from webapp.school_calendar.actions.imports import apply_import
from webapp.school_calendar.actions.sign_up_tasks import add_task
from webapp.school_calendar.actions.sign_ups import sign_up
from webapp.school_calendar.actions.skipped_days import skip_day
from webapp.school_calendar.models import CalendarImport, Event, SkippedDay
from webapp.school_calendar.queries.agenda import agenda_of
from webapp.school_calendar.queries.events import parts_of
from webapp.school_calendar.queries.imports import lines_of, received_in
from webapp.school_calendar.rules.events import Timing
from webapp.school_calendar.rules.received_files import LARGEST
from webapp.schools.rules.audiences import Part

ALL = range(500)


def received(cast: Cast, *parts: str, person=None) -> CalendarImport:
    return receive_calendar(person or cast.ingrid, cast.school, "jaar.ics", calendar_of(*parts))


def place(cast: Cast, *parts: str, person=None, is_told: bool = False, numbers=ALL) -> dict[str, int]:
    """Read these events in and place them for the whole school, or the group of a teacher."""
    person = person or cast.ingrid
    part = Part(cast.school.id, cast.group3.id) if person == cast.joris else Part(cast.school.id)
    return dict(apply_import(person, received(cast, *parts, person=person), numbers, [part], is_told=is_told))


def states(cast: Cast, *parts: str, person=None) -> list[tuple[str, str]]:
    person = person or cast.ingrid
    lines = lines_of(person, cast.school, received_in(received(cast, *parts, person=person)))
    return [(line.state, line.reason) for line in lines]


def told() -> list[str]:
    return [row.title for row in Notification.select().order_by(Notification.id)]


def test_office_places_what_it_chose_and_the_families_hear_it_once(cast: Cast):
    days = [whole_day(number, uid=str(number), title=f"Dag {number}") for number in (3, 4, 5)]

    counts = place(cast, *days, is_told=True, numbers=[0, 2])

    last = day_from_now(10)
    titles = [one.title for one in agenda_of(cast.marieke, clock.today(), last) if one.kind == "event"]
    mails = Delivery.select().where(Delivery.channel == "mail", Delivery.person == cast.marieke)
    assert (counts, titles) == ({"new": 2}, ["Dag 3", "Dag 5"])
    assert (told(), mails.count()) == (["Nieuw in de agenda"], 1)


def test_the_same_file_again_changes_nothing(cast: Cast):
    part = whole_day(3), whole_day(4, uid="2", title="Kamp")
    place(cast, *part)

    again = states(cast, *part)

    assert again == [("same", "")] * 2
    with pytest.raises(Refused, match="nothing_chosen"):
        place(cast, *part)
    assert (Event.select().count(), Notification.select().count()) == (2, 0)


def test_what_the_school_changed_itself_stays_while_the_file_says_the_same(cast: Cast):
    rule = "RRULE:FREQ=WEEKLY;COUNT=3"
    place(cast, whole_day(3, rule))
    event = Event.get()
    timing = Timing(event.first_day, event.last_day, repeats_until=event.repeats_until)
    change_event(cast.ingrid, event, "Onze titel", timing, [Part(cast.school.id)], is_told=False)

    assert states(cast, whole_day(3, rule)) == [("same", "")]


def test_changed_event_has_the_next_sequence_and_stays_for_whom_it_was(cast: Cast):
    place(cast, whole_day(3), person=cast.joris)
    before = Event.get()

    counts = place(cast, whole_day(4, "LOCATION:Het bos"))

    event = Event.get()
    assert (counts, event.place, event.first_day) == ({"changed": 1}, "Het bos", day_from_now(4))
    assert (event.uid, event.sequence, parts_of(event)) == (before.uid, 1, [Part(cast.school.id, cast.group3.id)])


def test_weekly_event_skips_the_days_of_the_file_beside_those_of_the_school(cast: Cast):
    rule = "RRULE:FREQ=WEEKLY;COUNT=4"
    place(cast, whole_day(3, rule, f"EXDATE;VALUE=DATE:{day_from_now(10):%Y%m%d}"))
    skip_day(cast.ingrid, Event.get(), day_from_now(17))

    place(cast, whole_day(3, rule, "LOCATION:Hier", f"EXDATE;VALUE=DATE:{day_from_now(24):%Y%m%d}"))

    days = [row.day for row in SkippedDay.select().order_by(SkippedDay.day)]
    assert days == [day_from_now(10), day_from_now(17), day_from_now(24)]


def test_what_the_file_calls_off_is_off_and_helpers_hear_it_even_so(cast: Cast):
    place(cast, whole_day(3))
    sign_up(cast.marieke, add_task(cast.ingrid, Event.get(), "Rijden", 2))

    counts = place(cast, whole_day(3, "STATUS:CANCELLED"))

    assert (counts, Event.get().cancelled_at is not None) == ({"off": 1}, True)
    assert told() == ["Activiteit gaat niet door"]
    assert states(cast, whole_day(3)) == [("refused", "off_here")]


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (whole_day(-3), ("past", "")),
        (whole_day(3, "STATUS:CANCELLED"), ("refused", "never_here")),
        (whole_day(3, f"DTEND;VALUE=DATE:{day_from_now(60):%Y%m%d}"), ("refused", "too_long_or_far")),
        (whole_day(2000), ("refused", "too_long_or_far")),
        (whole_day(3, "RRULE:FREQ=YEARLY"), ("refused", "repeats_otherwise")),
        (whole_day(-3, "RRULE:FREQ=WEEKLY;COUNT=4"), ("new", "")),
    ],
)
def test_what_cannot_be_taken_says_why(cast: Cast, event: str, state: tuple[str, str]):
    assert states(cast, event) == [state]


def test_file_does_not_bring_what_asks_help_where_it_cannot_be(cast: Cast):
    place(cast, whole_day(6))
    add_task(cast.ingrid, Event.get(), "Rijden", 2, clock.now() + timedelta(days=4))

    found = [states(cast, whole_day(6, "RRULE:FREQ=WEEKLY;COUNT=3")), states(cast, whole_day(3))]

    assert found == [[("refused", "repeats")], [("refused", "before_draw")]]
    assert states(cast, whole_day(7)) == [("changed", "")]


def test_teacher_does_not_change_what_the_office_read_in(cast: Cast):
    place(cast, whole_day(3))

    assert states(cast, whole_day(4), person=cast.joris) == [("refused", "not_yours")]


@pytest.mark.parametrize(
    ("group", "code"), [("group5", "not_your_audience"), ("other_group", "not_your_audience"), (None, "no_audience")]
)
def test_teacher_reads_in_for_the_own_groups_only(cast: Cast, group: str | None, code: str):
    calendar_import = received(cast, whole_day(3), person=cast.joris)
    chosen = getattr(cast, group) if group else None

    with pytest.raises(Refused, match=code):
        apply_import(
            cast.joris, calendar_import, ALL, [Part(chosen.unit_id, chosen.id)] if chosen else [], is_told=True
        )

    assert (Event.select().count(), Notification.select().count()) == (0, 0)
    assert CalendarImport.get_by_id(calendar_import.id).applied_at is None


def test_placed_file_is_gone_and_is_not_placed_twice(cast: Cast):
    calendar_import = received(cast, whole_day(3))
    part = Part(cast.school.id)
    apply_import(cast.ingrid, calendar_import, ALL, [part], is_told=False)

    for one in (CalendarImport.get(), calendar_import):  # as it is now, and as a second tap still saw it
        with pytest.raises(Refused, match="already_applied"):
            apply_import(cast.ingrid, one, ALL, [part], is_told=True)

    assert (Event.select().count(), file_exists(calendar_import.file), told()) == (1, False, [])


def test_file_that_nobody_placed_goes_after_a_week(cast: Cast):
    old, new = received(cast, whole_day(3)), received(cast, whole_day(4))
    CalendarImport.update(created_at=clock.now() - timedelta(days=8)).where(CalendarImport.id == old.id).execute()

    forget_old_imports()

    assert [row.id for row in CalendarImport.select()] == [new.id]
    assert (file_exists(old.file), file_exists(new.file)) == (False, True)


@pytest.mark.committed
def test_two_files_with_the_same_event_at_once_make_it_once(app, cast: Cast):
    waiting = [received(cast, whole_day(3)), received(cast, whole_day(3))]

    def place_one() -> int:
        try:
            return apply_import(cast.ingrid, waiting.pop(), ALL, [Part(cast.school.id)], is_told=False).total()
        except Refused:
            return 0

    at_once(app, place_one, people=2)

    assert Event.select().count() == 1


def sent(*parts: str) -> dict[str, object]:
    return {"file": (BytesIO(calendar_of(*parts)), "jaar.ics")}


def test_office_chooses_a_file_looks_and_places_it(cast: Cast, browser_of):
    browser = browser_of(cast.ingrid)
    made = browser.post("/calendar/imports", data=sent(whole_day(3), whole_day(-9, uid="2", title="Oud")))

    page = browser.get(made.headers["Location"]).text
    placed = browser.post(made.headers["Location"], data={"pick": "0", "audience": f"unit-{cast.school.id}"})

    assert made.status_code == 303
    assert [sentence in page for sentence in ("Nieuw (1)", "Is al geweest (1)", "Sportdag")] == [True] * 3
    assert (placed.status_code, [event.title for event in Event.select()]) == (303, ["Sportdag"])


def test_choice_without_an_audience_comes_back_with_what_was_ticked(cast: Cast, browser_of):
    browser = browser_of(cast.ingrid)
    place = browser.post("/calendar/imports", data=sent(whole_day(3), whole_day(4, uid="2"))).headers["Location"]

    answer = browser.post(place, data={"pick": "1", "is_told": "y"})

    assert (answer.status_code, "Kies voor wie dit is." in answer.text) == (422, True)
    assert ('value="1" checked' in answer.text, 'value="0" checked' in answer.text) == (True, False)
    assert (Event.select().count(), told()) == (0, [])


HOSTILE = {
    "nothing": (b"", "Kies eerst een bestand."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "Dit is geen agendabestand."),
    "deep": ((HEAD + "BEGIN:VEVENT\r\n" * 20_000).encode(), "Dit is geen agendabestand."),
    "many": (calendar_of(*(vevent(uid=str(number)) for number in range(501))), "meer dan 500"),
    "empty": (calendar_of(), "niets voor de agenda"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_calendar_is_answered_with_why_and_not_kept(cast: Cast, browser_of, name: str):
    data, sentence = HOSTILE[name]

    answer = browser_of(cast.ingrid).post("/calendar/imports", data={"file": (BytesIO(data), "x.ics")})

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert CalendarImport.select().count() == 0


def test_file_that_is_too_large_is_not_even_read(cast: Cast):
    with pytest.raises(Refused, match="file_too_large"):
        receive_calendar(cast.ingrid, cast.school, "jaar.ics", calendar_of(whole_day(3)) + b" " * LARGEST)

    assert CalendarImport.select().count() == 0


def test_hostile_text_is_shown_as_text(cast: Cast, browser_of):
    browser = browser_of(cast.ingrid)
    evil = whole_day(3, "LOCATION:<img src=x onerror=alert(1)>", title="<script>EVIL</script>{{ 7*7 }}")

    page = browser.get(browser.post("/calendar/imports", data=sent(evil)).headers["Location"]).text

    assert ("<script>EVIL" in page, "<img src=x" in page, "{{ 7*7 }}" in page) == (False, False, True)


@pytest.mark.parametrize(("name", "status"), [("ingrid", 200), ("peter", 404), ("joris", 404), ("marieke", 404)])
def test_file_is_there_for_who_sent_it(cast: Cast, browser_of, name: str, status: int):
    calendar_import = received(cast, whole_day(3))
    browser = browser_of(getattr(cast, name))

    answers = [
        browser.get(f"/calendar/imports/{calendar_import.id}").status_code,
        *(browser.post(f"/calendar/imports/{calendar_import.id}{path}").status_code for path in ("", "/removal")),
    ]

    assert answers == ([200, 422, 303] if status == 200 else [404] * 3)
    assert CalendarImport.select().count() == (0 if status == 200 else 1)


def test_unit_of_another_school_cannot_be_chosen(cast: Cast, browser_of):
    make_staff(cast.ingrid, "office", cast.bso)
    data = sent(whole_day(3)) | {"unit": cast.other_school.id}

    answer = browser_of(cast.ingrid).post("/calendar/imports", data=data)

    assert (answer.status_code, CalendarImport.select().count()) == (422, 0)


def test_preview_asks_the_same_of_the_database_however_much_is_in_it(cast: Cast, browser_of):
    browser, counts = browser_of(cast.ingrid), []
    browser.get("/calendar")
    for number in (1, 3):
        days = [whole_day(day, uid=f"{number}-{day}") for day in range(1, number + 1)]
        place(cast, *days)
        calendar_import = received(cast, *(whole_day(day, "LOCATION:Hier", uid=f"{number}-{day}") for day in range(4)))
        with count_queries() as counter:
            browser.get(f"/calendar/imports/{calendar_import.id}")
        counts.append(counter.count)

    assert counts[0] == counts[1] <= 10
