"""The feed page against the hello page of the same server, and at 100 times the posts."""

import random
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.portals import cookie_of, empty_portal, free_port, get, in_turns, machine, served
from webapp.accounts.models import Person
from webapp.core.db import db
from webapp.news.models import Audience, Post, Seen
from webapp.schools.models import Child, Enrolment, Group, Guardianship, Link, Unit

PARENTS, GROUPS, POSTS = 1_500, 60, 3_000
GROWTH = 100
BEGAN = datetime(2026, 8, 1, tzinfo=UTC)


def fill() -> Person:
    """A board with three schools of twenty groups and 1,500 parents; returns a mother of two in two groups."""
    with db.atomic():
        units = [Unit.create(name=f"School {number}", kind="school") for number in range(3)]
        groups = [Group.create(unit=units[n % 3], key=str(n), name=f"Groep {n}") for n in range(GROUPS)]
        for number in range(PARENTS):
            person = Person.create(
                name=f"Ouder {number}", email=f"ouder{number}@example.org", created_at=BEGAN, activated_at=BEGAN
            )
            for group in (groups[number % GROUPS], groups[(number + 3) % GROUPS]):
                child = Child.create(given_name=f"Kind {number}", surname="Jansen")
                Enrolment.create(child=child, group=group, starts_on=BEGAN.date())
                guardianship = Guardianship.create(child=child, person=person, starts_on=BEGAN.date())
                Link.create(guardianship=guardianship, unit=group.unit_id, made_at=BEGAN, approved_at=BEGAN)
    return Person.get(Person.email == "ouder7@example.org")


def write_posts(first: int, last: int) -> None:
    """Posts by the thousand: a third for a whole school, the others for a group; each seen by ten."""
    chance = random.Random(first)
    groups = dict(Group.select(Group.id, Group.unit_id).tuples())
    body = "<p>Morgen gaan we naar het bos. Neem laarzen en een extra trui mee.</p><p>Groet, de leerkracht</p>"
    for start in range(first, last, 1_000):
        numbers = range(start, min(last, start + 1_000))
        with db.atomic():
            Post.insert_many(
                [
                    {
                        "id": n + 1,
                        "author": n % PARENTS + 1,
                        "title": f"Bericht {n}",
                        "body": body,
                        "published_at": BEGAN + timedelta(minutes=n),
                        "idempotency_key": str(n),
                    }
                    for n in numbers
                ]
            ).execute()
            rows = []
            for n in numbers:
                group = None if n % 3 == 0 else chance.choice(list(groups))
                unit = groups[group] if group else n % 9 // 3 + 1
                rows.append({"post": n + 1, "unit": unit, "group": group, "published_at": BEGAN + timedelta(minutes=n)})
            Audience.insert_many(rows).execute()
            readers = [
                {"post": n + 1, "person": (n * 7 + k) % PARENTS + 1, "at": BEGAN} for n in numbers for k in range(10)
            ]
            Seen.insert_many(readers).execute()
    db.execute_sql("ANALYZE")


def measure(folder: Path, cookie: str) -> dict[str, float]:
    with served(folder, free_port(), "benchmarks.hello:app") as connection:
        status, page, etag = get(connection, "/news", Cookie=cookie)
        assert (status, page.count(b"<article")) == (200, 20), (status, page[:500])
        assert get(connection, "/news", Cookie=cookie, If_None_Match=etag)[0] == 304
        works = works_of(connection, cookie, etag)
        return in_turns(works, rounds=7, times=60)


def works_of(connection: HTTPConnection, cookie: str, etag: str) -> dict:
    return {
        "hello": lambda: get(connection, "/hello"),
        "feed": lambda: get(connection, "/news", Cookie=cookie),
        "304": lambda: get(connection, "/news", Cookie=cookie, If_None_Match=etag),
        "newer": lambda: get(connection, "/news/newer?after=3", Cookie=cookie, HX_Request="true"),
    }


def main() -> None:
    with empty_portal() as (app, folder):
        person = fill()
        write_posts(0, POSTS)
        cookie = cookie_of(app, person)
        small = measure(folder, cookie)
        write_posts(POSTS, POSTS * GROWTH)
        large = measure(folder, cookie)
    print(f"{machine()}; {PARENTS:,} parents, {POSTS:,} and {POSTS * GROWTH:,} posts; one request at a time")
    for name in ("feed", "304", "newer"):
        print(
            f"{name:6} {small[name] * 1000:6.2f} ms = {small['hello'] / small[name]:.2f} of hello's speed"
            f"   at {GROWTH}×: {large[name] * 1000:6.2f} ms, {large[name] / small[name]:.2f}× the time"
        )


if __name__ == "__main__":
    main()
