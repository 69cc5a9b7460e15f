"""Makes an EDEXML file of any size, the same for the same seed.

python -m benchmarks.make_school_file --pupils 10000 --groups 400 --seed 1 big.xml
"""

import argparse
from datetime import date, timedelta
from pathlib import Path
from random import Random

from webapp.demo.edexml_writing import Group, Pupil, School, Teacher, edexml
from webapp.demo.names import new_names

COUNTED_ON = date(2026, 10, 1)


def school_edexml(pupils: int, groups: int, seed: int = 1) -> bytes:
    """A school of so many pupils over so many groups, with all that a large administration sends along."""
    random = Random(seed)
    years = [str(1 + place * 8 // groups) for place in range(groups)]
    school = School("Grote school", "99ZZ", "2026-2027", COUNTED_ON)
    school.groups = [Group(f"G{place}", f"Groep {year}-{place}", year) for place, year in enumerate(years)]
    school.pupils = [
        Pupil(
            key=f"{100_000 + place}",
            name=name,
            birthdate=birthdate_in(random, int(group.year)),
            group=group,
            year=group.year,
            more=surplus(random),
        )
        for place, name in enumerate(new_names(random, pupils, set()))
        for group in [school.groups[place % groups]]
    ]
    school.teachers = [
        Teacher(f"L{place}", name, f"leerkracht{place}@school.example", (group,))
        for place, (name, group) in enumerate(zip(new_names(random, groups, set()), school.groups, strict=True))
    ]
    return edexml(school)


def birthdate_in(random: Random, year: int) -> date:
    return COUNTED_ON.replace(year=COUNTED_ON.year - year - 3) - timedelta(days=random.randrange(365))


def surplus(random: Random) -> tuple[tuple[str, str], ...]:
    return (
        ("gebruikersnaam", f"leerling{random.randrange(10**9)}"),
        ("land", "NL"),
        ("bsn_ondwnr-4", f"{random.randrange(10_000):04}"),
        ("postcodenl", f"{random.randrange(1000, 9999)}AB"),
        ("instroomdatum", "2024-08-19"),
        ("mutatiedatum", "2026-09-07T08:47:34"),
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--pupils", type=int, default=10_000)
    arguments.add_argument("--groups", type=int, default=400)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    chosen.file.write_bytes(school_edexml(chosen.pupils, chosen.groups, chosen.seed))


if __name__ == "__main__":
    main()
