from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from benchmarks.make_school_file import school_edexml
from webapp.demo.make_files import COUNTED_ON, FOLDER, files

CAST = {
    ("Noor", "de", "Vries"): (date(2020, 3, 14), "G3"),
    ("Daan", "de", "Vries"): (date(2017, 5, 2), "G6"),
    ("Mees", "", "Bakker"): (date(2019, 1, 22), "G4"),
    ("Yara", "el", "Idrissi"): (date(2018, 2, 9), "G5"),
    ("Sem", "van den", "Berg"): (date(2020, 6, 30), "G3"),
}


@pytest.fixture
def demo(read):
    return {name: read(Path(FOLDER / name).read_bytes()) for name in ("kindcentrum.xml", "bso.csv", "other_school.xml")}


def whole_name(person):
    return person.given_name, person.infix, person.surname


def test_the_files_are_as_the_script_makes_them():
    assert {name: (FOLDER / name).read_bytes() for name in files()} == files()


def test_the_files_have_no_mistakes_and_the_right_size(demo):
    sizes = {name: (len(file.groups), len(file.pupils), len(file.teachers)) for name, file in demo.items()}

    assert sizes == {"kindcentrum.xml": (9, 180, 12), "bso.csv": (3, 60, 0), "other_school.xml": (3, 40, 3)}
    assert [file.mistakes for file in demo.values()] == [[], [], []]


def test_the_standing_cast_is_there_and_nobody_is_called_like_them(demo):
    given_names = {name[0] for name in CAST}
    found = {
        whole_name(pupil): (pupil.birthdate, pupil.group_key)
        for pupil in demo["kindcentrum.xml"].pupils
        if pupil.given_name in given_names
    }
    lottes = [
        (whole_name(pupil), pupil.group_key)
        for file in demo.values()
        for pupil in file.pupils
        if pupil.given_name == "Lotte"
    ]

    assert found == CAST
    assert lottes == [(("Lotte", "", "Jansen"), "K5")]


def test_the_teachers_of_the_cast_have_their_groups(demo):
    teachers = {t.email: (whole_name(t), t.group_keys) for t in demo["kindcentrum.xml"].teachers}

    assert teachers["joris@notenboom.example"] == (("Joris", "", "Smit"), ("G3",))
    assert teachers["fatima@notenboom.example"] == (("Fatima", "", "Yilmaz"), ("G6",))
    assert teachers["eline@notenboom.example"] == (("Eline", "van den", "Berg"), ("G7",))


def test_fifty_children_of_the_after_school_care_are_in_the_school_and_only_noor_of_the_cast(demo):
    school = {(whole_name(pupil), pupil.birthdate) for pupil in demo["kindcentrum.xml"].pupils}
    care = {(whole_name(pupil), pupil.birthdate): pupil.group_key for pupil in demo["bso.csv"].pupils}

    assert len(school & care.keys()) == 50
    assert {name: group for (name, _), group in care.items() if name in CAST} == {("Noor", "de", "Vries"): "~eekhoorns"}


def test_children_are_as_old_as_their_group(demo):
    school = demo["kindcentrum.xml"]
    years = {group.key: group.year for group in school.groups}
    ages = Counter(
        (COUNTED_ON - pupil.birthdate).days // 365.2425 - int(years[pupil.group_key]) for pupil in school.pupils
    )

    assert set(ages) == {3, 4}
    assert ages[3] > 10 * ages[4]


def test_a_made_school_has_what_was_asked_and_is_made_the_same_again(read):
    file = read(school_edexml(pupils=120, groups=10, seed=7))

    assert (len(file.pupils), len(file.groups), len(file.teachers), file.mistakes) == (120, 10, 10, [])
    assert school_edexml(pupils=120, groups=10, seed=7) == school_edexml(pupils=120, groups=10, seed=7)
