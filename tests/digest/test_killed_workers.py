"""Workers that are killed while the digests go, and two at once: real processes, a real mail server."""

import os
import random
import signal

import pytest

from tests.core.test_processes import until
from tests.digest.killed import PATIENCE, kill, kill_again_and_again, pause, saturday

PARENTS, KILLS = 200, 10

pytestmark = pytest.mark.slow


def test_ten_killed_workers_write_each_parent_one_mail_and_lose_none(tmp_path):
    with saturday(tmp_path, PARENTS) as portal:
        hits = kill_again_and_again(portal, KILLS, random.Random(7))

        runs = portal.rows("SELECT people, ended_at IS NOT NULL FROM digest_run")
        states = dict(portal.rows("SELECT state, COUNT(*) FROM digest GROUP BY state"))
        twice = len(portal.office.mails) - len(portal.readers)

        assert portal.mail_rows() == dict.fromkeys(portal.readers, 1)
        assert {to: len(ids) for to, ids in portal.message_ids().items()} == dict.fromkeys(portal.readers, 1)
        assert states == {"written": len(portal.readers), "unwanted": portal.unwanted}
        assert (sum(people for people, _ in runs), {ended for _, ended in runs}) == (sum(states.values()), {1})
        assert sum(was_making for was_making, _ in hits) >= 2
        assert sum(had_a_mail for _, had_a_mail in hits) >= KILLS // 2
        assert twice <= KILLS * 3  # what a killed worker had just given: the same Message-ID, which is shown once


def test_two_workers_at_once_of_which_one_is_killed_mail_everybody_once(tmp_path):
    with saturday(tmp_path, PARENTS) as portal:
        first = portal.do("work")
        until(lambda: portal.shares()[first], PATIENCE)
        pause(portal, first, portal.is_free)  # it keeps nobody from writing
        second = portal.do("work")
        until(lambda: portal.shares()[second], PATIENCE)
        os.kill(first, signal.SIGCONT)  # now both are in the middle of it
        until(lambda: portal.progress() >= len(portal.readers), PATIENCE)
        kill(portal, first)
        portal.end_leases()
        portal.do("work")  # looks at once for what was left, which the other does each minute
        until(portal.is_done, PATIENCE)

        assert portal.mail_rows() == dict.fromkeys(portal.readers, 1)
        assert {to: len(ids) for to, ids in portal.message_ids().items()} == dict.fromkeys(portal.readers, 1)
        assert len(portal.office.mails) - len(portal.readers) <= 3
        assert portal.shares().keys() >= {first, second}
