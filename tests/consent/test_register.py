"""The register of consents: nobody changes it unseen."""

import pytest
from peewee import DatabaseError

from tests.at_once import at_once
from tests.consent.choosing import choose_on
from tests.consent.tampering import disarm
from webapp.commands import FLAWS
from webapp.consent.actions.decisions import choose
from webapp.consent.actions.erasing import erase_decisions
from webapp.consent.models import ConsentDecision, ConsentErasure, Wording
from webapp.consent.queries.register import CHAIN, DECISION, ERASURE, WORDING
from webapp.consent.queries.verification import check_register
from webapp.core import clock
from webapp.core.chain import ChainHead, ChainLink, add_to_chain, next_place
from webapp.core.chain_checks import Flaw
from webapp.core.db import db

MOVED = "the order was changed; it says what another entry said"


@pytest.fixture
def register(cast):
    """Entries 1 to 7 are the wordings, 8 to 10 are choices."""
    for purpose in ("portal", "website", "press"):
        choose(cast.marieke, cast.noor, cast.school, purpose, "yes")
    return cast


def told(found) -> list[str]:
    return [FLAWS[flaw.kind].format(flaw.number) for flaw in found.flaws]


def changed(at: int, **values) -> None:
    ConsentDecision.update(values).where(ConsentDecision.number == at).execute()


def gone(number: int) -> None:
    ConsentDecision.delete().where(ConsentDecision.number == number).execute()
    ChainLink.delete().where(ChainLink.number == number).execute()


def exchanged(one: int, two: int) -> None:
    for old, new in ((one, -1), (two, one), (-1, two)):
        changed(old, number=new)


@pytest.mark.parametrize(
    ("touch", "sentences"),
    [
        (lambda: changed(9, choice="no"), ["entry 9: its content was changed"]),
        (lambda: gone(9), ["entry 9 is missing"]),
        (lambda: gone(10), ["entry 10 is missing: the end was cut off"]),
        (lambda: changed(9, number=12), [f"entry {number}: {MOVED}" for number in (9, 12)]),
        (lambda: exchanged(8, 9), [f"entry {number}: {MOVED}" for number in (8, 9)]),
        (lambda: Wording.update(text="Alles mag").where(Wording.number == 1).execute(),
         ["entry 1: its content was changed"]),
        (lambda: ChainLink.update(mark="f" * 64).where(ChainLink.number == 10).execute(),
         ["entry 10: it does not follow the one before it; the order or its link was changed"]),
        (lambda: ChainLink.update(commitment="f" * 64).where(ChainLink.number == 9).execute(),
         ["entry 9: its link was changed"]),
        (lambda: ChainHead.update(length=9).execute(),
         ["the end of the chain was changed, or cut off"]),
        (lambda: ChainHead.delete().execute(), ["the end of the chain was changed, or cut off"]),
    ],
)  # fmt: skip
def test_what_was_touched_is_told_in_words(register, touch, sentences):
    disarm()

    touch()

    assert told(check_register()) == sentences


def test_purpose_that_means_something_else_now_is_named_at_its_wording(register):
    purpose = Wording.get(Wording.number == 2).purpose
    purpose.key = "something"

    purpose.save()

    assert check_register().flaws == [Flaw(2, "changed")]


def test_empty_register_is_whole(cast):
    assert check_register()[:2] == ([], 0)


def test_lists_of_what_is_committed_to_hold_every_column():
    for table, columns in ((ConsentDecision, DECISION), (Wording, WORDING), (ConsentErasure, ERASURE)):
        known = {column.name for column in columns if column.model is table}

        assert known | {"number", "salt"} == {field.name for field in table._meta.sorted_fields}


@pytest.mark.parametrize("table", ["chain_link", "wording", "consent_decision", "consent_erasure", "erased_decision"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET number = number + 100", "DELETE FROM {}"])
def test_database_itself_refuses_to_change_the_register(register, table, statement):
    erase_decisions(register.ingrid, [register.noor.id])
    choose(register.marieke, register.daan, register.school, "portal", "yes")
    before = check_register()

    with pytest.raises(DatabaseError, match=f"{table} is append-only"), db.atomic():
        db.execute_sql(statement.format(table))

    assert (check_register(), before.flaws) == (before, [])


def test_entry_takes_the_next_place_and_no_other(register):
    place = next_place(CHAIN)

    with pytest.raises(ValueError, match="not the next one"):
        add_to_chain(CHAIN, place._replace(number=place.number + 1), ["anything"])

    assert ChainHead.get_by_id(CHAIN).length == 10


@pytest.mark.committed
def test_fifty_who_choose_at_once_make_one_chain_without_gaps(app, cast, monkeypatch):
    monkeypatch.setattr(db.obj, "_max_connections", 64)
    pairs = [(cast.marieke, cast.noor), (cast.karima, cast.yara), (cast.sanne, cast.mees), (cast.tom, cast.mees)]
    works = iter([(pairs[n % 4], "portal" if n % 8 < 4 else "website", "yes" if n % 3 else "no") for n in range(50)])

    def work() -> int:
        (person, child), purpose, choice = next(works)
        return choose(person, child, cast.school, purpose, choice, removes_earlier=True)

    numbers = at_once(app, work, people=50)

    found = check_register()
    made = 7 + ConsentDecision.select().count()
    assert (len(numbers), found.flaws, found.length) == (50, [], made)


@pytest.mark.committed
def test_register_is_whole_for_who_goes_through_it_while_others_choose_and_erase(app, cast):
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")
    turns = iter(range(4))

    def work() -> list[Flaw]:
        if next(turns):
            return [flaw for _ in range(15) for flaw in check_register().flaws]
        for number in range(15):
            choose(cast.karima, cast.yara, cast.school, "portal", "no" if number % 2 else "yes")
            if number % 5 == 4:
                erase_decisions(None, [cast.yara.id])
        return []

    assert at_once(app, work, people=4) == [[], [], [], []]
    assert (check_register().flaws, check_register().length) == ([], 7 + 1 + 15 + 3)


def test_command_tells_that_the_register_is_whole_and_what_to_note(app, register):
    run = app.test_cli_runner().invoke(args=["audit", "verify"])

    mark = ChainHead.get_by_id(CHAIN).mark
    assert (run.exit_code, run.output) == (
        0,
        f"The register is whole: 10 entries.\nNote this outside the portal: 10:{mark}\n",
    )


def test_command_names_what_was_touched_the_first_entry_first(app, register):
    disarm()
    changed(10, signer="Iemand anders")
    gone(8)

    run = app.test_cli_runner().invoke(args=["audit", "verify"])

    assert (run.exit_code, run.output.splitlines()) == (
        1,
        ["Error: the register is broken", "entry 8 is missing", "entry 10: its content was changed"],
    )


def test_older_copy_of_the_whole_database_does_not_hold_what_was_noted(app, register):
    with db.atomic() as transaction:
        choose_on(clock.today(), register.marieke, register.noor, register.school, choice="no")
        noted = f"11:{ChainHead.get_by_id(CHAIN).mark}"
        runner = app.test_cli_runner()
        exit_codes = [runner.invoke(args=["audit", "verify", "--noted", noted]).exit_code]
        transaction.rollback()

    run = runner.invoke(args=["audit", "verify", "--noted", noted])

    assert [*exit_codes, run.exit_code] == [0, 1]
    assert run.output.splitlines()[1] == f"what was noted ({noted}) is not in this register: it may be an older copy"
