"""Whatever somebody without the key does to the register, past its triggers: it is found, and named."""

from collections.abc import Iterator

import pytest

from tests.cast import make_cast
from tests.consent.large_register import make_large_register
from tests.consent.tampering import Tamperer, disarm
from webapp.commands import FLAWS
from webapp.consent.queries.verification import check_register, still_holds
from webapp.core.db import db

pytestmark = pytest.mark.slow
SIZE, ROUNDS, A_ROUND = 10_000, 20, 10


@pytest.fixture(scope="module")
def large(app) -> Iterator[None]:
    """10,000 entries, which every test of this module finds whole."""
    with app.app_context(), db.connection_context(), db.atomic() as transaction:
        cast = make_cast()
        make_large_register(cast.school, cast.marieke, SIZE, erased=30)
        yield
        transaction.rollback()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_whatever_was_touched_is_found_and_named_and_nothing_else(large, seed):
    touched: set = set()
    ways = []
    with db.atomic() as transaction:
        disarm()
        tamperer = Tamperer(seed)
        while len(ways) < A_ROUND:
            if way := tamperer.tamper():
                ways.append(way)
                touched |= way[1]
        found = check_register()
        transaction.rollback()

    named = {flaw.number for flaw in found.flaws}
    assert (named - touched, touched - named) == (set(), set()), ways
    assert {flaw.kind for flaw in found.flaws} <= FLAWS.keys()


def test_each_way_of_touching_is_found_and_named_by_itself(large):
    names = [way.__name__ for way in Tamperer(0).ways]
    for turn, name in enumerate(names):
        with db.atomic() as transaction:
            disarm()
            touched = getattr(Tamperer(turn), name)()
            found = check_register()
            transaction.rollback()

        assert (name, {flaw.number for flaw in found.flaws}) == (name, touched)


def test_untouched_register_is_whole_and_tells_what_to_note(large):
    found = check_register()

    assert (found.flaws, found.length) == ([], SIZE)
    assert [still_holds(found.length, found.mark), still_holds(found.length - 1, found.mark)] == [True, False]
