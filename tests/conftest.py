"""One portal per database for the whole run; each test in a transaction that is rolled back."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask, g
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from tests.cast import Cast, make_cast
from tests.postgres import postgres_url
from tests.school_morning import go_by_the_school_morning
from webapp import create_app
from webapp.core import credentials
from webapp.core.db import db, migrate
from webapp.core.jobs import huey
from webapp.core.settings import read_settings
from webapp.demo.loading import forget_everything

go_by_the_school_morning()

TEMPLATES = Path(__file__).parents[1] / "var" / "templates"  # each compiled once, not by every process and database
DATABASES = os.environ.get("TEST_DATABASES", "sqlite postgres").split()


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hashes of passwords and codes without the work that makes guessing slow: a demo school holds hundreds."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credentials, "_hasher", hasher)
        patch.setattr(credentials, "_nobody", hasher.hash("nobody"))
        yield


@pytest.fixture(scope="session", params=DATABASES)
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The portal on SQLite, then once more on PostgreSQL."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    url = postgres_url() if request.param == "postgres" else ""
    app = create_app(
        read_settings({"DATA_FOLDER": str(folder), "DATABASE_URL": url, "DEMO": "1", "LOG_LEVEL": "ERROR"})
    )
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(TEMPLATES))
    app.teardown_request(forget_visitor)
    migrate()
    yield app
    db.obj.close_all()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first: at the end one process would be busy with it while the others wait."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def forget_visitor(error: BaseException | None) -> None:
    """A test's own app context outlives its requests: without this the second browser would be the first person's."""
    g.pop("_login_user", None)
    g.pop("_flask_babel", None)  # the language that was chosen for the first one
    g.pop("session_row", None)


@pytest.fixture
def transaction(app: Flask, request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test writes is gone when it ends: rolled back, or, for several connections at once, really emptied."""
    with app.app_context():
        if request.node.get_closest_marker("committed"):
            db.connect(reuse_if_open=True)
            yield
            forget_everything()
            huey.flush()
            db.close()
            return
        with db.connection_context(), db.atomic() as transaction:
            yield
            transaction.rollback()


@pytest.fixture
def cast(transaction: None) -> Cast:
    """The standing cast: the same people as in the demo school."""
    return make_cast()


@pytest.fixture
def client(app: Flask, transaction: None) -> FlaskClient:
    """A stranger's browser."""
    return app.test_client()


@pytest.fixture
def browser_of(app: Flask, transaction: None):
    """`browser_of(person)`: the browser in which this person is signed in."""
    from tests.browsers import signed_in_client

    return lambda person: signed_in_client(app, person)
