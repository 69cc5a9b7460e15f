"""The people of the demo school whom a visitor can sign in as; the tests' standing cast are the same."""

from typing import NamedTuple

PASSWORD = "een fiets bij de kastanje"  # noqa: S105 - of the demo school only; printed at its start


class DemoPerson(NamedTuple):
    """Somebody of the demo school: what they are there, in one line."""

    name: str
    email: str
    who: str


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


def welcome_text(site_address: str) -> str:
    """What the terminal shows when the demo school is open."""
    width = max(len(person.email) for person in PEOPLE)
    people = "\n".join(f"  {person.email:<{width}}  {person.who}" for person in PEOPLE)
    return f"\nLog in as one of these, with the password: {PASSWORD}\n{people}\n\nMail arrives at {site_address}/dev/mailbox"
