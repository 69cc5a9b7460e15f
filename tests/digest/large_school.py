"""Schools as large as one wants them, made in a second: families in groups, and a week of news and calendar."""

from datetime import date, datetime, time, timedelta

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import Table, db
from webapp.news.models import Audience, Post
from webapp.school_calendar.models import Event, EventAudience
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Link, Unit

BEGINNING = date(2026, 8, 1)
SATURDAY = date(2026, 11, 21)
GROUP_SIZE, GROUPS = 25, 24  # children in a group, groups of a school


@db.atomic()
def make_large_school(parents: int) -> None:
    """So many parents, two to a family; each second family has two children at school. Every school has eight posts and
    six events this week, every group three posts and two events, one of which repeats."""
    now = clock.at(BEGINNING, time(12))
    people = insert(Person, [person_row(number, now) for number in range(parents)])
    families = list(zip(people[::2], people[1::2], strict=True))
    homes = [family for number, family in enumerate(families) for _ in range(1 + number % 2)]
    children = insert(Child, [child_row(number) for number in range(len(homes))])
    groups = make_groups(len(children), now)
    insert(
        Enrolment,
        [
            {"child": child, "group": groups[number // GROUP_SIZE][0], "starts_on": BEGINNING}
            for number, child in enumerate(children)
        ],
    )
    kin = [
        (person, child, groups[number // GROUP_SIZE][1])
        for number, child in enumerate(children)
        for person in homes[number]
    ]
    rows = [{"person": person, "child": child, "starts_on": BEGINNING, "authority": "yes"} for person, child, _ in kin]
    ties = insert(Guardianship, rows)
    insert(
        Link,
        [
            {"guardianship": tie, "unit": unit, "made_at": now, "approved_at": now}
            for tie, (_person, _child, unit) in zip(ties, kin, strict=True)
        ],
    )


def insert(table: type[Table], rows: list[dict]) -> list[int]:
    """The numbers of these rows, now that they are there."""
    first = (table.select(table.id).order_by(table.id.desc()).limit(1).scalar() or 0) + 1
    numbered = [{"id": number, **row} for number, row in enumerate(rows, first)]
    for start in range(0, len(rows), 500):
        table.insert_many(numbered[start : start + 500]).execute()
    return [row["id"] for row in numbered]


def person_row(number: int, now: datetime) -> dict:
    return {
        "name": f"Ouder {number}",
        "email": f"ouder{number}@ouders.example",
        "language": "en" if number % 10 == 9 else "nl",
        "created_at": now,
        "activated_at": now,
    }


def child_row(number: int) -> dict:
    return {"given_name": f"Kind {number}", "surname": "Proef", "birthdate": date(2018, 1, 1)}


def make_groups(children: int, now: datetime) -> list[tuple[int, int]]:
    """Groups for so many children, each with its school."""
    count = -(-children // GROUP_SIZE)
    units = insert(Unit, [{"name": f"School {number}", "kind": "school"} for number in range(-(-count // GROUPS))])
    unit_of = [units[number // GROUPS] for number in range(count)]
    rows = [{"unit": unit, "key": str(number), "name": f"Groep {number}"} for number, unit in enumerate(unit_of)]
    groups = list(zip(insert(Group, rows), unit_of, strict=True))
    author = Person.select().order_by(Person.id).first()
    write_a_week(author.id, units, groups, now)
    return groups


def audiences(units: list[int], groups: list[tuple[int, int]], whole: int, each: int) -> list[tuple[int, int | None]]:
    """So many times each whole unit, and so many times each group with its unit."""
    wholes: list[tuple[int, int | None]] = [(unit, None) for unit in units for _ in range(whole)]
    return wholes + [(unit, group) for group, unit in groups for _ in range(each)]


def write_a_week(author: int, units: list[int], groups: list[tuple[int, int]], now: datetime) -> None:
    meant = [(unit, None) for unit in units for _ in range(8)] + [
        (unit, group) for group, unit in groups for _ in "123"
    ]
    told = [clock.at(SATURDAY - timedelta(days=1 + number % 6), time(9)) for number in range(len(meant))]
    posts = insert(
        Post,
        [
            {"author": author, "title": f"Bericht {number}", "body": "<p>Tekst</p>", "published_at": moment,
             "idempotency_key": f"large-{number}"}
            for number, moment in enumerate(told)
        ],
    )  # fmt: skip
    insert(
        Audience,
        [
            {"post": post, "unit": unit, "group": group, "published_at": moment}
            for post, (unit, group), moment in zip(posts, meant, told, strict=True)
        ],
    )
    meant = audiences(units, groups, 6, 2)
    rows = [event_row(number, author, now) for number in range(len(meant))]
    insert(
        EventAudience,
        [
            {"event": event, "unit": unit, "group": group}
            for event, (unit, group) in zip(insert(Event, rows), meant, strict=True)
        ],
    )


def event_row(number: int, author: int, now: datetime) -> dict:
    """Something next week; each second thing every week since summer."""
    repeats = number % 2 == 0
    day = (SATURDAY - timedelta(weeks=10) if repeats else SATURDAY) + timedelta(days=2 + number % 5)
    return {
        "author": author,
        "title": f"Afspraak {number}",
        "first_day": day,
        "last_day": day,
        "starts_at": "09:00",
        "repeats_until": date(2027, 6, 1) if repeats else None,
        "uid": f"large-{number}@test",
        "idempotency_key": f"large-{number}",
        "created_at": now,
        "changed_at": now,
    }
