"""The time that every test goes by, also in the programs it starts: whenever it runs, it began on a Tuesday morning.

A run that crosses midnight, or a Saturday, or the Christmas holidays then finds what any other run finds.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

OTHER_TIME = Path(__file__).with_name("other_time")
PROJECT = OTHER_TIME.parents[1]
SCHOOL_MORNING = datetime(2026, 11, 24, 7, 22, tzinfo=UTC)  # 08:22 at school
TO_RUN_PROGRAMS = ("PATH", "HOME", "LANG")


def school_morning() -> dict[str, str]:
    """The settings of a program for which that morning begins when it is started."""
    return {
        "PYTHONPATH": f"{OTHER_TIME}:{PROJECT}",
        "CLOCK_AHEAD": str((SCHOOL_MORNING - datetime.now(UTC)).total_seconds()),
    }


def go_by_the_school_morning() -> None:
    """From here on this process goes by that morning; a run's other processes have one clock with it."""
    os.environ.setdefault("CLOCK_AHEAD", school_morning()["CLOCK_AHEAD"])
    from tests.other_time import sitecustomize  # noqa: F401 its import sets the clock


def plain_environment() -> dict[str, str]:
    """What a program of this project needs to start, without the settings of who runs the tests; it has our clock."""
    kept = {name: os.environ[name] for name in TO_RUN_PROGRAMS if name in os.environ}
    morning = school_morning()
    return kept | morning | {"CLOCK_AHEAD": os.environ.get("CLOCK_AHEAD", morning["CLOCK_AHEAD"])}
