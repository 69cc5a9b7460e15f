"""Log lines: JSON, one a line, that tell what went wrong and never to whom."""

import json
import logging
import sys
from io import StringIO

import pytest
from peewee import IntegrityError, OperationalError

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.logs import JsonLines
from webapp.core.security import anyone

SECRETS = ("Noor", "noor@ouders.example", "geheim", "0612345678")


@pytest.fixture
def lines(app):
    """What is logged during a test."""
    handler = next(one for one in logging.getLogger("webapp").handlers if isinstance(one.formatter, JsonLines))
    stream = StringIO()
    before = handler.setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    handler.setStream(before)


def line_of(error: BaseException | None = None, message: str = "mail %s not sent", **extra: object) -> dict:
    record = logging.LogRecord("webapp.core.mail", logging.WARNING, __file__, 1, message, (7,), None)
    record.created = 1795421642.318
    vars(record).update(extra)
    if error:
        try:
            raise error
        except type(error):
            record.exc_info = sys.exc_info()
    return json.loads(JsonLines().format(record))


def test_line_is_json_with_its_time_in_utc():
    assert line_of(route="/jobs/<job_id>", status=200) == {
        "at": "2026-11-23T08:14:02.318Z",
        "level": "warning",
        "logger": "webapp.core.mail",
        "message": "mail 7 not sent",
        "route": "/jobs/<job_id>",
        "status": 200,
    }


def test_message_of_several_lines_stays_one_line():
    record = logging.makeLogRecord({"msg": "one\ntwo « é", "levelname": "INFO"})

    assert JsonLines().format(record).count("\n") == 0


@pytest.mark.parametrize(
    "error",
    [
        IntegrityError("DETAIL: Key (email)=(noor@ouders.example) already exists."),
        ValueError("invalid literal for int(): 'Noor'"),
        KeyError("Noor"),
        RuntimeError("geheim"),
    ],
)
def test_error_whose_text_may_quote_somebody_shows_its_kind_and_place_only(error):
    told = line_of(error)["error"]

    assert [secret for secret in SECRETS if secret in told.replace("noor_", "")] == []
    assert told.splitlines()[-1].rpartition(".")[2] == type(error).__name__
    assert "test_logs.py" in told


@pytest.mark.parametrize(
    ("error", "last_line"),
    [
        (OperationalError("no such table: post"), "peewee.OperationalError: no such table: post"),
        (AttributeError("'NoneType' object has no attribute 'unit'"), "'NoneType' object has no attribute 'unit'"),
        (FileNotFoundError(2, "No such file"), "[Errno 2] No such file"),
    ],
)
def test_error_whose_text_speaks_of_code_or_machine_shows_it(error, last_line):
    assert line_of(error)["error"].splitlines()[-1].endswith(last_line)


def test_errors_that_it_came_from_are_shown_before_it():
    try:
        try:
            raise KeyError("Noor")
        except KeyError as problem:
            raise OperationalError("disk full") from problem
    except OperationalError as error:
        kinds = [line for line in line_of(error)["error"].splitlines() if not line.startswith(" ")]

    assert kinds == ["builtins.KeyError", "peewee.OperationalError: disk full"]


def test_error_in_a_page_logs_the_route_without_the_token_in_its_address(app, client, lines, monkeypatch):
    def view(token):
        raise RuntimeError(f"{token} {SECRETS}")

    monkeypatch.setitem(app.view_functions, "activations.show", anyone(view))

    client.get("/activations/geheim?name=Noor")

    (line,) = lines()
    assert (line["level"], line["message"], line["route"], line["method"]) == (
        "error",
        "unexpected error",
        "/activations/<token>",
        "GET",
    )
    assert [secret for secret in SECRETS if secret in json.dumps(line)] == []


def test_database_error_about_a_person_names_nobody(app, cast, client, lines, monkeypatch):
    from webapp.core.db import db

    person = cast.marieke

    def view():
        with db.atomic():
            Person.create(name=person.name, email=person.email, created_at=clock.now())

    monkeypatch.setitem(app.view_functions, "health.show", anyone(view))

    status = client.get("/health").status_code

    (line,) = lines()
    assert (status, line["error"].splitlines()[-1]) == (500, "peewee.IntegrityError")
    assert [secret for secret in (person.name, person.email) if secret in json.dumps(line)] == []


def test_request_is_logged_by_its_route_and_only_when_asked_for(client, lines):
    portal = logging.getLogger("webapp")
    level = portal.level
    client.get("/activations/geheim")
    quiet = lines()
    portal.setLevel("DEBUG")
    try:
        client.get("/activations/geheim?name=Noor", headers={"User-Agent": "Noor"})
    finally:
        portal.setLevel(level)

    line = next(line for line in lines() if line["message"] == "request")
    assert quiet == []
    assert {name: line[name] for name in ("route", "method", "status")} == {
        "route": "/activations/<token>",
        "method": "GET",
        "status": 410,
    }
    assert [secret for secret in SECRETS if secret in json.dumps(line)] == []


def test_jobs_log_the_same_way():
    assert logging.getLogger("huey").handlers == logging.getLogger("webapp").handlers
