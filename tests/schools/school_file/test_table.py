import io
from datetime import date, datetime

import openpyxl
import pytest

from webapp.schools.school_file.contents import FileGroup, FilePupil, Mistake
from webapp.schools.school_file.reading import headings_and_sample
from webapp.schools.school_file.table import FIELDS, REQUIRED_FIELDS, guess_mapping

HEADINGS = ["Kindnummer", "Roepnaam", "Tussenvoegsel", "Achternaam", "Geboortedatum", "Groep"]
ROWS = [
    ["1", "Noor", "de", "Vries", "14-03-2020", "Eekhoorns"],
    ["2", "Zoë", "", "Bakker", "02-05-2017", "Uilen"],
]
NOOR = FilePupil("1", "Noor", "de", "Vries", date(2020, 3, 14), "~eekhoorns", (), 2)
ZOE = FilePupil("2", "Zoë", "", "Bakker", date(2017, 5, 2), "~uilen", (), 3)


def csv(*rows: list[str], separator: str = ";", newline: str = "\r\n") -> str:
    return newline.join(separator.join(row) for row in rows) + newline


def xlsx(*rows: list[object], before=None) -> bytes:
    book = openpyxl.Workbook()
    if before:
        before(book)
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_each_separator_and_line_end_gives_the_same_children(read, separator, newline):
    file = read(csv(HEADINGS, *ROWS, separator=separator, newline=newline).encode())

    assert (file.kind, file.pupils, file.mistakes) == ("csv", [NOOR, ZOE], [])
    assert file.groups == [
        FileGroup("~eekhoorns", "Eekhoorns", "", is_combined=False, line=2),
        FileGroup("~uilen", "Uilen", "", is_combined=False, line=3),
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"])
def test_each_encoding_of_an_office_gives_the_same_names(read, codec):
    file = read(csv(HEADINGS, *ROWS).encode(codec))

    assert file.pupils == [NOOR, ZOE]


def test_excels_own_separator_line_is_followed(read):
    file = read(("sep=,\r\n" + csv(HEADINGS, ROWS[0], separator=",")).encode())

    assert [(pupil.given_name, pupil.line) for pupil in file.pupils] == [("Noor", 3)]


def test_headings_may_come_after_a_title(read):
    file = read(("Leerlingenlijst De Notenboom;;\r\n\r\n" + csv(HEADINGS, ROWS[0])).encode())

    assert [(pupil.given_name, pupil.line) for pupil in file.pupils] == [("Noor", 4)]


def test_a_quoted_cell_may_hold_the_separator_and_a_line_end(read):
    file = read(b'Roepnaam,Achternaam,Groep\n"Noor","Vries, de","Groep\n3"\nSem,Bakker,Uilen\n')

    assert [(p.infix, p.surname, p.group_key, p.line) for p in file.pupils] == [
        ("de", "Vries", "~groep 3", 2),
        ("", "Bakker", "~uilen", 4),
    ]


def test_one_column_of_names_is_split(read):
    file = read(b"Naam;Groep\nVries, Noor de;3\nSem van den Berg;3\n")

    assert [(p.given_name, p.infix, p.surname) for p in file.pupils] == [
        ("Noor", "de", "Vries"),
        ("Sem", "van den", "Berg"),
    ]


def test_a_child_without_a_number_gets_the_same_key_each_time(read):
    first = read(b"Roepnaam;Achternaam;Groep;Geboortedatum\nNoor;Vries;3;14-03-2020\nSem;Berg;3;\n")
    again = read(b"Geboortedatum;Roepnaam;Achternaam;Groep\n;Sem;Berg;4\n2020-03-14;NOOR;Vries;4\n")

    assert [pupil.key for pupil in first.pupils] == [pupil.key for pupil in again.pupils][::-1]
    assert [len(pupil.key) for pupil in first.pupils] == [21, 21]


def test_two_who_cannot_be_told_apart_are_a_mistake(read):
    file = read(b"Roepnaam;Achternaam;Groep\nNoor;Vries;3\nSem;Berg;3\nNoor;Vries;4\n")

    assert [pupil.given_name for pupil in file.pupils] == ["Noor", "Sem"]
    assert file.mistakes[0].line == 4
    assert file.mistakes[0].code == "duplicate_pupil"
    assert file.mistakes[0].values["first_line"] == "2"


def test_a_group_has_a_year_when_all_its_children_have_the_same(read):
    file = read(b"Roepnaam;Achternaam;Groep;Jaargroep\nA;B;Eik;3\nC;D;eik;3\nE;F;Beuk;3\nG;H;Beuk;4\n")

    assert [(group.name, group.year) for group in file.groups] == [("Eik", "3"), ("Beuk", "")]
    assert file.mistakes == []


def test_a_cell_too_many_is_a_mistake(read):
    file = read(b"Roepnaam;Achternaam;Groep\nNoor;Vries;3;x\nSem;Berg;3;;\n")

    assert file.mistakes == [Mistake(2, "too_many_cells", {})]


def test_a_workbook_is_read_with_its_own_numbers_and_dates(read):
    file = read(
        xlsx(
            HEADINGS,
            [1, "Noor", "de", "Vries", datetime(2020, 3, 14), "Eekhoorns"],  # noqa: DTZ001
            [None] * 6,
            [2.0, "Zoë", None, "Bakker", 42857, "Uilen"],
        )
    )

    assert (file.kind, file.mistakes) == ("xlsx", [])
    assert [(p.key, p.given_name, p.birthdate, p.line) for p in file.pupils] == [
        ("1", "Noor", date(2020, 3, 14), 2),
        ("2", "Zoë", date(2017, 5, 2), 4),
    ]


def test_the_sheet_with_children_is_found_and_a_hidden_one_is_not(read):
    def other_sheets(book):
        book.create_sheet("Uitleg").append(["Zo gebruikt u", "dit bestand"])
        hidden = book.create_sheet("Oud", 0)
        for row in (HEADINGS, ["9", "Oud", "", "Geheim", "01-01-2015", "Weg"]):
            hidden.append(row)
        hidden.sheet_state = "hidden"
        book.active = 1

    file = read(xlsx(HEADINGS, *ROWS, before=other_sheets))

    assert file.pupils == [NOOR, ZOE]


def test_a_formula_is_not_read_as_a_name(read):
    file = read(xlsx(["Roepnaam", "Achternaam", "Groep"], ['=HYPERLINK("http://x")', "Vries", "3"]))

    assert file.pupils[0].given_name == ""
    assert [(mistake.line, mistake.code) for mistake in file.mistakes] == [(2, "missing_given_name")]


def test_columns_are_matched_by_hand(read):
    file = read(b"A;B;C\nNoor;Vries;3\n", mapping={"A": "given_name", "B": "surname", "C": "group", "D": "key"})

    assert [(p.given_name, p.surname, p.group_key) for p in file.pupils] == [("Noor", "Vries", "~3")]


@pytest.mark.parametrize(
    ("headings", "mapping"),
    [
        (HEADINGS, dict(zip(HEADINGS, ("key", "given_name", "infix", "surname", "birthdate", "group"), strict=True))),
        (["Naam", "Klas"], {"Naam": "full_name", "Klas": "group"}),
        (["Voornamen", "Roepnaam", "Achternaam"], {"Roepnaam": "given_name", "Achternaam": "surname"}),
        (["Leerling", "Voornaam", "Achternaam"], {"Voornaam": "given_name", "Achternaam": "surname"}),
        (
            ["Geb. datum", "LEERJAAR", "stam-groep"],
            {"Geb. datum": "birthdate", "LEERJAAR": "year", "stam-groep": "group"},
        ),
        (["BSN", "Onderwijsnummer", "Kleur"], {}),
    ],
)
def test_headings_say_what_they_hold(headings, mapping):
    assert guess_mapping(headings) == mapping
    assert set(mapping.values()) <= set(FIELDS)
    assert set(REQUIRED_FIELDS) <= set(FIELDS)


def test_the_matching_screen_sees_five_rows_and_no_citizen_number(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("BSN;Naam;;Naam\n" + "123456782;Noor de Vries;x;3\n" * 7)

    headings, sample = headings_and_sample(path)

    assert headings == ["Naam", "(3)", "Naam (2)"]
    assert sample == [["Noor de Vries", "x", "3"]] * 5


def test_edexml_needs_no_matching(tmp_path):
    path = tmp_path / "school.xml"
    path.write_text("<EDEX/>")

    assert headings_and_sample(path) == ([], [])


def test_a_citizen_number_cannot_be_matched_by_hand(read):
    file = read(
        b"BSN;Roepnaam;Achternaam;Groep\n123456782;Noor;Vries;3\n",
        mapping={"BSN": "key", "Roepnaam": "given_name", "Achternaam": "surname", "Groep": "group"},
    )

    assert "123456782" not in repr(file)


def test_progress_is_told_in_rows_and_not_too_often(read):
    told = []
    rows = [[str(n), "Noor", "", "Vries", "", "3"] for n in range(1_000)]

    read(csv(HEADINGS, *rows).encode(), progress=lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert told[-1] == (1002, 1002)
    assert len(told) <= 50
