"""Each route tried as each kind of person, against the table in `policies.csv`: closed unless the table says open.

The rows of De Notenboom stand in every address: group 3, Noor, her mother. What a cell says:
`yes` let in, `no` 404 as if it were not there, `sign in` sent to the sign-in page.
After adding a route, `KEEP_POLICIES=1 pytest tests/test_policies.py` writes the table as it is: read its changes.
"""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.browsers import client_with
from tests.cast import Cast
from tests.things import make_things
from webapp.accounts.actions.sessions import open_session
from webapp.core.db import db
from webapp.core.stores import Folder
from webapp.documents.actions import letters

pytestmark = pytest.mark.slow
TABLE = Path(__file__).with_name("policies.csv")
PEOPLE: dict[str, Callable[[Cast], object]] = {
    "stranger": lambda cast: None,
    "other school's parent": lambda cast: cast.wouter,
    "other family": lambda cast: cast.karima,
    "parent": lambda cast: cast.marieke,
    "teacher of another group": lambda cast: cast.eline,
    "teacher": lambda cast: cast.joris,
    "other unit's director": lambda cast: cast.bram,
    "office": lambda cast: cast.ingrid,
    "director": lambda cast: cast.peter,
    "admin": lambda cast: cast.anouk,
}
VERBS = ("GET", "POST")


def routes(app: Flask) -> list[tuple[str, str]]:
    found = {
        (str(rule), verb)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for verb in VERBS
        if verb in (rule.methods or ())
    }
    return sorted(found)


def address(rule: str, things: dict[str, object]) -> str:
    """The route with the things of De Notenboom in its place-holders; KeyError names a place-holder without a thing."""
    parts = []
    for part in rule.split("/"):
        if "<" in part:
            before, _, rest = part.partition("<")
            name, _, after = rest.partition(">")
            part = f"{before}{things[name.rpartition(':')[2]]}{after}"
        parts.append(part)
    return "/".join(parts)


def tried(client, verb: str, url: str) -> str:
    """What somebody finds at an address; whatever it changed is undone."""
    with db.atomic() as transaction:
        answer = client.open(url, method=verb, buffered=True)
        transaction.rollback()
    assert answer.status_code != 500, f"{verb} {url} fails"
    if answer.status_code in (302, 303) and "/sign-in" in answer.headers["Location"]:
        return "sign in"
    return "no" if answer.status_code == 404 else "yes"


def table_now(app: Flask, cast: Cast) -> list[dict[str, str]]:
    things = make_things(cast)
    rows = [{"route": rule, "verb": verb} for rule, verb in routes(app)]
    for who, find in PEOPLE.items():
        person = find(cast)
        token = open_session(person, "Test", (30, 12)) if person else ""
        for row in rows:
            client = client_with(app, token) if person else app.test_client()  # another may have signed out
            row[who] = tried(client, row["verb"], address(row["route"], things))
    return rows


def keep(rows: list[dict[str, str]]) -> None:
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["route", "verb", *PEOPLE], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_every_route_is_open_to_whom_the_table_says(app, cast, monkeypatch):
    limiter = app.extensions["limiter"]
    monkeypatch.setattr(next(iter(limiter)), "enabled", False)
    monkeypatch.setattr(Folder, "drop", lambda folder, name: None)  # rows come back when a change is undone, files not
    monkeypatch.setattr(letters, "PATIENCE", 0)  # no worker prints here
    found = table_now(app, cast)
    if os.environ.get("KEEP_POLICIES"):
        keep(found)
    with TABLE.open(newline="") as file:
        expected = list(csv.DictReader(file))

    assert [row for row in found if row not in expected] == []
    assert [row for row in expected if row not in found] == []
