"""Structured logs, one JSON object a line, without names, addresses or bodies of what people write."""

import json
import logging
import time
from typing import Any

from flask import Flask, Response, g, request

PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in PLAIN}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def start_logs(app: Flask, level: str) -> None:
    """Log every request by its route, never by its address: addresses hold codes and tokens."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    portal = logging.getLogger("webapp")
    portal.handlers, portal.propagate = [handler], False
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
