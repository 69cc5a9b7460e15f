"""Several who do the same at the same moment: real transactions."""

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask

from webapp.core.db import db


def at_once(app: Flask, work: Callable[[], Any], people: int = 2) -> list[Any]:
    """What each of them gets."""
    answers: list[Any] = []
    begin = threading.Barrier(people)

    def run() -> None:
        with app.app_context(), db.connection_context():
            begin.wait()
            answers.append(work())

    threads = [threading.Thread(target=run) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
