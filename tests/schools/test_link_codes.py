"""Entering link codes: reuse, expiry, lock, renewal, and what a guesser can learn (nothing)."""

from datetime import timedelta

import pytest

from tests.schools.codes import mails, make_code, renewed
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.schools.actions import link_codes
from webapp.schools.actions.link_codes import draft_codes, drop_drafts, enter_code
from webapp.schools.actions.links import link_children
from webapp.schools.models import LinkCode

WRONG = "K7QM-0000-0000"


def refusal_of(code: str) -> str:
    with pytest.raises(Refused) as refusal:
        enter_code(code)
    return refusal.value.code


def test_code_shows_first_name_group_and_unit_and_nothing_more(cast):
    make_code(cast.noor, cast.school, "K7QM-3F9T-XW2C")

    use = enter_code("k7qm 3f9t xw2c")

    assert (use.given_name, use.group_name, use.unit_name) == ("Noor", "Groep 3", "De Notenboom")


def test_code_of_the_bso_is_for_the_group_there(cast):
    make_code(cast.noor, cast.bso, "K7QM-3F9T-XW2C")

    use = enter_code("K7QM-3F9T-XW2C")

    assert (use.group_name, use.unit_name) == ("Eekhoorns", "BSO De Notenkraker")


def test_only_a_hash_of_the_secret_is_stored(cast):
    (draft,) = draft_codes(cast.school, [cast.noor], cast.ingrid)

    stored = LinkCode.get_by_id(draft.code.id)

    assert stored.secret_hash.startswith("$argon2id$")
    assert draft.clear.replace("-", "")[4:] not in stored.secret_hash


def test_draft_is_not_in_force_and_leaves_the_earlier_code_alone(cast):
    make_code(cast.noor, cast.school, "K7QM-3F9T-XW2C")

    (draft,) = draft_codes(cast.school, [cast.noor], cast.ingrid)

    assert refusal_of(draft.clear) == "code_renewed"
    assert enter_code("K7QM-3F9T-XW2C").closed is None


def test_dropped_draft_is_gone(cast):
    drafts = draft_codes(cast.school, [cast.noor], cast.ingrid)

    drop_drafts(drafts)

    assert refusal_of(drafts[0].clear) == "unknown_code"


def test_renewal_ends_the_earlier_code_and_keeps_who_is_linked(cast):
    code = make_code(cast.mees, cast.school, "K7QM-3F9T-XW2C")
    links = link_children(cast.karima, [code.id])

    new = renewed(cast.mees, cast.school, cast.ingrid)

    assert refusal_of("K7QM-3F9T-XW2C") == "code_renewed"
    assert enter_code(new).given_name == "Mees"
    assert links[0].__class__.get_by_id(links[0].id).ended_at is None


def test_renewal_for_the_school_leaves_the_code_of_the_bso(cast):
    make_code(cast.noor, cast.bso, "K7QM-3F9T-XW2C")

    renewed(cast.noor, cast.school, cast.ingrid)

    assert enter_code("K7QM-3F9T-XW2C").closed is None


def test_code_expires_after_the_days_of_the_unit(cast):
    (new,) = [renewed(cast.noor, cast.school, cast.ingrid)]

    with clock.frozen_at(clock.now() + timedelta(days=60, seconds=1)):
        assert refusal_of(new) == "code_expired"
    with clock.frozen_at(clock.now() + timedelta(days=59)):
        assert enter_code(new).given_name == "Noor"


def test_tenth_wrong_secret_locks_the_code_even_for_the_right_one(cast):
    code = make_code(cast.noor, cast.school, "K7QM-3F9T-XW2C")

    refusals = [refusal_of(WRONG) for _ in range(10)]

    assert refusals == ["unknown_code"] * 10
    assert refusal_of("K7QM-3F9T-XW2C") == "code_locked"
    assert LinkCode.get_by_id(code.id).wrong_secrets == 10
    assert AuditEntry.select().where(AuditEntry.verb == "lock_code").count() == 1


def test_nine_wrong_secrets_do_not_lock(cast):
    make_code(cast.noor, cast.school, "K7QM-3F9T-XW2C")

    for _ in range(9):
        refusal_of(WRONG)

    assert enter_code("K7QM-3F9T-XW2C").given_name == "Noor"


def test_full_code_says_so_to_who_holds_it(cast):
    cast.school.guardians_per_code = 1
    cast.school.save()
    code = make_code(cast.noor, cast.school, "K7QM-3F9T-XW2C")
    link_children(cast.karima, [code.id])

    assert refusal_of("K7QM-3F9T-XW2C") == "code_full"


@pytest.mark.parametrize("state", ["open", "expired", "locked", "renewed", "full", "none"])
def test_wrong_secret_is_refused_alike_whatever_the_code(cast, state, monkeypatch):
    compared, written = [], []
    if state != "none":
        code = make_code(cast.noor, cast.school, "K7QM-3F9T-XW2C")
        now = clock.now()
        changes = {"expired": {"expires_at": now}, "locked": {"locked_at": now}, "renewed": {"renewed_at": now}}
        LinkCode.update(**changes.get(state, {"wrong_secrets": 0})).where(LinkCode.id == code.id).execute()
    else:
        make_code(cast.noor, cast.school, "ZZZZ-3F9T-XW2C")
    real_match, real_update = link_codes.secret_matches, LinkCode.update
    monkeypatch.setattr(link_codes, "secret_matches", lambda *a: compared.append(a) or real_match(*a))
    monkeypatch.setattr(LinkCode, "update", classmethod(lambda cls, **v: written.append(v) or real_update(**v)))

    refusal = refusal_of(WRONG)

    assert refusal == "unknown_code"
    assert len(compared) == 1
    assert len(written) == 1


def test_what_is_no_code_costs_nothing_and_counts_nothing(cast, monkeypatch):
    monkeypatch.setattr(link_codes, "secret_matches", lambda *a: pytest.fail("compared"))

    assert refusal_of("hallo") == "not_a_code"


def test_entering_tells_nobody(cast):
    make_code(cast.noor, cast.school, "K7QM-3F9T-XW2C")

    enter_code("K7QM-3F9T-XW2C")

    assert mails() == []
