"""Whatever comes in, the answer is a file or a reason: never another error."""

import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.schools.school_file.contents import SchoolFile, UnreadableFile
from webapp.schools.school_file.phrases import MISTAKES, UNREADABLE, sentence

EDEXML = """<?xml version="1.0" encoding="UTF-8"?>
<EDEX><school><schooljaar>2026-2027</schooljaar></school>
<groepen><groep key="3"><naam>Groep 3</naam><jaargroep>3</jaargroep></groep></groepen>
<leerlingen><leerling key="1"><achternaam>Vries</achternaam><voorvoegsel>de</voorvoegsel><roepnaam>Zoë</roepnaam>
<geboortedatum>2020-03-14</geboortedatum><groep key="3"/></leerling></leerlingen>
<leerkrachten><leerkracht key="L"><achternaam>Smit</achternaam><roepnaam>Jo</roepnaam>
<emailadres>j@a.example</emailadres><groepen><groep key="3"/></groepen></leerkracht></leerkrachten></EDEX>""".encode()
CSV = b"Nummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Groep\n1;Noor;de;Vries;14-03-2020;3\n2;Sem;;Berg;;3\n"


def xlsx() -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for line in CSV.decode().splitlines():
        book.active.append(line.split(";"))
    book.save(data)
    return data.getvalue()


FILES = {"edexml": EDEXML, "csv": CSV, "xlsx": xlsx()}
PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [b"<", b"&", b'"', b";", b"\n", b"\0", b"<leerling>", b"</EDEX>", b"<!DOCTYPE x>", b"\xff", b"\xc3"]
    ),
)


def changed(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in changes:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + length :]
    return data


def is_answered(read, data: bytes) -> bool:
    try:
        file = read(data)
    except UnreadableFile as refused:
        return bool(sentence(refused.code, refused.values))
    return isinstance(file, SchoolFile) and all(sentence(mistake.code, mistake.values) for mistake in file.mistakes)


fixture_is_stateless = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@fixture_is_stateless
@given(data=st.binary(max_size=2_000))
def test_random_bytes_get_an_answer(read, data):
    assert is_answered(read, data)


@fixture_is_stateless
@given(
    text=st.text(max_size=500), heading=st.sampled_from(["", "Naam;Groep\n", "Roepnaam,Achternaam,Groep\n", "<EDEX>"])
)
def test_random_text_gets_an_answer(read, text, heading):
    assert is_answered(read, (heading + text).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("kind", FILES)
@fixture_is_stateless
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), min_size=1, max_size=6))
def test_a_damaged_file_gets_an_answer(read, kind, changes):
    assert is_answered(read, changed(FILES[kind], changes))


@pytest.mark.parametrize("kind", FILES)
def test_the_file_that_is_damaged_was_good(read, kind):
    assert read(FILES[kind]).mistakes == []


def test_no_two_reasons_have_one_name():
    assert MISTAKES.keys() & UNREADABLE.keys() == set()
