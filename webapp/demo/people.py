"""The people of the demo school; the tests' standing cast are the same."""

from typing import Any, NamedTuple

PASSWORD = "een fiets bij de kastanje"  # noqa: S105 - of the demo school only; printed at its start

SCHOOL, CARE, OTHER = "De Notenboom", "BSO De Notenkraker", "Het Kompas"


class DemoPerson(NamedTuple):
    """Somebody whom a visitor can sign in as: what they are there, in one line."""

    name: str
    email: str
    who: str


class DemoUnit(NamedTuple):
    """A unit, and the file that its administration exported."""

    name: str
    kind: str
    brin: str
    colour: str
    phone: str
    email: str
    file: str

    def settings(self) -> dict[str, Any]:
        return {name: value for name, value in self._asdict().items() if name != "file"}


class Employee(NamedTuple):
    """Somebody who works at a unit (none for the administrator) and has an account."""

    name: str
    email: str
    role: str
    unit: str = ""


class Family(NamedTuple):
    """Guardians (name and address) and the full names of their children."""

    guardians: tuple[tuple[str, str], ...]
    children: tuple[str, ...]
    is_separated: bool = False

    def household(self, guardian: str) -> str:
        """Two homes have two names."""
        return guardian.split()[-1] if self.is_separated else self.guardians[0][0].split()[-1]


PEOPLE = (
    DemoPerson("Marieke de Vries", "marieke@ouders.example", "moeder van Noor (groep 3 en BSO) en Daan (groep 6)"),
    DemoPerson("Sanne Bakker", "sanne@ouders.example", "moeder van Mees (groep 4), gescheiden van Tom"),
    DemoPerson("Tom Visser", "tom@ouders.example", "vader van Mees (groep 4)"),
    DemoPerson("Wouter Jansen", "wouter@ouders.example", "vader van Lotte, op een andere school"),
    DemoPerson("Joris Smit", "joris@notenboom.example", "leerkracht van groep 3"),
    DemoPerson("Eline van den Berg", "eline@notenboom.example", "leerkracht van groep 7 en moeder van Sem (groep 3)"),
    DemoPerson("Ingrid Mulder", "ingrid@notenboom.example", "administratie van De Notenboom"),
    DemoPerson("Peter Hofman", "peter@notenboom.example", "directeur van De Notenboom"),
    DemoPerson("Bram Postma", "bram@notenkraker.example", "locatieleider van de BSO"),
    DemoPerson("Anouk Dekker", "anouk@bestuur.example", "beheerder van het portaal"),
)

UNITS = (
    DemoUnit(SCHOOL, "school", "99ZZ", "#0f766e", "0591234567", "info@notenboom.example", "kindcentrum.xml"),
    DemoUnit(CARE, "bso", "", "#c2410c", "0591234568", "bso@notenkraker.example", "bso.csv"),
    DemoUnit(OTHER, "school", "99YY", "#1d4ed8", "0591765432", "info@kompas.example", "other_school.xml"),
)

STAFF = (
    Employee("Anouk Dekker", "anouk@bestuur.example", "admin"),
    Employee("Peter Hofman", "peter@notenboom.example", "director", SCHOOL),
    Employee("Ingrid Mulder", "ingrid@notenboom.example", "office", SCHOOL),
    Employee("Bram Postma", "bram@notenkraker.example", "director", CARE),
    Employee("Wilma Bouma", "directie@kompas.example", "director", OTHER),
    Employee("Marijke Hoekstra", "marijke@notenboom.example", "teacher", SCHOOL),
    Employee("Joris Smit", "joris@notenboom.example", "teacher", SCHOOL),
    Employee("Ruben Pinas", "ruben@notenboom.example", "teacher", SCHOOL),
    Employee("Sanne de Boer", "sanne@notenboom.example", "teacher", SCHOOL),
    Employee("Fatima Yilmaz", "fatima@notenboom.example", "teacher", SCHOOL),
    Employee("Eline van den Berg", "eline@notenboom.example", "teacher", SCHOOL),
    Employee("Willem Kuipers", "willem@notenboom.example", "teacher", SCHOOL),
    Employee("Ömer Aydın", "omer@kompas.example", "teacher", OTHER),
)

FAMILIES = (
    Family((("Marieke de Vries", "marieke@ouders.example"),), ("Noor de Vries", "Daan de Vries")),
    Family(
        (("Sanne Bakker", "sanne@ouders.example"), ("Tom Visser", "tom@ouders.example")),
        ("Mees Bakker",),
        is_separated=True,
    ),
    Family((("Karima el Idrissi", "karima@ouders.example"),), ("Yara el Idrissi",)),
    Family((("Eline van den Berg", "eline@notenboom.example"),), ("Sem van den Berg",)),
    Family((("Wouter Jansen", "wouter@ouders.example"),), ("Lotte Jansen",)),
)


def welcome_text(site_address: str) -> str:
    """What the terminal shows when the demo school is open."""
    width = max(len(person.email) for person in PEOPLE)
    people = "\n".join(f"  {person.email:<{width}}  {person.who}" for person in PEOPLE)
    return f"""
Log in as one of these, with the password: {PASSWORD}
{people}

Mail arrives at {site_address}/dev/mailbox"""
