"""Makes the demo school's files again: `python -m webapp.demo.make_files`. The same seed gives the same children."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from random import Random

from webapp.demo.edexml_writing import Group, Pupil, School, Teacher, edexml
from webapp.demo.names import Name, new_names

SEED = 2026
FOLDER = Path(__file__).parent
SCHOOL_YEAR = "2026-2027"
COUNTED_ON = date(2026, 10, 1)

NUTS = ("Eikels", "Kastanjes", "Beukennootjes", "Hazelnoten", "Walnoten", "Amandelen", "Pecannoten", "Kokosnoten")
GROUP_SIZES = (22, 23, 22, 23, 22, 23, 22, 23)  # 180 together
PLUS_GROUP = Group("PLUS", "Plusgroep")

# The standing cast: the people of the tests and of the tour. tests/cast.py tells who they are to each other.
CAST = {
    3: ((Name("Noor", "de", "Vries"), date(2020, 3, 14)), (Name("Sem", "van den", "Berg"), date(2020, 6, 30))),
    4: ((Name("Mees", "", "Bakker"), date(2019, 1, 22)),),
    5: ((Name("Yara", "el", "Idrissi"), date(2018, 2, 9)),),
    6: ((Name("Daan", "de", "Vries"), date(2017, 5, 2)),),
}
LOTTE = (Name("Lotte", "", "Jansen"), date(2018, 4, 17))
TEACHERS = (  # name, groups
    (Name("Marijke", "", "Hoekstra"), "1"),
    (Name("Anouk", "", "Dekker"), "2"),
    (Name("Joris", "", "Smit"), "3"),
    (Name("Ruben", "", "Pinas"), "4"),
    (Name("Sanne", "de", "Boer"), "5"),
    (Name("Fatima", "", "Yilmaz"), "6"),
    (Name("Eline", "van den", "Berg"), "7"),
    (Name("Willem", "", "Kuipers"), "8"),
    (Name("Hanna", "", "Wiśniewska"), "1 2"),
    (Name("Thijs", "", "Veenstra"), "4 5"),
    (Name("Loes", "van", "Dijk"), "8 PLUS"),
    (Name("Karim", "", "Bouzid"), "3 4 5 6 7 8"),
)
OTHER_TEACHERS = (
    (Name("Greet", "", "Postma"), "1"),
    (Name("Ömer", "", "Aydın"), "5"),
    (Name("Ilse", "van der", "Linden"), "8"),
)
CARE_GROUPS = (("Eekhoorns", range(1, 4), 22), ("Uilen", range(4, 6), 18), ("Vossen", range(6, 9), 10))
CARE_ONLY = 10  # children of the after-school care who go to another school
CARE_HEADINGS = ("Kindnummer", "Roepnaam", "Tussenvoegsel", "Achternaam", "Geboortedatum", "Groep")
SURNAMES_OF_THE_CAST = {"Vries", "Berg", "Bakker", "Idrissi", "Jansen"}


def birthdate_in(random: Random, year: int) -> date:
    """Who is in group 3 was six on the first of October, a few (who did a year twice) seven."""
    age = year + 3 + (random.random() < 0.06)
    return COUNTED_ON.replace(year=COUNTED_ON.year - age) - timedelta(days=random.randrange(365))


def strangers(random: Random, count: int, taken: set[Name]) -> list[Name]:
    """Names that nobody in the cast bears, so that who is family stays plain."""
    names: list[Name] = []
    while len(names) < count:
        names += [name for name in new_names(random, 1, taken) if name.surname not in SURNAMES_OF_THE_CAST]
    return names


def class_list(random: Random, year: int, size: int, taken: set[Name]) -> list[tuple[Name, date]]:
    known = CAST.get(year, ())
    others = [(name, birthdate_in(random, year)) for name in strangers(random, size - len(known), taken)]
    return sorted([*known, *others], key=lambda child: (child[0].surname, child[0].given_name))


def kindcentrum(random: Random, taken: set[Name]) -> School:
    school = School("Kindcentrum De Notenboom", "99ZZ", SCHOOL_YEAR, COUNTED_ON)
    groups = {str(year): Group(f"G{year}", f"Groep {year} – {nut}", str(year)) for year, nut in enumerate(NUTS, 1)}
    for year, size in enumerate(GROUP_SIZES, 1):
        children = class_list(random, year, size, taken)
        plus = set(random.sample(range(size), 4)) if year >= 6 else set()
        for place, (name, birthdate) in enumerate(children):
            plus_groups = (PLUS_GROUP,) if place in plus and name.surname not in SURNAMES_OF_THE_CAST else ()
            key = str(10_001 + len(school.pupils))
            school.pupils.append(Pupil(key, name, birthdate, groups[str(year)], str(year), plus_groups))
    school.groups = [*groups.values(), PLUS_GROUP]
    school.teachers = teachers(TEACHERS, {**groups, "PLUS": PLUS_GROUP}, "notenboom.example")
    return school


def other_school(random: Random, taken: set[Name]) -> School:
    school = School("Basisschool Het Kompas", "99YY", SCHOOL_YEAR, COUNTED_ON)
    groups = {
        "1": Group("K12", "Groep 1/2 – Noord", "C"),
        "5": Group("K5", "Groep 5 – Oost", "5"),
        "8": Group("K8", "Groep 8 – West", "8"),
    }
    for group, years, size in (("1", (1, 2), 14), ("5", (5,), 12), ("8", (8,), 13)):
        for place, name in enumerate(strangers(random, size, taken)):
            year = years[place % len(years)]
            key = str(20_001 + len(school.pupils))
            school.pupils.append(Pupil(key, name, birthdate_in(random, year), groups[group], str(year)))
    school.pupils.append(Pupil("20040", *LOTTE, groups["5"], "5"))
    school.groups = list(groups.values())
    school.teachers = teachers(OTHER_TEACHERS, groups, "kompas.example")
    return school


def teachers(staff: tuple[tuple[Name, str], ...], groups: dict[str, Group], domain: str) -> list[Teacher]:
    return [
        Teacher(
            f"L{number:02}",
            name,
            f"{name.given_name.lower().replace('ö', 'o')}@{domain}",
            tuple(groups[key] for key in keys.split()),
        )
        for number, (name, keys) in enumerate(staff, 1)
    ]


def after_school_care(random: Random, school: School, taken: set[Name]) -> list[tuple[str, ...]]:
    """Fifty children of the school, Noor among them and no other of the cast, and ten from elsewhere."""
    rows = []
    for group, years, count in CARE_GROUPS:
        candidates = [
            (pupil.name, pupil.birthdate)
            for pupil in school.pupils
            if int(pupil.year) in years and pupil.name.surname not in SURNAMES_OF_THE_CAST
        ]
        children = random.sample(candidates, count)
        if group == "Eekhoorns":
            children[0] = CAST[3][0]
            children += [(name, birthdate_in(random, 2)) for name in strangers(random, CARE_ONLY, taken)]
        rows += [(name, birthdate, group) for name, birthdate in sorted(children, key=lambda c: c[0].surname)]
    return [
        (str(4_001 + place), *name, f"{birthdate:%d-%m-%Y}", group)
        for place, (name, birthdate, group) in enumerate(rows)
    ]


def semicolon_csv(rows: list[tuple[str, ...]]) -> bytes:
    """As Excel on a Dutch computer writes «CSV UTF-8»."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([CARE_HEADINGS, *rows])
    return text.getvalue().encode("utf-8-sig")


def files() -> dict[str, bytes]:
    random = Random(SEED)  # noqa: S311 (names, not secrets)
    taken = {name for children in CAST.values() for name, _ in children} | {LOTTE[0]}
    school = kindcentrum(random, taken)
    care = after_school_care(random, school, taken)
    return {
        "kindcentrum.xml": edexml(school),
        "bso.csv": semicolon_csv(care),
        "other_school.xml": edexml(other_school(random, taken)),
    }


if __name__ == "__main__":
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
