"""Two guardians, or two taps, at the same moment: real transactions."""

from datetime import timedelta

import pytest

from tests.absence.reporting import EARLY, FRIDAY, TODAY, TOMORROW, report, report_all
from tests.at_once import at_once
from webapp.absence.actions.changes import end_absence
from webapp.absence.models import Absence, AbsenceEvent
from webapp.absence.queries.absences import absence_of
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.documents.models import Letter

pytestmark = pytest.mark.committed


def outcome(act):
    """What somebody gets: the number of a report, or the reason of a refusal."""
    try:
        return act().id
    except Refused as refusal:
        return refusal.code


def test_two_guardians_at_the_same_moment_make_one_report(app, cast):
    guardians = [cast.sanne, cast.tom]

    answers = at_once(app, lambda: outcome(lambda: report(guardians.pop(), cast.mees, Span(clock.today()))))

    absence = Absence.get()
    assert sorted(map(str, answers)) == sorted([str(absence.id), "already_reported"])
    assert (AbsenceEvent.select().count(), Letter.select().count()) == (1, 1)


def test_reports_of_other_days_at_the_same_moment_do_not_overlap(app, cast):
    wishes = [(cast.sanne, TODAY), (cast.tom, TOMORROW)]

    def tap():
        guardian, first_day = wishes.pop()
        return outcome(lambda: report(guardian, cast.mees, Span(first_day, FRIDAY)))

    with clock.frozen_at(EARLY):
        answers = at_once(app, tap)

    assert sorted(map(str, answers)) == sorted([str(Absence.get().id), "already_reported"])


def test_the_same_tap_at_the_same_moment_is_one_report_of_each_child(app, cast):
    def tap():
        children = [cast.noor, cast.daan]
        reported = report_all(cast.marieke, children, Span(clock.today()), key="same")
        return sorted(one.id for one in (*reported.made, *reported.known))

    first, second = at_once(app, tap)

    assert (first, Absence.select().count(), AbsenceEvent.select().count()) == (second, 2, 2)


def test_two_guardians_who_say_better_at_the_same_moment_end_it_once(app, cast):
    today = clock.today()
    absence_id = report(cast.sanne, cast.mees, Span(today)).id
    guardians = [cast.sanne, cast.tom]
    back_on = today + timedelta(days=1)

    def better():
        person = guardians.pop()
        return outcome(lambda: end_absence(person, absence_of(person, absence_id), back_on))

    answers = at_once(app, better)

    assert (answers, Absence.get().last_day) == ([absence_id] * 2, today)
    assert AbsenceEvent.select().where(AbsenceEvent.kind == "better").count() == 1
