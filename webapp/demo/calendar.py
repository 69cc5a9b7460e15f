"""What stands in the calendar of the demo school: this week, the weeks that come, and what is each week."""

from datetime import date, timedelta
from typing import NamedTuple

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.demo.people import CARE, SCHOOL
from webapp.school_calendar.actions.events import place_event
from webapp.school_calendar.actions.sign_up_tasks import add_task
from webapp.school_calendar.rules.events import Timing
from webapp.schools.models import Group, Unit
from webapp.schools.rules.audiences import Part


class DemoEvent(NamedTuple):
    """An event, so many weeks from now, on which day of the week (Monday is 0)."""

    author: str
    unit: str
    groups: tuple[str, ...]
    weeks: int
    week_day: int
    title: str
    text: str = ""
    place: str = ""
    starts_at: str = ""
    ends_at: str = ""
    days: int = 1
    repeats_weeks: int = 0
    asks: str = ""  # what three parents can help with


EVENTS = (
    DemoEvent(
        "joris@notenboom.example", SCHOOL, ("Groep 3",), -1, 1, "Gym", "Denkt u aan gymschoenen?", "De Sporthal",
        "10:15", "11:15", repeats_weeks=20,
    ),
    DemoEvent(
        "fatima@notenboom.example", SCHOOL, ("Groep 6",), -1, 3, "Zwemmen", "Zwemkleding en een handdoek mee.",
        "Zwembad De Dolfijn", "13:00", "14:00", repeats_weeks=20,
    ),
    DemoEvent(
        "ingrid@notenboom.example", SCHOOL, (), 0, 4, "Sint op school", "De Sint komt om half negen op het plein.",
        "Schoolplein", "08:30", "12:00",
    ),
    DemoEvent(
        "ingrid@notenboom.example", SCHOOL, (), 1, 2, "Luizencontrole", "", "", "08:45", "10:00",
    ),
    DemoEvent(
        "joris@notenboom.example", SCHOOL, ("Groep 3",), 1, 3, "Naar het bos",
        "We gaan met de bus. Laarzen aan, drinken mee.", "Het Asserbos", "09:00", "13:30",
        asks="Meelopen in het bos",
    ),
    DemoEvent(
        "ingrid@notenboom.example", SCHOOL, (), 3, 3, "Kerstdiner", "Elk kind neemt iets mee.", "In de klas",
        "17:00", "18:30",
    ),
    DemoEvent("bram@notenkraker.example", CARE, (), 2, 4, "Pepernoten bakken", "", "De keuken", "15:30", "17:00"),
    DemoEvent("ingrid@notenboom.example", SCHOOL, ("Groep 8",), 9, 0, "Kamp groep 8", "", "Norg", days=3),
)  # fmt: skip


def fill_calendar() -> None:
    """Events of each kind. Nobody is told of what was placed weeks ago."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    for number, event in enumerate(EVENTS):
        place_demo_event(event, monday, f"demo-event-{number}")


def place_demo_event(event: DemoEvent, monday: date, key: str) -> None:
    unit = Unit.get(Unit.name == event.unit)
    groups = Group.select().where(Group.unit == unit)
    wanted = [
        group
        for group in groups
        if any(group.name.startswith(f"{name} ") or group.name == name for name in event.groups)
    ]
    first = monday + timedelta(weeks=event.weeks, days=event.week_day)
    until = first + timedelta(weeks=event.repeats_weeks) if event.repeats_weeks else None
    timing = Timing(first, first + timedelta(days=event.days - 1), event.starts_at, event.ends_at, until)
    author = Person.get(Person.email == event.author)
    placed = place_event(
        author, event.title, timing,
        [Part(unit.id, group.id) for group in wanted] or [Part(unit.id)], key,
        text=event.text, place=event.place, is_told=False,
    )  # fmt: skip
    if event.asks:
        add_task(author, placed, event.asks, 3)
