"""The database: SQLite for one school, PostgreSQL for many; one `Table` base for every model."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask, g, request
from peewee import OP, SQL, Database, DatabaseProxy, DateTimeField, Expression, Field, Model, Query, Value
from playhouse.migrations import Runner
from playhouse.pool import PooledPostgresqlDatabase

from webapp.core.turns import FairSqliteDatabase

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"

db = DatabaseProxy()


class UtcDateTimeField(DateTimeField):
    """A moment: aware in Python, stored as UTC without a zone, alike on both databases."""

    def db_value(self, value: datetime | None) -> Any:
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise ValueError("a moment without a time zone")
            value = value.astimezone(UTC).replace(tzinfo=None)
        return super().db_value(value)

    def python_value(self, value: Any) -> datetime | None:
        value = super().python_value(value)
        return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


class Table(Model):
    """What every table of the portal descends from."""

    class Meta:
        database = db
        legacy_table_names = False


class Named(str):
    """The place in a kept query of a value that is given when it runs."""


def among(column: Field, ids: Iterable[int]) -> Expression:
    """The condition that a column holds one of these numbers, for hundreds of them: a place-holder for each would cost
    more than the query itself."""
    return Expression(column, OP.IN, SQL(f"({', '.join(str(int(id)) for id in ids) or 'NULL'})"))


class KeptQuery:
    """A query that is built once and run often: building a peewee query costs many times what running it does.

    `build` gets a function that makes the place of a named value, and returns the query; `rows(name=value, …)` runs it
    and returns plain tuples. Only for what every request asks.
    """

    def __init__(self, build: Callable[[Callable[[str], Value]], Query]):
        self.build = build
        self.texts: dict[type, tuple[str, list[Any]]] = {}

    def rows(self, **values: Any) -> list[tuple]:
        kind = type(db.obj)  # SQLite and PostgreSQL write a query differently
        if kind not in self.texts:
            self.texts[kind] = self.build(lambda name: Value(Named(name), converter=False)).sql()
        text, parameters = self.texts[kind]
        given = [plain(values[value]) if isinstance(value, Named) else value for value in parameters]
        return db.execute_sql(text, given).fetchall()


def plain(value: Any) -> Any:
    """A value as a driver takes it: a moment in UTC without its zone, as `UtcDateTimeField` stores it."""
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value


def moment_of(stored: str | datetime) -> datetime:
    """A moment as either database gives it to a plain query: UTC."""
    value = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return value.replace(tzinfo=UTC)


def open_database(url: str) -> Database:
    """A pool of connections for the address, not yet connected.

    SQLite: WAL with full sync, so that what was acknowledged survives a power cut; every transaction is IMMEDIATE,
    so that two writers wait for each other instead of failing half-way.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return FairSqliteDatabase(
            unquote(parts.path[1:]),
            max_connections=64,
            lock_type="IMMEDIATE",
            check_same_thread=False,  # the pool lends a connection to one thread at a time, not always the same one
            pragmas={"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "busy_timeout": 10_000},
        )
    return PooledPostgresqlDatabase(url, max_connections=32, stale_timeout=300, prefer_psycopg3=True)


def use_database(database: Database) -> None:
    """Let every model speak to this database."""
    db.initialize(database)


def migrate() -> list[str]:
    """Bring the tables up to date, from nothing or from any earlier version; the names of what was applied."""
    with db.connection_context():
        return Runner(db.obj, str(MIGRATIONS)).up()


def pending_migrations() -> list[str]:
    """The migrations that the database still lacks."""
    with db.connection_context():
        return [migration.name for migration in Runner(db.obj, str(MIGRATIONS)).status() if not migration.applied]


def one_moment() -> AbstractContextManager:
    """A transaction in which every query sees the database as it was at the first; nobody waits for it. Inside another
    transaction it is that one."""
    if db.in_transaction():
        return nullcontext()
    return db.atomic("DEFERRED" if is_sqlite() else "REPEATABLE READ")


def is_sqlite() -> bool:
    return "sqlite" in type(db.obj).__name__.lower()


def one_at_a_time(work: str) -> None:
    """Within a transaction: wait until nobody else does work of this name. SQLite lets only one write anyhow."""
    if not is_sqlite():
        db.execute_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", [work])


def one_place(rows: Sequence[Any], row: Any, earlier: bool) -> list[Any]:
    """The rows of a list in their order, with this one a place earlier or later; the first and the last stay where they
    are."""
    ordered = list(rows)
    here = ordered.index(row)
    there = here - 1 if earlier else here + 1
    if 0 <= there < len(ordered):
        ordered[here], ordered[there] = ordered[there], ordered[here]
    return ordered


def keep_order(rows: Iterable[Any]) -> None:
    """Write the order of these rows of one table in their `position`."""
    for position, row in enumerate(rows):
        if row.position != position:
            type(row).update(position=position).where(type(row).id == row.id).execute()


def append_only(table: str, may_go: str = "") -> list[str]:
    """The statements that make the database itself refuse to change or delete a row of the table.

    `may_go` is a condition on `OLD` for the rows that may be deleted after all.
    """
    if is_sqlite():
        unless = {"UPDATE": "", "DELETE": f"WHEN NOT ({may_go}) " if may_go else ""}
        return [
            f'CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb} ON "{table}" {unless[verb]}'
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    door = f"IF TG_OP = 'DELETE' AND {may_go} THEN RETURN OLD; END IF; " if may_go else ""
    return [
        f'CREATE FUNCTION "{table}_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN {door}RAISE EXCEPTION '{table} is append-only'; END $$",
        f'CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE ON "{table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{table}_is_append_only"()',
    ]


def start_connections(app: Flask) -> None:
    """One pooled connection per request, opened only when the request did not find one open (tests hold their own)."""

    @app.before_request
    def open_connection() -> None:
        g.opened_connection = request.endpoint != "static" and db.connect(reuse_if_open=True)

    @app.teardown_request
    def close_connection(error: BaseException | None) -> None:
        if g.pop("opened_connection", False):
            db.close()
