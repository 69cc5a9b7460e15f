"""Structured logs, one JSON object a line, without names, addresses or bodies of what people write."""

import json
import logging
import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request
from jinja2 import TemplateError
from peewee import OperationalError
from werkzeug.routing import BuildError

PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# Errors whose text speaks of code or machine. That of others may quote what somebody typed: «Key (email)=(…) exists».
SPEAK_OF_CODE = (
    AttributeError,
    BuildError,
    ImportError,
    NameError,
    OperationalError,
    OSError,
    TemplateError,
    TypeError,
)


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in PLAIN}
        if record.exc_info and record.exc_info[1]:
            line["error"] = "".join(told(error) for error in chain_of(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False, default=str)


def told(error: BaseException) -> str:
    """Where an error happened and what kind it is; its text only when that cannot name anybody."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    text = f": {error}" if isinstance(error, SPEAK_OF_CODE) else ""
    return "".join(traceback.format_tb(error.__traceback__)) + f"{kind}{text}\n"


def chain_of(error: BaseException) -> Iterator[BaseException]:
    """The error, after those that it came from."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from chain_of(earlier)
    yield error


def start_logs(app: Flask, level: str) -> None:
    """Log every request by its route, never by its address: addresses hold codes and tokens."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    for name in ("webapp", "huey"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
    portal = logging.getLogger("webapp")
    portal.setLevel(level)

    @app.before_request
    def start_the_watch() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def log_request(response: Response) -> Response:
        portal.debug(
            "request",
            extra={
                "route": str(request.url_rule),
                "method": request.method,
                "status": response.status_code,
                "ms": round(1000 * (time.perf_counter() - g.get("started", time.perf_counter())), 1),
            },
        )
        return response
