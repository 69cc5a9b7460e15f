"""The only clock, and days and moments as people say them."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest
from flask_babel import force_locale

from webapp.core import clock
from webapp.core.forms import strip
from webapp.core.htmx import dom_id
from webapp.core.i18n import day, full_week_day, hour, moment, month_name, named_day, week_day

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_time_stands_still_when_frozen_and_goes_on_after():
    with clock.frozen_at(MONDAY):
        with clock.frozen_at(datetime(2020, 1, 1, tzinfo=UTC)):
            inner = clock.now()
        outer = clock.now()

    assert (inner, outer) == (datetime(2020, 1, 1, tzinfo=UTC), MONDAY)
    assert (clock.now().tzinfo, clock.now() <= clock.now()) == (UTC, True)


@pytest.mark.parametrize(
    ("moment_in_utc", "at_school"),
    [
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 1, 1, 22, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 23, 0, tzinfo=UTC), date(2026, 1, 2)),
    ],
)
def test_day_begins_at_midnight_at_school_in_summer_and_winter(moment_in_utc, at_school):
    with clock.frozen_at(moment_in_utc):
        assert clock.today() == at_school


@pytest.mark.parametrize(
    ("at_school", "in_utc"),
    [
        ((date(2026, 7, 1), time(8, 30)), datetime(2026, 7, 1, 6, 30, tzinfo=UTC)),
        ((date(2026, 1, 1), time(8, 30)), datetime(2026, 1, 1, 7, 30, tzinfo=UTC)),
    ],
)
def test_clock_of_the_school_tells_the_moment(at_school, in_utc):
    assert clock.at(*at_school) == in_utc


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (date(2026, 11, 23), "vandaag", None),
        (date(2026, 11, 22), "gisteren", None),
        (date(2026, 11, 24), "di 24 nov", "Tue 24 Nov"),
        (date(2026, 11, 21), "za 21 nov", "Sat 21 Nov"),
        (date(2026, 1, 1), "do 1 jan", "Thu 1 Jan"),
        (date(2025, 11, 24), "ma 24 nov 2025", "Mon 24 Nov 2025"),
        (date(2027, 1, 1), "vr 1 jan 2027", "Fri 1 Jan 2027"),
    ],
)
def test_day_is_said_as_people_do(app, transaction, value, dutch, english):
    with clock.frozen_at(MONDAY), app.test_request_context():
        with force_locale("nl"):
            in_dutch = day(value)
        with force_locale("en"):
            in_english = day(value)

    assert (in_dutch, english in (None, in_english)) == (dutch, True)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2026, 11, 23, 7, 14, tzinfo=UTC), "vandaag 08:14"),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "vandaag 00:30"),
        (datetime(2026, 11, 22, 22, 30, tzinfo=UTC), "gisteren 23:30"),
        (datetime(2026, 7, 1, 13, 30, tzinfo=UTC), "wo 1 jul 15:30"),
    ],
)
def test_moment_is_said_in_the_time_of_the_school(app, transaction, value, words):
    with clock.frozen_at(MONDAY), app.test_request_context(), force_locale("nl"):
        assert moment(value) == words


def test_month_week_day_and_hour_are_said_short(app, transaction):
    with app.test_request_context(), force_locale("nl"):
        said = (
            month_name(date(2026, 11, 24)),
            week_day(date(2026, 11, 24)),
            hour(datetime(2026, 7, 1, 6, 52, tzinfo=UTC)),
        )

    assert said == ("november 2026", "di", "08:52")


def test_day_that_is_read_on_another_day_is_named_and_has_its_weekday_on_paper(app, transaction):
    with clock.frozen_at(MONDAY), app.test_request_context(), force_locale("nl"):
        said = named_day(date(2026, 11, 23)), named_day(date(2027, 1, 19)), full_week_day(date(2026, 12, 15))

    assert said == ("ma 23 nov", "di 19 jan 2027", "dinsdag 15 december 2026")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Noor  de\tVries ", "Noor de Vries"),
        ("No\x00or\u200b\u202e", "Noor"),
        ("É. 🐿️", "É. 🐿️"),
        ("", ""),
        (None, None),
    ],
)
def test_line_loses_what_no_keyboard_types(typed, kept):
    assert strip(typed) == kept


def test_row_has_an_id_on_the_page():
    class Post(SimpleNamespace):
        pass

    assert (dom_id(Post(id=7)), dom_id(Post(id=7), "seen")) == ("post-7", "seen-post-7")
