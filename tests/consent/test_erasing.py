"""What was chosen for a child that is no longer kept goes; the register still tells that nothing else did."""

import json
from datetime import date, timedelta

import pytest

from tests.consent.choosing import choose_on
from tests.consent.tampering import disarm
from webapp.consent.actions.decisions import choose
from webapp.consent.actions.erasing import erase_decisions, forget_former_children
from webapp.consent.actions.removals import ask_removal
from webapp.consent.models import (
    ConsentDecision,
    ConsentErasure,
    ConsentReview,
    ConsentSettings,
    ErasedDecision,
    RemovalRequest,
)
from webapp.consent.queries.verification import check_register
from webapp.consent.rules.erasing import is_kept
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.chain import ChainLink
from webapp.core.chain_checks import Flaw
from webapp.documents.models import Letter
from webapp.schools.models import Enrolment

LEFT = date(2024, 7, 15)
CHOSEN, GONE = date(2026, 9, 1), date(2026, 10, 15)


@pytest.fixture
def chosen(cast):
    """Entries 8 and 10 are about Noor, 9 and 11 about Yara."""
    for purpose in ("portal", "website"):
        choose_on(CHOSEN, cast.marieke, cast.noor, cast.school, purpose)
        choose_on(CHOSEN, cast.karima, cast.yara, cast.school, purpose)
    return cast


def kept() -> list[int]:
    return [row.number for row in ConsentDecision.select().order_by(ConsentDecision.number)]


def leave(child, day: date) -> None:
    Enrolment.update(ends_on=day).where(Enrolment.child == child).execute()


def test_choices_of_a_child_go_and_those_of_others_stay(chosen):
    count = erase_decisions(chosen.ingrid, [chosen.noor.id])

    assert (count, kept()) == (2, [9, 11])


def test_register_is_whole_after_an_erasure_and_goes_on(chosen):
    erase_decisions(chosen.ingrid, [chosen.noor.id])
    choose(chosen.karima, chosen.yara, chosen.school, "press", "no")

    found = check_register()

    assert (found.flaws, found.length) == ([], 13)


def test_erasure_is_an_entry_that_tells_numbers_and_nobody(chosen):
    erase_decisions(chosen.ingrid, [chosen.noor.id])

    erasure = ConsentErasure.get()
    numbers = [row.number for row in ErasedDecision.select().order_by(ErasedDecision.number)]
    assert (erasure.number, erasure.erased_by_id, numbers) == (12, chosen.ingrid.id, [8, 10])
    assert ChainLink.select().count() == 12


def test_erasure_is_in_the_audit_trail_without_names(chosen):
    erase_decisions(chosen.ingrid, [chosen.noor.id])

    entry = AuditEntry.get(AuditEntry.verb == "erase_consents")
    assert (entry.actor_id, json.loads(entry.details)) == (chosen.ingrid.id, {"entries": 2, "children": 1})


def test_reviews_and_requests_for_removal_go_too(chosen):
    for person, child in ((chosen.marieke, chosen.noor), (chosen.karima, chosen.yara)):
        ConsentReview.create(child=child, unit=chosen.school, person=person, at=clock.now())
        ask_removal(person, child, chosen.school)

    erase_decisions(chosen.ingrid, [chosen.noor.id])

    left = [[row.child_id for row in table.select()] for table in (ConsentReview, RemovalRequest)]
    assert left == [[chosen.yara.id], [chosen.yara.id]]


def test_confirmations_on_paper_go_and_other_letters_stay(chosen):
    for kind in ("consent/confirmation", "leave/decision"):
        Letter.create(
            number=kind[:5], kind=kind, subject="any-1", audience="family", unit=chosen.school, child=chosen.noor,
            facts="{}", issued_at=clock.now(),
        )  # fmt: skip

    erase_decisions(chosen.ingrid, [chosen.noor.id])

    assert [letter.kind for letter in Letter.select()] == ["leave/decision"]


def test_erasing_for_who_chose_nothing_writes_nothing(chosen):
    count = erase_decisions(chosen.ingrid, [chosen.mees.id])

    assert (count, kept(), ConsentErasure.select().count(), check_register().length) == (0, [8, 9, 10, 11], 0, 11)


def test_entry_that_went_without_an_erasure_is_named(chosen):
    disarm()

    ConsentDecision.delete().where(ConsentDecision.child == chosen.noor).execute()

    assert check_register().flaws == [Flaw(8, "missing"), Flaw(10, "missing")]


def test_entry_that_was_erased_and_comes_back_is_named(chosen):
    row = ConsentDecision.get(ConsentDecision.number == 8)
    erase_decisions(chosen.ingrid, [chosen.noor.id])

    row.save(force_insert=True)

    assert check_register().flaws == [Flaw(8, "back")]


@pytest.mark.parametrize(
    ("left_on", "years", "today", "kept"),
    [
        (None, 2, date(2026, 7, 15), True),
        (LEFT, 2, date(2026, 7, 14), True),
        (LEFT, 2, date(2026, 7, 15), False),
        (LEFT, 5, date(2026, 7, 15), True),
        (LEFT, 0, LEFT, False),
        (LEFT + timedelta(days=365), 2, LEFT, True),
        (date(2024, 2, 29), 2, date(2026, 2, 28), True),
        (date(2024, 2, 29), 2, date(2026, 3, 1), False),
    ],
)
def test_choices_are_kept_some_years_after_leaving(left_on, years, today, kept):
    assert is_kept(left_on, years, today) is kept


def test_child_that_left_every_unit_long_ago_is_forgotten_by_itself(chosen):
    leave(chosen.noor, GONE)

    counts = [forget_former_children(date(2028, 10, day)) for day in (14, 15, 16)]

    assert (counts, kept(), check_register().flaws) == ([0, 2, 0], [9, 11], [])


def test_child_that_left_the_school_and_still_goes_to_the_bso_is_not_forgotten(chosen):
    leave(chosen.noor, GONE)
    Enrolment.update(ends_on=None).where(Enrolment.child == chosen.noor, Enrolment.group == chosen.squirrels).execute()

    assert (forget_former_children(date(2029, 1, 1)), kept()) == (0, [8, 9, 10, 11])


def test_unit_that_keeps_longer_is_asked_too(chosen):
    leave(chosen.noor, GONE)
    ConsentSettings.create(unit=chosen.bso, keep_years=5)

    counts = [forget_former_children(date(year, 10, 15)) for year in (2028, 2030, 2031)]

    assert counts == [0, 0, 2]


def test_request_of_a_child_without_choices_is_forgotten_as_well(cast):
    ask_removal(cast.marieke, cast.noor, cast.school)
    leave(cast.noor, GONE)

    forget_former_children(date(2028, 10, 15))

    assert (RemovalRequest.select().count(), ConsentErasure.select().count()) == (0, 0)
