"""How gunicorn serves the portal: `gunicorn --config python:webapp.web_server webapp.wsgi:app`."""

import signal
from typing import Any

from webapp.core.settings import read_settings

settings = read_settings()

bind = f"{settings.HOST}:{settings.PORT}"
worker_class = "gthread"
workers = 1
threads = settings.THREADS
loglevel = "warning"
graceful_timeout = 10
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Ctrl-C reaches every process of the terminal at once, and the master tells the worker to end as well.

    Twice is once too often: the second would interrupt the first, and leave the worker waiting for its own threads.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
