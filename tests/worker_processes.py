"""A portal of its own on SQLite, its workers real processes: a program that does what each line of its input says.

Workers are forked from it, so that the twentieth starts as fast as the first; what runs is `webapp.worker.main`.
"""

import os
import sys
import traceback
from collections.abc import Callable

from webapp import create_app, worker


def in_the_portal(deed: Callable[[str], None]) -> Callable[[str], None]:
    """What is done in an app of its own, as by a visitor."""

    def do(argument: str) -> None:
        with create_app().app_context():
            deed(argument)

    return do


def work(_nothing: str) -> None:
    worker.main()


def in_a_child(run: Callable[[str], None], argument: str) -> int:
    child = os.fork()
    if child:
        return child
    try:
        run(argument)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def serve(deeds: dict[str, Callable[[str], None]], work: Callable[[str], None] = work) -> None:
    """Each line is a deed and what to do it with, or «work»: start a worker; answered with the process that does it."""
    for line in sys.stdin:
        verb, _, argument = line.strip().partition(" ")
        if verb == "work":
            child = in_a_child(work, argument)
        else:
            child = in_a_child(in_the_portal(deeds[verb]), argument)
            os.waitpid(child, 0)
        print(child, flush=True)
