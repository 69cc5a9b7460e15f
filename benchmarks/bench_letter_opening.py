"""A letter about a child, opened by a parent: through web server, database and a real worker; the first after the
worker started, the next ones, and one that was opened before; against the hello page of the same server."""

from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.portals import cookie_of, empty_portal, free_port, get, machine, served, worker
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.documents.actions.letters import issue_letter
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Link, Unit

LETTERS = 20
DAY = date(2026, 11, 24)


def fill() -> tuple[Person, list[str]]:
    """A mother of one child, and the numbers of letters about it."""
    now = clock.now()
    unit = Unit.create(name="De Notenboom", kind="school", phone="+31591234567", email="info@notenboom.example")
    group = Group.create(unit=unit, key="3", name="Groep 3")
    child = Child.create(given_name="Noor", infix="de", surname="Vries")
    Enrolment.create(child=child, group=group, starts_on=date(2026, 8, 1))
    person = Person.create(name="Marieke de Vries", email="m@ouders.example", created_at=now, activated_at=now)
    guardianship = Guardianship.create(child=child, person=person, starts_on=date(2026, 8, 1))
    Link.create(guardianship=guardianship, unit=unit, made_at=now, approved_at=now)
    facts = {
        "child": child.name, "groups": group.name, "is_illness": True,
        "first_day": DAY, "last_day": None, "starts_at": "", "ends_at": "",
        "reported_by": person.name, "reported_at": now, "source": "portal", "summary": [],
    }  # fmt: skip
    letters = [issue_letter("absence/confirmation", unit, child, f"x-{n}", facts) for n in range(LETTERS)]
    return person, [letter.number for letter in letters]


def measure(folder: Path, cookie: str, numbers: list[str]) -> dict[str, float]:
    with served(folder, free_port(), "benchmarks.hello:app") as connection, worker({"DATA_FOLDER": str(folder)}):

        def opened(number: str) -> float:
            began = perf_counter()
            status, body, _etag = get(connection, f"/letters/{number}.pdf", Cookie=cookie)
            assert (status, body[:5]) == (200, b"%PDF-"), status
            return perf_counter() - began

        def hello() -> float:
            began = perf_counter()
            get(connection, "/hello")
            return perf_counter() - began

        return {
            "first": opened(numbers[0]),
            "next": median(opened(number) for number in numbers[1:]),
            "again": median(opened(number) for number in numbers),
            "hello": median(hello() for _ in range(LETTERS)),
        }


def main() -> None:
    with empty_portal() as (app, folder):
        person, numbers = fill()
        taken = measure(folder, cookie_of(app, person), numbers)
    print(machine())
    print(f"first letter after the worker started: {taken['first']:.2f} s")
    print(f"the next: {taken['next'] * 1000:.0f} ms = {taken['next'] / taken['first']:.2f} of the first")
    print(f"opened before: {taken['again'] * 1000:.1f} ms = {taken['again'] / taken['hello']:.1f}× the hello page")


if __name__ == "__main__":
    main()
