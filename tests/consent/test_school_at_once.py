"""Two of the school at the same moment: real transactions."""

from datetime import date

import pytest

from tests.at_once import at_once
from webapp.consent.actions.papers import enter_paper
from webapp.consent.actions.reminders import remind_parents
from webapp.consent.actions.wordings import add_purpose, reword_purpose
from webapp.consent.models import ConsentDecision, Purpose
from webapp.consent.queries.wordings import wordings_of
from webapp.notifications.models import Notification

pytestmark = pytest.mark.committed


def test_the_same_form_at_the_same_moment_is_entered_once(app, cast):
    form = {"portal": "yes", "website": "no"}

    found = at_once(app, lambda: enter_paper(cast.ingrid, cast.noor, cast.school, date(2026, 9, 3), cast.marieke, form))

    assert sorted(len(numbers) for numbers in found) == [0, 2]
    assert (ConsentDecision.select().count(), Notification.select().count()) == (2, 1)


def test_parents_are_reminded_by_one_of_two(app, cast):
    keys = iter(["one", "two"])

    found = at_once(app, lambda: remind_parents(cast.ingrid, cast.school, None, next(keys)))

    assert (sorted(found), Notification.select().count()) == ([0, 5], 1)


def test_two_new_wordings_at_the_same_moment_are_two_versions(app, cast):
    texts = iter(["Een.", "Twee."])

    at_once(app, lambda: reword_purpose(cast.peter, cast.school, "portal", "Portaal", next(texts), True))

    assert [wording.version for wording in wordings_of(cast.school, "portal")] == [3, 2, 1]


def test_the_same_new_purpose_at_the_same_moment_is_one(app, cast):
    at_once(app, lambda: add_purpose(cast.peter, cast.school, "token", "Musical", "De film."))

    assert Purpose.select().where(Purpose.key == "token").count() == 1
