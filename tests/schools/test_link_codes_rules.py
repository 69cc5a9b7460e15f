"""How a link code is read and shown, and why one no longer works."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.schools.rules import link_codes as rules

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.mark.parametrize("typed", ["K7QM-3F9T-XW2C", "k7qm3f9txw2c", " K7QM 3F9T XW2C ", "k7qm–3f9t—xw2c"])
def test_code_is_read_whatever_its_case_dashes_and_spaces(typed):
    assert rules.read(typed) == ("K7QM", "3F9TXW2C")


def test_letters_that_look_like_figures_are_read_as_those():
    assert rules.read("OIlo-0110-ABCD") == ("0110", "0110ABCD")


@pytest.mark.parametrize(
    "typed", ["", "K7QM", "K7QM-3F9T-XW2C-A", "K7QM-3F9T-XW2U", "K7QM-3F9T-XW2é", "K7QM-3F9T-XW2٣"]
)
def test_what_is_no_code_is_not_read_as_one(typed):
    assert rules.read(typed) is None


def test_new_code_is_read_back_as_it_was_made():
    selector, secret = rules.new_characters(4), rules.new_characters(8)

    assert rules.read(rules.shown(selector, secret)) == (selector, secret)


@pytest.mark.parametrize(
    ("expires_at", "locked_at", "renewed_at", "used", "reason"),
    [
        (LATER, None, None, 0, None),
        (LATER, None, None, 3, None),
        (LATER, None, None, 4, "code_full"),
        (NOW, None, None, 4, "code_expired"),
        (NOW, NOW, None, 0, "code_locked"),
        (NOW, NOW, NOW, 4, "code_renewed"),
    ],
)
def test_code_that_no_longer_works_says_why(expires_at, locked_at, renewed_at, used, reason):
    assert rules.why_closed(NOW, expires_at, locked_at, renewed_at, used, most=4) == reason
