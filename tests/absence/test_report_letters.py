"""The letter of a report, and the days that are proposed."""

from datetime import date

import pytest

from tests.absence.reporting import EARLY, EVENING, FRIDAY, LATER, MONDAY, SATURDAY, TODAY, TOMORROW, report
from webapp.absence.actions.changes import change_absence
from webapp.absence.actions.reports import record_absence
from webapp.absence.queries.absences import days_to_be_back, no_school_on
from webapp.absence.queries.letters import confirmation_for
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.documents.models import Letter
from webapp.documents.queries.letters import facts_of
from webapp.schools.models import SpecialDay


@pytest.fixture(autouse=True)
def early_morning():
    """It is Tuesday 07:50 at school, unless a test says otherwise."""
    with clock.frozen_at(EARLY):
        yield


def test_days_to_be_back_are_school_days(cast):
    SpecialDay.create(unit=cast.school, name="Studiedag", first_day=TOMORROW, last_day=TOMORROW)
    absence = report(cast.sanne, cast.mees)
    thursday = date(2026, 11, 26)

    assert days_to_be_back(absence) == [TODAY, thursday]
    with clock.frozen_at(LATER):
        assert days_to_be_back(absence) == [thursday, TODAY]
    with clock.frozen_at(EVENING):
        assert days_to_be_back(absence) == [thursday]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (TODAY, None),
        (SATURDAY, ("", MONDAY)),
        (date(2026, 12, 25), ("Eerste kerstdag; Kerstvakantie", date(2027, 1, 4))),
    ],
)
def test_day_without_school_says_why_and_when_there_is_school_again(cast, day, why):
    assert no_school_on(cast.school, day) == why


def test_letter_says_what_was_reported_also_after_a_change(cast):
    absence = report(cast.sanne, cast.mees, Span(TOMORROW), note="KANARIE")
    change_absence(cast.sanne, absence, "ill", Span(FRIDAY), "KANARIE")

    facts = facts_of(confirmation_for(cast.tom, absence))

    assert (facts["child"], facts["groups"], facts["reported_by"]) == ("Mees Bakker", "Groep 4", "Sanne Bakker")
    assert (facts["first_day"], facts["last_day"], facts["is_illness"]) == ("2026-11-25", None, True)
    assert facts["summary"] == [
        ["Gemeld", "ziek"],
        ["Eerste dag", "25 november 2026"],
        ["Tot en met", "nog niet bekend"],
        ["Gemeld op", "24 november 2026 07:50"],
    ]
    assert Letter.select().count() == 1


def test_letter_holds_no_cause_no_note_and_of_the_guardians_only_who_reported(cast):
    absence = record_absence(cast.ingrid, cast.mees, cast.school, "corona", Span(TODAY), "KANARIE", "phone", "key")
    letter = confirmation_for(cast.sanne, absence)

    words = ("Corona", "corona", "KANARIE", "Sanne", "Tom", "Ingrid")
    assert [word for word in words if word in letter.facts] == []


def test_letter_is_for_the_family_and_the_office_alone(cast):
    absence = report(cast.marieke, cast.noor)

    readers = [cast.marieke, cast.ingrid, cast.peter, cast.karima, cast.joris, cast.bram, cast.anouk]

    assert [confirmation_for(person, absence) is not None for person in readers] == [True] * 3 + [False] * 4
