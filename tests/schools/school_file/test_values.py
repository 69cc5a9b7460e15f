from datetime import date, datetime

import pytest

from webapp.schools.school_file.values import (
    WrongValue,
    clean_name,
    clean_text,
    date_of,
    read_birthdate,
    read_email,
    read_year,
    shown,
    split_full_name,
    split_surname,
)

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  Noor ", "Noor"),
        ("van\t den \n Berg", "van den Berg"),
        ("Zoe\u0308", "Zoë"),
        ("Anne\u00a0Fleur", "Anne Fleur"),
        ("", ""),
    ],
)
def test_a_name_is_composed_and_single_spaced(written, read):
    assert clean_name(written) == read


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x85", "\u200b", "\u202e", "\u2066", "\ufeff", "\ue000"])
def test_a_name_with_a_hidden_character_is_refused(hidden):
    with pytest.raises(WrongValue) as refused:
        clean_name(f"No{hidden}or")

    assert (refused.value.code, refused.value.values) == ("control_characters", {})


@pytest.mark.parametrize("written", ["?ahin", "Wi\ufffdniewska"])
def test_a_name_that_lost_a_letter_is_refused(written):
    with pytest.raises(WrongValue) as refused:
        clean_name(written)

    assert refused.value.code == "lost_letters"


def test_a_text_may_have_two_hundred_characters_and_no_more():
    assert clean_text("a" * 200) == "a" * 200

    with pytest.raises(WrongValue) as refused:
        clean_text("a" * 201)
    assert (refused.value.code, refused.value.values) == ("text_too_long", {"limit": "200"})


@pytest.mark.parametrize(
    "written",
    [
        "2020-03-14",
        "14-03-2020",
        "14-3-2020",
        "14/03/2020",
        "14.03.2020",
        " 14-03-2020 ",
        "14-03-2020 00:00:00",
        "2020-03-14T00:00:00",
        "2020-03-14+01:00",
        "2020-03-14Z",
        "43904",
        43904,
        43904.0,
        date(2020, 3, 14),
        datetime(2020, 3, 14, 0, 0),  # noqa: DTZ001 (as Excel gives it)
    ],
)
def test_a_day_is_read_however_it_is_written(written):
    assert date_of(written) == date(2020, 3, 14)


@pytest.mark.parametrize(
    "written", ["14-03-20", "03/14/2020", "2020-13-14", "31-02-2020", "14 maart", "12345", "14-03/2020"]
)
def test_a_day_that_is_not_plain_is_not_guessed(written):
    assert date_of(written) is None


@pytest.mark.parametrize(
    ("written", "code"),
    [("14-03-20", "bad_date"), ("02-10-2026", "date_in_future"), ("31-12-2004", "date_too_long_ago")],
)
def test_a_birthdate_that_cannot_be_a_pupils_is_refused(written, code):
    with pytest.raises(WrongValue) as refused:
        read_birthdate(written, TODAY)

    assert refused.value.code == code


def test_a_birthdate_may_be_today_or_left_out():
    assert read_birthdate("01-10-2026", TODAY) == TODAY
    assert read_birthdate("", TODAY) is None
    assert read_birthdate(None, TODAY) is None


@pytest.mark.parametrize("address", ["joris@notenboom.example", "j.smit+groep3@mail.notenboom.example", ""])
def test_an_address_is_read(address):
    assert read_email(f" {address} ") == address


@pytest.mark.parametrize(
    "address", ["joris", "joris@", "@notenboom.example", "j smit@a.example", "a@b", "a@b.nl, c@d.nl"]
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(WrongValue) as refused:
        read_email(address)

    assert (refused.value.code, refused.value.values) == ("bad_email", {"value": address})


@pytest.mark.parametrize(
    ("written", "year"), [("3", "3"), ("03", "3"), (" 8 ", "8"), ("0", ""), ("9", ""), ("C", ""), ("", ""), ("S", "")]
)
def test_a_year_is_one_of_the_eight_of_primary_school(written, year):
    assert read_year(written) == year


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Bakker, Fleur de", ("Fleur", "de", "Bakker")),
        ("Fleur de Bakker", ("Fleur", "de", "Bakker")),
        ("Berg, van den, Sem", ("Sem", "van den", "Berg")),
        ("van den Berg, Sem", ("Sem", "van den", "Berg")),
        ("Berg van den, Sem", ("Sem", "van den", "Berg")),
        ("Sem van 't Hof", ("Sem", "van 't", "Hof")),
        ("Sem Van Den Berg", ("Sem", "Van Den", "Berg")),
        ("Yara el Idrissi", ("Yara", "el", "Idrissi")),
        ("Anne Fleur Bakker", ("Anne Fleur", "", "Bakker")),
        ("Noor Bosch-Meijer", ("Noor", "", "Bosch-Meijer")),
        ("Noor", ("Noor", "", "")),
        ("Noor de", ("Noor", "", "de")),
        ("Al Amin", ("Al", "", "Amin")),
        ("Bakker,", ("", "", "Bakker")),
        ("", ("", "", "")),
    ],
)
def test_a_whole_name_is_split_into_given_name_infix_and_surname(written, name):
    assert split_full_name(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [("Vries, de", ("de", "Vries")), ("Vries", ("", "Vries")), ("Vries, Noor", ("", "Vries, Noor")), (",", ("", ","))],
)
def test_an_infix_behind_a_surname_is_taken_off(written, name):
    assert split_surname(written) == name


def test_what_a_sentence_repeats_is_short_and_visible():
    assert shown("a" * 100) == "a" * 59 + "…"
    assert shown("a\u202eb\x00c\n d") == "a b c d"
