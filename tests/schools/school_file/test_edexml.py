from datetime import date

import pytest

from webapp.schools.school_file.contents import FileGroup, FilePupil, FileTeacher, Mistake

SCHOOL = """<?xml version="1.0" encoding="{encoding}"?>
<EDEX>
<school><schooljaar>2026-2027</schooljaar><brincode>99ZZ</brincode><schoolnaam>De Notenboom</schoolnaam></school>
<groepen>
<groep key="3"><naam>Groep 3 – Zoë</naam><jaargroep>3</jaargroep></groep>
<samengestelde_groep key="P"><naam>Plusgroep</naam></samengestelde_groep>
</groepen>
<leerlingen>
<leerling key="1"><achternaam>Vries</achternaam><voorvoegsel>de</voorvoegsel><roepnaam>Noor</roepnaam>
<geboortedatum>2020-03-14</geboortedatum><geslacht>2</geslacht><jaargroep>3</jaargroep><groep key="3"/>
<samengestelde_groepen><samengestelde_groep key="P"/></samengestelde_groepen><bsn>123456782</bsn></leerling>
</leerlingen>
<leerkrachten>
<leerkracht key="L1"><achternaam>Smit</achternaam><roepnaam>Joris</roepnaam>
<emailadres>joris@notenboom.example</emailadres>
<groepen><groep key="3"/><samengestelde_groep key="P"/></groepen></leerkracht>
</leerkrachten>
</EDEX>
"""
NOOR = FilePupil("1", "Noor", "de", "Vries", date(2020, 3, 14), "3", ("P",), 9)


def school(encoding: str = "UTF-8") -> str:
    return SCHOOL.format(encoding=encoding)


def pupils(*lines: str, groups: str = '<groep key="3"><naam>Groep 3</naam><jaargroep>3</jaargroep></groep>') -> bytes:
    """A file in which the first pupil stands on line 4."""
    return "\n".join(
        ["<EDEX>", f"<groepen>{groups}</groepen>", "<leerlingen>", *lines, "</leerlingen></EDEX>"]
    ).encode()


def test_everything_a_portal_needs_is_read(read):
    file = read(school().encode())

    assert (file.kind, file.school_name, file.brin, file.school_year) == ("edexml", "De Notenboom", "99ZZ", "2026-2027")
    assert file.groups == [
        FileGroup("3", "Groep 3 – Zoë", "3", is_combined=False, line=5),
        FileGroup("P", "Plusgroep", "", is_combined=True, line=6),
    ]
    assert file.pupils == [NOOR]
    assert file.teachers == [FileTeacher("L1", "Joris", "", "Smit", "joris@notenboom.example", ("3", "P"), 14)]
    assert file.mistakes == []


def test_a_citizen_number_is_never_held(read):
    file = read(school().encode())

    assert "123456782" not in repr(file)


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
    ],
)
def test_each_encoding_gives_the_same_names(read, encoding, codec):
    file = read(school(encoding).encode(codec))

    assert (file.groups[0].name, file.pupils) == ("Groep 3 – Zoë", [NOOR])


def test_an_older_encoding_is_read_as_declared(read):
    file = read(school("ISO-8859-9").replace("–", "-").replace("Noor", "Şevval").encode("iso-8859-9"))

    assert file.pupils[0].given_name == "Şevval"


def test_a_prefix_another_order_and_unknown_elements_change_nothing(read):
    file = read(
        b"""<e:EDEX xmlns:e="urn:edex"><e:leerlingen>
        <e:leerling key="1" eckid="x"><e:nieuw><e:roepnaam>Anders</e:roepnaam></e:nieuw><e:groep key="3"/>
        <e:roepnaam>Noor</e:roepnaam><e:voorvoegsel>de</e:voorvoegsel><e:achternaam>Vries</e:achternaam></e:leerling>
        </e:leerlingen><e:groepen><e:toevoegingen><e:naam>X</e:naam></e:toevoegingen>
        <e:groep key="3"><e:jaargroep>3</e:jaargroep><e:naam>Groep 3</e:naam></e:groep></e:groepen></e:EDEX>"""
    )

    assert file.pupils == [FilePupil("1", "Noor", "de", "Vries", None, "3", (), 2)]
    assert file.groups == [FileGroup("3", "Groep 3", "3", is_combined=False, line=5)]
    assert file.mistakes == []


def test_who_left_the_school_is_passed_over(read):
    file = read(
        pupils(
            '<leerling key="1"><achternaam>Vries</achternaam><roepnaam>Noor</roepnaam><groep key="3"/></leerling>',
            '<leerling key="2"><achternaam>Oud</achternaam><roepnaam>Jo</roepnaam><jaargroep>H</jaargroep></leerling>',
        )
    )

    assert [pupil.key for pupil in file.pupils] == ["1"]
    assert file.mistakes == []


def test_a_combination_group_has_no_year_of_its_own(read):
    file = read(
        pupils(
            '<leerling key="1"><achternaam>V</achternaam><roepnaam>N</roepnaam>',
            '<jaargroep>3</jaargroep><groep key="34"/></leerling>',
            groups='<groep key="34"><naam>Groep 3/4</naam><jaargroep>C</jaargroep></groep>',
        )
    )

    assert (file.groups[0].year, file.pupils[0].group_key) == ("", "34")


def test_without_a_name_to_be_called_by_the_first_first_name_is_taken(read):
    file = read(
        pupils(
            '<leerling key="1"><achternaam>Assati</achternaam>',
            '<voornamen>Ismaël Hassan</voornamen><groep key="3"/></leerling>',
        )
    )

    assert file.pupils[0].given_name == "Ismaël"


def test_a_key_that_holds_for_one_file_only_is_replaced_by_one_that_lasts(read):
    first = (
        '<leerling key="#{key}"><achternaam>V</achternaam><roepnaam>Noor</roepnaam><groep key="#{group}"/></leerling>'
    )
    group = '<groep key="#{group}"><naam>Groep 3</naam><jaargroep>3</jaargroep></groep>'

    today = read(pupils(first.format(key=1, group=8), groups=group.format(group=8)))
    next_week = read(pupils(first.format(key=5, group=9), groups=group.format(group=9)))

    assert today.pupils == next_week.pupils
    assert today.groups == next_week.groups
    assert today.pupils[0].group_key == today.groups[0].key
    assert today.mistakes == []


def test_who_has_a_mistake_stays_in_as_far_as_can_be_read(read):
    file = read(
        pupils(
            '<leerling key="1"><achternaam>Vries</achternaam>',
            '<geboortedatum>ooit</geboortedatum><groep key="9"/></leerling>',
        )
    )

    assert file.pupils == [FilePupil("1", "", "", "Vries", None, "", (), 4)]
    assert file.mistakes == [
        Mistake(4, "missing_given_name", {"name": "Vries"}),
        Mistake(4, "bad_date", {"field": "birthdate", "name": "Vries", "value": "ooit"}),
        Mistake(4, "unknown_group", {"group": "9", "name": "Vries"}),
    ]


def test_mistakes_are_counted_up_to_five_hundred(read):
    file = read(pupils(*[f'<leerling key="{n}"><roepnaam>N</roepnaam><groep key="3"/></leerling>' for n in range(600)]))

    assert [mistake.line for mistake in file.mistakes] == [*range(4, 504), None]
    assert file.mistakes[-1] == Mistake(None, "too_many_mistakes", {"limit": "500"})


def test_progress_is_told_in_bytes_and_not_too_often(read):
    told = []
    line = '<leerling key="{n}"><achternaam>Vries</achternaam><roepnaam>Noor</roepnaam><groep key="3"/></leerling>'
    data = pupils(*[line.format(n=n) for n in range(40_000)])

    read(data, progress=lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert told[-1] == (len(data), len(data))
    assert len(told) <= 50
