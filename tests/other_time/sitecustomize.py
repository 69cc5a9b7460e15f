"""A portal that goes by another time, so that a school morning can be walked at night and on a Sunday.

Python loads this by itself in each process of a portal that has this folder on its PYTHONPATH: its own clock, and only
that, is then CLOCK_AHEAD seconds ahead.
"""

import os
from datetime import UTC, datetime, timedelta

from webapp.core import clock

AHEAD = timedelta(seconds=float(os.environ["CLOCK_AHEAD"]))
clock.now = lambda: clock._frozen or datetime.now(UTC) + AHEAD
