"""A machine with a key of its own breaks the chain: that is said at once, and nobody is kept from choosing."""

import logging

from tests.consent.choosing import choose_on
from webapp.consent.models import ConsentDecision
from webapp.core import chain, clock


def test_entry_with_another_key_is_written_and_said_in_the_log(cast, caplog, monkeypatch):
    choose_on(clock.today(), cast.marieke, cast.noor, cast.school)
    monkeypatch.setattr(chain, "chain_key", lambda: b"the key of another machine")

    with caplog.at_level(logging.ERROR):
        choose_on(clock.today(), cast.marieke, cast.noor, cast.school, choice="no")

    said = [line.getMessage() for line in caplog.records if "REGISTER_KEY" in line.getMessage()]
    assert (len(said), ConsentDecision.select().count()) == (1, 2)
