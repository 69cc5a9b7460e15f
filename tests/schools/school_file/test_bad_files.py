"""Files as they really come in, and as somebody with bad intentions makes them: what is told of each, and where."""

import io
import struct
import zipfile

import openpyxl
import pytest

from webapp.schools.school_file.contents import UnreadableFile
from webapp.schools.school_file.kinds import MAX_BYTES
from webapp.schools.school_file.phrases import sentence

GROUP = '<groep key="3"><naam>Groep 3</naam><jaargroep>3</jaargroep></groep>'
NOOR = '<leerling key="1"><achternaam>Vries</achternaam><roepnaam>Noor</roepnaam><groep key="3"/></leerling>'
SEM = '<leerling key="2"><achternaam>Berg</achternaam><roepnaam>Sem</roepnaam><groep key="3"/></leerling>'
JORIS = '<leerkracht key="L1"><achternaam>Smit</achternaam><roepnaam>Joris</roepnaam>{}</leerkracht>'
SHEET = "xl/worksheets/sheet1.xml"


def edex(*pupils: str, groups: str = GROUP, teachers: str = "", head: str = "") -> bytes:
    """A file in which the groups stand on line 2, the first pupil on line 4, the teachers after the last pupil."""
    lines = [f"{head}<EDEX>", f"<groepen>{groups}</groepen>", "<leerlingen>", *pupils, "</leerlingen>"]
    return "\n".join([*lines, f"<leerkrachten>{teachers}</leerkrachten>", "</EDEX>"]).encode()


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def changed_workbook(name: str, old: bytes, new: bytes) -> bytes:
    """A good workbook of which one member is written over."""
    with zipfile.ZipFile(io.BytesIO(workbook(["Roepnaam", "Achternaam", "Groep"], ["Noor", "Vries", "3"]))) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    assert old in members[name]
    return packed({**members, name: members[name].replace(old, new, 1)})


def encrypted_zip() -> bytes:
    data = bytearray(workbook(["Roepnaam"]))
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(signature)
        while at >= 0:
            struct.pack_into("<H", data, at + place, 1)
            at = data.find(signature, at + 4)
    return bytes(data)


def old_office(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(64)


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n'
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'

UNREADABLE = {
    "nothing": (b"", "empty_file", None),
    "only blank lines": (b"\xef\xbb\xbf \r\n\t\n", "empty_file", None),
    "only zeros": (bytes(5_000), "empty_file", None),
    "more than 20 MB": (b"a" * (MAX_BYTES + 1), "too_large", None),
    "a pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "not_a_school_file", None),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_a_school_file", None),
    "a photo": (b"\xff\xd8\xff\xe0\0\x10JFIF", "not_a_school_file", None),
    "an archive": (packed({"leerlingen.csv": b"a;b"}), "not_a_school_file", None),
    "a Word file": (packed({"word/document.xml": b"<w/>"}), "not_a_school_file", None),
    "an old Word file": (old_office("WordDocument"), "not_a_school_file", None),
    "a LibreOffice file": (packed({"mimetype": b"application/vnd.oasis"}), "not_a_school_file", None),
    "a web page": (b"<!DOCTYPE html>\n<html><table>", "not_a_school_file", None),
    "a web page named .xls": (b'\xef\xbb\xbf\n<html xmlns:x="urn:x"><body>', "not_a_school_file", None),
    "random bytes": (bytes(range(256)) * 40, "not_a_school_file", None),
    "a table with a zero byte": (b"Roepnaam;Achternaam;Groep\nNo\0or;Vries;3\n", "not_a_school_file", None),
    "an old Excel file": (old_office("Workbook"), "old_excel", None),
    "a workbook with a password": (old_office("EncryptedPackage"), "encrypted_xlsx", None),
    "a packed workbook with a password": (encrypted_zip(), "encrypted_xlsx", None),
    "half a workbook": (workbook(["Roepnaam"])[:-400], "broken_xlsx", None),
    "a workbook without its sheets": (packed({"xl/workbook.xml": b"<w/>"}), "broken_xlsx", None),
    "a workbook with a broken sheet": (changed_workbook(SHEET, b"</row>", b"</rows>"), "broken_xlsx", None),
    "a workbook with entities": (
        changed_workbook(SHEET, b"<worksheet", LAUGHS.encode() + b"<worksheet"),
        "forbidden_xml",
        None,
    ),
    "a bomb in a workbook": (packed({"xl/workbook.xml": bytes(30_000_000)}), "zip_bomb", None),
    "a workbook of 2,000 pieces": (
        packed({f"xl/{n}": b"" for n in range(2_000)} | {"xl/workbook.xml": b""}),
        "zip_bomb",
        None,
    ),
    "a workbook with an endless row": (
        changed_workbook(SHEET, b"</row>", b"".join(b"<c><v>%d</v></c>" % (n * n) for n in range(200_000)) + b"</row>"),
        "zip_bomb",
        None,
    ),
    "an empty workbook": (workbook(), "no_headings", None),
    "a workbook without names": (workbook(["Kleur", "Groep"], ["rood", "3"]), "missing_columns", None),
    "half an EDEXML": (edex(NOOR, SEM)[:150], "truncated", 4),
    "half a letter": ("<EDEX>\n<school>ë".encode()[:-1], "truncated", 2),
    "only a declaration": (b'<?xml version="1.0"?>\n', "truncated", 2),
    "a tag not closed": (edex(NOOR.replace("</roepnaam>", "</naam>")), "bad_xml", 4),
    "a loose ampersand": (edex(NOOR, SEM.replace("Berg", "Berg & Zn")), "bad_xml", 5),
    "two roots": (edex(NOOR) + b"\n<EDEX/>", "bad_xml", 8),
    "a zero byte in EDEXML": (edex(NOOR.replace("Noor", "No\0or")), "bad_xml", 4),
    "text in front": (b"\n" + edex(NOOR, head='<?xml version="1.0"?>'), "bad_xml", 2),
    "Windows letters, said to be UTF-8": (edex(NOOR, SEM).replace(b"Sem", b"S\xebm"), "wrong_encoding", 5),
    "UTF-8, said to be Windows": (
        edex(NOOR, SEM.replace("Sem", "Sëm"), head='<?xml version="1.0" encoding="windows-1252"?>'),
        "wrong_encoding",
        5,
    ),
    "one byte, said to be UTF-16": (edex(NOOR, head='<?xml version="1.0" encoding="utf-16"?>'), "wrong_encoding", 1),
    "UTF-16, said to be UTF-8": (
        edex(NOOR, head='<?xml version="1.0" encoding="utf-8"?>').decode().encode("utf-16"),
        "wrong_encoding",
        1,
    ),
    "an encoding nobody knows": (edex(NOOR, head='<?xml version="1.0" encoding="ebcdic-7"?>'), "wrong_encoding", 1),
    "entities": (edex(NOOR.replace("Noor", "&b;"), head=LAUGHS), "forbidden_xml", 1),
    "a file from outside": (edex(NOOR.replace("Noor", "&x;"), head=OUTSIDE), "forbidden_xml", 2),
    "a document type": (edex(NOOR, head='<!DOCTYPE EDEX SYSTEM "http://evil.example/x.dtd">\n'), "forbidden_xml", 1),
    "another kind of XML": (b'<?xml version="1.0"?>\n<Workbook/>', "not_edexml", 2),
    "an XML of a thousand deep": (b"<EDEX>\n" + b"<a>" * 1_000, "too_deep", 2),
    "no pupils": (edex(), "no_pupils", None),
    "only who has left": (edex(NOOR.replace("<groep", "<jaargroep>H</jaargroep><groep")), "no_pupils", None),
    "headings only": (b"Roepnaam;Achternaam;Groep\n", "no_pupils", None),
    "a letter to parents": (b"Beste ouders,\n\nMaandag is de school dicht.\n", "no_headings", None),
    "one word": (b"hallo", "no_headings", None),
    "no group and no surname": (b"Roepnaam;Geboortedatum\nNoor;14-03-2020\n", "missing_columns", None),
    "two hundred columns too many": (b";".join([b"Groep"] * 401), "too_many_columns", 1),
    "a quote that stays open": (b'Roepnaam;Achternaam;Groep\nNoor;Vries;3\nSem;"Berg;3\n', "bad_csv", 3),
    "a quote within a name": (b'Roepnaam;Achternaam;Groep\n"Noor"tje;Vries;3\n', "bad_csv", 2),
    "a table in no known encoding": (
        b"Roepnaam;Achternaam;Groep\nSem;Berg;3\nNo\x81\x8d\x9dor;Vries;3\n",
        "wrong_encoding",
        3,
    ),
}

MISTAKES = {
    "two pupils with one key": (edex(NOOR, SEM.replace('key="2"', 'key="1"')), "duplicate_pupil_key", 5),
    "two pupils with one key on one line": (edex(NOOR + NOOR), "duplicate_pupil_key", 4),
    "two groups with one key": (edex(NOOR, groups=GROUP + "\n" + GROUP), "duplicate_group_key", 3),
    "two teachers with one key": (
        edex(NOOR, teachers=JORIS.format("") + "\n" + JORIS.format("")),
        "duplicate_teacher_key",
        7,
    ),
    "two teachers with one address": (
        edex(
            NOOR,
            teachers="\n".join(
                JORIS.replace("L1", key).format(f"<emailadres>{address}@a.example</emailadres>")
                for key, address in (("L1", "team"), ("L2", "Team"))
            ),
        ),
        "duplicate_email",
        7,
    ),
    "a group that is not there": (edex(NOOR.replace('groep key="3"', 'groep key="4"')), "unknown_group", 4),
    "a plus group that is not there": (
        edex(
            NOOR.replace(
                "</leerling>",
                '<samengestelde_groepen><samengestelde_groep key="P"/></samengestelde_groepen></leerling>',
            )
        ),
        "unknown_group",
        4,
    ),
    "a teacher of a group that is not there": (
        edex(NOOR, teachers=JORIS.format('<groepen><groep key="9"/></groepen>')),
        "unknown_group",
        6,
    ),
    "a pupil without a key": (edex(NOOR, SEM.replace(' key="2"', "")), "missing_key", 5),
    "a group without a key": (edex(NOOR, groups=GROUP + "\n<groep><naam>Groep 4</naam></groep>"), "missing_key", 3),
    "a teacher without a key": (edex(NOOR, teachers=JORIS.replace("L1", "").format("")), "missing_key", 6),
    "a group without a name": (edex(NOOR, groups=GROUP + '\n<groep key="4"/>'), "missing_group_name", 3),
    "no given name": (edex(NOOR.replace("Noor", " ")), "missing_given_name", 4),
    "no surname": (edex(NOOR, SEM.replace("<achternaam>Berg</achternaam>", "")), "missing_surname", 5),
    "no group": (edex(NOOR.replace('<groep key="3"/>', "")), "missing_group", 4),
    "a day that is none": (
        edex(NOOR.replace("<groep", "<geboortedatum>2020-02-30</geboortedatum><groep")),
        "bad_date",
        4,
    ),
    "a birthdate to come": (
        edex(NOOR.replace("<groep", "<geboortedatum>2027-02-03</geboortedatum><groep")),
        "date_in_future",
        4,
    ),
    "a birthdate of a parent": (
        edex(NOOR.replace("<groep", "<geboortedatum>1987-02-03</geboortedatum><groep")),
        "date_too_long_ago",
        4,
    ),
    "a name without end": (edex(NOOR, SEM.replace("Berg", "Berg" * 100_000)), "text_too_long", 5),
    "a name turned around": (edex(NOOR.replace("Noor", "No\u202eor")), "control_characters", 4),
    "a key with a hidden sign": (edex(NOOR.replace('key="1"', 'key="1\u200b"')), "control_characters", 4),
    "a lost letter": (edex(NOOR.replace("Noor", "?evval")), "lost_letters", 4),
    "half an address": (edex(NOOR, teachers=JORIS.format("<emailadres>joris</emailadres>")), "bad_email", 6),
    "a row without a name": (b"Roepnaam;Achternaam;Groep\nNoor;Vries;3\n;Berg;3\n", "missing_given_name", 3),
    "a row without a group": (b"Roepnaam;Achternaam;Groep\nNoor;Vries;\n", "missing_group", 2),
    "a year in two digits": (b"Roepnaam;Achternaam;Groep;Geboortedatum\nNoor;Vries;3;14-03-20\n", "bad_date", 2),
    "a row that slipped": (b"Roepnaam;Achternaam;Groep\nNoor;Vries;3\nSem;van den;Berg;3\n", "too_many_cells", 3),
    "the same child twice": (b"Roepnaam;Achternaam;Groep\nNoor;Vries;3\nnoor;vries;4\n", "duplicate_pupil", 3),
    "a bell in a group": (
        b"Roepnaam;Achternaam;Groep\nNoor;Vries;3\x07" + b"\nSem;Berg;3" * 30,
        "control_characters",
        2,
    ),
    "a number without end in a cell": (
        workbook(["Roepnaam", "Achternaam", "Groep"], ["N" * 300, "V", "3"]),
        "text_too_long",
        2,
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused_with_its_reason_and_line(read, name):
    data, code, line = UNREADABLE[name]

    with pytest.raises(UnreadableFile) as refused:
        read(data)

    assert (refused.value.code, refused.value.line) == (code, line)
    assert "{" not in sentence(code, refused.value.values)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line(read, name):
    data, code, line = MISTAKES[name]

    mistakes = read(data).mistakes

    assert (mistakes[0].code, mistakes[0].line) == (code, line)
    assert "{" not in sentence(code, mistakes[0].values)


def test_a_row_of_a_billion_is_not_filled_up(read):
    data = changed_workbook(SHEET, b'<row r="2"', b'<row r="1000000000"')

    with pytest.raises(UnreadableFile) as refused:
        read(data)

    assert refused.value.code == "no_pupils"


def test_what_a_sheet_says_of_its_size_is_not_believed(read):
    data = changed_workbook(SHEET, b'ref="A1:C2"', b'ref="A1:XFD1048576"')

    assert len(read(data).pupils) == 1


def test_more_pupils_than_any_board_has_are_refused(read):
    rows = b"".join(b"%d;N;V;3\n" % number for number in range(60_001))

    with pytest.raises(UnreadableFile) as refused:
        read(b"Nummer;Roepnaam;Achternaam;Groep\n" + rows)

    assert (refused.value.code, refused.value.line) == ("too_many_pupils", 60_002)


def test_one_tag_as_large_as_a_file_does_not_take_a_minute(read):
    data = b'<EDEX><school x="' + b"a" * (MAX_BYTES - 100) + b'"/></EDEX>'

    with pytest.raises(UnreadableFile) as refused:
        read(data)

    assert refused.value.code == "no_pupils"
