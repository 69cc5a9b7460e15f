"""Which passwords will do, and how long a session lasts."""

from datetime import timedelta

import pytest

from webapp.accounts.rules import password_problem, session_lasts

ABOUT = ("Marieke de Vries", "marieke@ouders.example")

LONG = "".join(chr(33 + number * 37 % 90) for number in range(128))


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("een fiets bij de kastanje", None),
        ("Kd8#vQ2!zT", None),
        ("пароль для портала", None),
        ("ik hou van 🐿️ en 🌰", None),
        ("a" * 9, "password_too_short"),
        ("", "password_too_short"),
        (LONG, None),
        (LONG + "a", "password_too_long"),
        ("wachtwoord", "password_too_easy"),
        ("password123", "password_too_easy"),
        ("1234567890", "password_too_easy"),
        ("qwertyuiop", "password_too_easy"),
        ("aaaaaaaaaaaa", "password_too_easy"),
        ("welkom2026", "password_too_easy"),
        ("marieke2026", "password_too_easy"),
        ("mariekedevries", "password_too_easy"),
        ("ouders.example", "password_too_easy"),
        ("Marieke de Vries", "password_too_easy"),
        ("marieke@ouders.example", "password_too_easy"),
        ("schoolplein", "password_too_easy"),
        ("Ouderportaal1", "password_too_easy"),
    ],
)
def test_password_is_long_and_hard_to_guess_also_for_who_knows_the_person(password, problem):
    assert password_problem(password, ABOUT) == problem


@pytest.mark.parametrize(("daily", "lasts"), [(True, timedelta(hours=12)), (False, timedelta(days=30))])
def test_session_lasts_a_month_for_parents_and_a_working_day_for_staff(daily, lasts):
    assert session_lasts(daily, 30, 12) == lasts
