"""What the school asks parents, when, and what becomes of it."""

from datetime import date, timedelta

import pytest

from tests.absence.days import TUESDAY, at, reported, seen, told
from tests.at_once import at_once
from tests.cast import make_link, make_staff
from webapp.absence.actions import questions
from webapp.absence.actions.changes import change_absence, end_absence, withdraw_absence
from webapp.absence.actions.presence import mark_child
from webapp.absence.actions.questions import (
    answer_question,
    ask_about_missing_children,
    ask_who_is_still_ill,
    note_call,
    undo_call,
)
from webapp.absence.actions.reports import record_absence, report_absence
from webapp.absence.models import Absence, AbsenceEvent, AbsenceSettings, Asked, MissingCall, Question
from webapp.absence.queries.questions import answer_path, question_at, questions_by
from webapp.absence.rules.questions import answer_token, asked_by, is_time_to_ask_how_it_is
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.jobs import huey
from webapp.notifications.models import Notification
from webapp.schools.models import Guardianship, SpecialDay

MONDAY = TUESDAY - timedelta(days=1)
MISSES = "De school mist uw kind"
FOUND = "De school weet waar uw kind is"
ASKS = "Een vraag van de school"


def missing(cast, clock_time="08:35"):
    seen(cast.joris, cast.group3, cast.noor, "missing", clock_time)


def ask_missing(clock_time="08:40", day=TUESDAY):
    with clock.frozen_at(at(clock_time, day)):
        return ask_about_missing_children()


def ask_ill(clock_time="07:10", day=TUESDAY):
    with clock.frozen_at(at(clock_time, day)):
        return ask_who_is_still_ill()


def ill_since_monday(cast, child=None, group=None):
    return reported(cast.ingrid, child or cast.noor, group or cast.group3, Span(MONDAY), day=MONDAY)


def token_of(person, question):
    return answer_path(person.id, question).rpartition("/")[2]


def answered(person, answer, clock_time="08:44", question=None):
    with clock.frozen_at(at(clock_time)):
        _person, questions = questions_by(token_of(person, question or Question.get()))
        answer_question(person, questions[0], answer)


@pytest.mark.parametrize(
    ("marked_at", "looked_at", "asked"),
    [
        ("08:20", "08:39", 0),
        ("08:20", "08:40", 1),
        ("08:20", "10:15", 1),  # the worker was down
        ("08:39", "08:40", 1),
    ],
)
def test_parents_of_a_missing_child_are_asked_from_the_time_on(cast, marked_at, looked_at, asked):
    missing(cast, marked_at)

    assert (ask_missing(looked_at), Question.select().count()) == (asked, asked)
    assert told() == [("Marieke de Vries", MISSES)] * asked


def test_marked_missing_after_the_time_the_parents_are_asked_at_once(cast):
    missing(cast, "08:52")

    question = Question.get()
    assert (question.child, question.asked_at, question.expires_at) == (cast.noor, at("08:52"), at("23:59") + MINUTE)
    assert told("urgent") == [("Marieke de Vries", MISSES)]


MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_unit_chooses_its_own_time(cast):
    AbsenceSettings.create(unit=cast.school, missing_at="09:15")
    missing(cast, "08:52")

    assert (ask_missing("09:14"), ask_missing("09:15")) == (0, 1)


def test_unit_that_takes_no_part_asks_nobody(cast):
    AbsenceSettings.create(unit=cast.school, is_on=False)
    missing(cast, "08:52")

    assert (ask_missing("09:00"), Question.select().count(), told()) == (0, 0, [])


def test_each_missing_child_is_asked_about_once_a_day(cast):
    missing(cast)

    assert [ask_missing(when) for when in ("08:40", "08:41", "09:00")] == [1, 0, 0]
    assert told() == [("Marieke de Vries", MISSES)]


def test_what_is_wrong_with_one_child_keeps_no_other_from_being_asked_after(cast, monkeypatch):
    missing(cast)
    seen(cast.ingrid, cast.group4, cast.mees, "missing", "08:36")
    guardians_of = questions.guardians_of

    def broken(child):
        if child == cast.noor:
            raise RuntimeError(child.id)
        return guardians_of(child)

    monkeypatch.setattr(questions, "guardians_of", broken)

    assert (ask_missing(), [question.child for question in Question.select()]) == (1, [cast.mees])
    assert {name for name, _title in told()} == {"Sanne Bakker", "Tom Visser"}


def test_child_that_is_reported_or_seen_meanwhile_is_not_asked_about(cast):
    missing(cast)
    seen(cast.joris, cast.group3, cast.sem, "missing", "08:35")
    reported(cast.ingrid, cast.noor, cast.group3, clock_time="08:37")
    seen(cast.joris, cast.group3, cast.sem, "late", "08:38")

    assert (ask_missing(), Question.select().count()) == (0, 0)
    assert told("urgent") == []


def test_parent_with_two_missing_children_is_asked_once_and_answers_for_each(cast):
    missing(cast)
    seen(cast.ingrid, cast.group6, cast.daan, "missing", "08:36")

    ask_missing()

    questions = list(Question.select().order_by(Question.id))
    with clock.frozen_at(at("08:41")):
        _person, found = questions_by(token_of(cast.marieke, questions[0]))
    assert told() == [("Marieke de Vries", MISSES)]
    assert [question.child.given_name for question in found] == ["Daan", "Noor"]


def test_both_parents_are_asked_and_who_is_told_less_is_not(cast):
    seen(cast.ingrid, cast.group4, cast.mees, "missing", "08:35")
    Guardianship.update(information="on_request").where(Guardianship.person == cast.tom).execute()

    ask_missing()

    assert [row.person for row in Asked.select()] == [cast.sanne]
    assert told() == [("Sanne Bakker", MISSES)]


def test_what_stands_on_a_lock_screen_names_no_child(cast):
    missing(cast)
    ask_missing()
    seen(cast.joris, cast.group3, cast.noor, "late", "08:52")

    texts = [f"{row.title} {row.body}" for row in Notification.select().order_by(Notification.id)]
    assert texts == [
        "De school mist uw kind Tik om te laten weten waar uw kind is.",
        "De school weet waar uw kind is Uw kind is er: te laat binnen, 08:52. U hoeft niets meer te doen.",
    ]


@pytest.mark.parametrize(("mark", "closing"), [("late", "te laat binnen, 08:52"), ("present", "is er, 08:52")])
def test_found_child_is_told_to_everybody_who_was_asked_once(cast, mark, closing):
    seen(cast.ingrid, cast.group4, cast.mees, "missing", "08:35")
    ask_missing()

    seen(cast.ingrid, cast.group4, cast.mees, mark, "08:52")
    seen(cast.ingrid, cast.group4, cast.mees, mark, "08:53")

    assert Question.get().closing == closing
    assert told() == [
        ("Sanne Bakker", MISSES),
        ("Tom Visser", MISSES),
        ("Sanne Bakker", FOUND),
        ("Tom Visser", FOUND),
    ]


def test_parent_whose_other_child_is_still_missing_is_not_told_that_all_is_well(cast):
    missing(cast)
    seen(cast.ingrid, cast.group6, cast.daan, "missing", "08:36")
    ask_missing()

    seen(cast.joris, cast.group3, cast.noor, "late", "08:50")
    seen(cast.ingrid, cast.group6, cast.daan, "present", "08:55")

    texts = [(row.title, row.body) for row in Notification.select().order_by(Notification.id)][1:]
    assert texts == [
        ("Een van uw kinderen is gevonden", "De school mist nog een kind van u. Tik om te zien wie."),
        (FOUND, "Uw kind is er, 08:55. U hoeft niets meer te doen."),
    ]
    assert len({row.tag for row in Notification.select()}) == 2  # asked once, and found: the last one replaces


def test_found_child_nobody_was_asked_about_is_told_to_nobody(cast):
    missing(cast)
    seen(cast.joris, cast.group3, cast.noor, "late", "08:38")

    assert (Question.select().count(), told()) == (0, [])


def test_report_by_a_parent_ends_the_search_and_the_other_hears_it(cast):
    seen(cast.ingrid, cast.group4, cast.mees, "missing", "08:35")
    ask_missing()

    with clock.frozen_at(at("08:45")):
        report_absence(cast.tom, [cast.mees], "ill", Span(TUESDAY), "", "key")

    assert Question.get().closing == "afwezig gemeld"
    assert told("urgent")[2:] == [("Sanne Bakker", FOUND)]


def test_report_that_is_changed_or_opened_again_ends_the_search(cast):
    with clock.frozen_at(at("19:00", MONDAY)):
        absence = report_absence(cast.sanne, [cast.mees], "ill", Span(TUESDAY + DAY), "", "key").made[0]
    seen(cast.ingrid, cast.group4, cast.mees, "missing", "08:20")
    ask_missing("08:40")

    with clock.frozen_at(at("08:45")):
        change_absence(cast.sanne, absence, "ill", Span(TUESDAY), "")

    assert Question.get().closing == "afwezig gemeld"
    assert told("urgent")[2:] == [("Tom Visser", FOUND)]


def test_child_that_was_found_at_school_is_missed_anew_at_the_bso(cast):
    missing(cast)
    ask_missing()
    seen(cast.joris, cast.group3, cast.noor, "late", "08:52")

    seen(cast.bram, cast.squirrels, cast.noor, "missing", "15:10")

    first, second = Question.select().order_by(Question.id)
    assert (first.unit, second.unit, second.closed_at) == (cast.school, cast.bso, None)
    assert told("urgent")[2:] == [("Marieke de Vries", MISSES)]


def test_child_that_is_seen_ends_the_search_of_each_unit(cast):
    missing(cast)
    ask_missing()
    seen(cast.bram, cast.squirrels, cast.noor, "missing", "15:10")

    seen(cast.bram, cast.squirrels, cast.noor, "present", "15:20")

    assert {question.closing for question in Question.select()} == {"is er, 15:20"}


def test_report_for_this_afternoon_does_not_end_the_search(cast):
    missing(cast)
    ask_missing()

    reported(cast.ingrid, cast.noor, cast.group3, Span(TUESDAY, TUESDAY, "13:00", "14:00"), "appointment", "08:45")

    assert (Question.get().closed_at, told("urgent")) == (None, [("Marieke de Vries", MISSES)])


def test_is_ill_makes_a_report_by_the_parent_and_ends_the_search(cast):
    missing(cast)
    ask_missing()

    answered(cast.marieke, "ill")

    absence, question = Absence.get(), Question.get()
    assert (absence.child, absence.source, absence.reported_by, absence.is_illness) == (
        cast.noor,
        "answer",
        cast.marieke,
        True,
    )
    assert (absence.first_day, absence.last_day) == (TUESDAY, None)
    assert (question.answer, question.answered_by, question.closing) == ("ill", cast.marieke, "afwezig gemeld")
    assert told("urgent") == [("Marieke de Vries", MISSES)]  # she knows


def test_is_on_the_way_leaves_the_search_open_until_the_child_is_there(cast):
    missing(cast)
    ask_missing()

    answered(cast.marieke, "on_the_way")
    open_after = Question.get().closed_at
    seen(cast.joris, cast.group3, cast.noor, "late", "08:52")

    assert (open_after, Question.get().closing) == (None, "te laat binnen, 08:52")
    assert Absence.select().count() == 0


def test_only_the_first_answer_counts(cast):
    seen(cast.ingrid, cast.group4, cast.mees, "missing", "08:35")
    ask_missing()
    answered(cast.sanne, "on_the_way")
    before = Notification.select().count()

    with pytest.raises(Refused, match="settled"):
        answered(cast.tom, "ill", "08:45")

    assert (Question.get().answer, Absence.select().count()) == ("on_the_way", 0)
    assert Notification.select().count() == before


@pytest.mark.parametrize(("answer", "code"), [("better", "unknown_answer"), ("", "unknown_answer")])
def test_answer_to_another_question_is_refused(cast, answer, code):
    missing(cast)
    ask_missing()

    with pytest.raises(Refused, match=code):
        answered(cast.marieke, answer)

    assert (Question.get().answer, Absence.select().count()) == ("", 0)


def test_after_its_day_a_question_is_not_answered_any_more(cast):
    missing(cast)
    ask_missing()
    question = Question.get()

    with clock.frozen_at(question.expires_at), pytest.raises(Refused, match="too_late"):
        answer_question(cast.marieke, question, "ill")

    assert (Question.get().answer, Absence.select().count()) == ("", 0)


@pytest.mark.parametrize(
    ("day", "clock_time", "asked"),
    [
        (TUESDAY, "07:09", 0),
        (TUESDAY, "07:10", 1),
        (TUESDAY, "07:11", 1),
        (TUESDAY, "08:29", 1),  # the worker was down
        (TUESDAY, "08:30", 0),
        (TUESDAY, "23:00", 0),
        (MONDAY, "07:50", 0),  # reported that same day
        (date(2026, 11, 28), "07:10", 0),  # Saturday
        (date(2026, 12, 22), "07:10", 0),  # Christmas holidays
        (date(2026, 11, 26), "07:10", 0),  # a study day
        (date(2026, 11, 27), "07:10", 1),
        (date(2027, 3, 29), "07:10", 0),  # Easter Monday, the day after the clock went forward
        (date(2027, 3, 30), "07:09", 0),
        (date(2027, 3, 30), "07:10", 1),
    ],
)
def test_parents_are_asked_how_an_ill_child_is_on_the_morning_of_a_school_day(cast, day, clock_time, asked):
    SpecialDay.create(unit=cast.school, name="Studiedag", first_day=date(2026, 11, 26), last_day=date(2026, 11, 26))
    ill_since_monday(cast)
    before = told().count(("Marieke de Vries", ASKS))

    assert (ask_ill(clock_time, day), Question.select().count()) == (asked, asked)
    assert len([one for one in Notification.select() if one.title == ASKS]) - before == asked


@pytest.mark.parametrize(
    ("still_ill_at", "clock_time", "is_time"),
    [
        ("07:10", "07:09", False),
        ("07:10", "07:10", True),
        ("06:45", "08:29", True),
        ("07:10", "08:30", False),
        ("09:00", "08:59", False),
        ("09:00", "09:59", True),
        ("09:00", "10:00", False),
    ],
)
def test_morning_question_has_its_time(still_ill_at, clock_time, is_time):
    assert is_time_to_ask_how_it_is(still_ill_at, at(clock_time)) == is_time


@pytest.mark.parametrize("day", [date(2026, 3, 30), date(2026, 10, 26)])
def test_on_the_school_day_after_the_clock_changed_it_is_ten_past_seven_on_the_schools_clock(day):
    assert [is_time_to_ask_how_it_is("07:10", at(when, day)) for when in ("07:09", "07:10")] == [False, True]


def test_each_ill_child_is_asked_about_once_a_day_and_again_the_next_day(cast):
    ill_since_monday(cast)

    asked = [ask_ill("07:10"), ask_ill("07:11"), ask_ill("07:10", TUESDAY + timedelta(days=1))]

    assert asked == [1, 0, 1]


def test_report_with_an_end_a_withdrawn_one_and_an_ended_one_are_not_asked_after(cast):
    reported(cast.ingrid, cast.sem, cast.group3, Span(MONDAY, TUESDAY), day=MONDAY)
    ended = ill_since_monday(cast)
    taken_back = reported(cast.ingrid, cast.yara, cast.group5, Span(TUESDAY), day=MONDAY)
    with clock.frozen_at(at("18:00", MONDAY)):
        end_absence(cast.marieke, ended, TUESDAY)
        withdraw_absence(cast.karima, taken_back)

    assert (ask_ill(), Question.select().count()) == (0, 0)


def test_unit_that_takes_no_part_does_not_ask_how_it_is(cast):
    ill_since_monday(cast)
    AbsenceSettings.create(unit=cast.school, is_on=False)

    assert (ask_ill(), Question.select().count()) == (0, 0)


def test_still_ill_keeps_the_report_open_and_tells_nobody_anew(cast):
    absence = ill_since_monday(cast)
    ask_ill()
    before = Notification.select().count()

    answered(cast.marieke, "still_ill", "07:12")

    assert Absence.get_by_id(absence.id).last_day is None
    assert [event.kind for event in AbsenceEvent.select().order_by(AbsenceEvent.id)] == ["reported", "still_ill"]
    assert Notification.select().count() == before


def test_better_ends_the_report_the_day_before(cast):
    absence = ill_since_monday(cast)
    ask_ill()

    answered(cast.marieke, "better", "07:12")

    assert Absence.get_by_id(absence.id).last_day == MONDAY


def test_better_after_school_is_back_on_the_next_day_with_school(cast):
    absence = ill_since_monday(cast)
    ask_ill()

    answered(cast.marieke, "better", "19:30")

    assert Absence.get_by_id(absence.id).last_day == TUESDAY


def test_report_that_was_ended_meanwhile_is_not_ended_again(cast):
    absence = ill_since_monday(cast)
    ask_ill()
    with clock.frozen_at(at("07:20")):
        end_absence(cast.ingrid, absence, TUESDAY)

    with pytest.raises(Refused, match="settled"):
        answered(cast.marieke, "still_ill", "07:25")

    assert Question.get().answer == ""


def test_morning_question_says_nothing_of_illness(cast):
    ill_since_monday(cast)
    ask_ill()

    note = Notification.select().order_by(Notification.id.desc()).get()
    assert (note.kind, note.title, note.body) == ("absence", ASKS, "Tik om te antwoorden. Het is in één tik klaar.")
    assert [text for text in (note.path, note.link, note.tag) if "ill" in text] == []  # addresses and Topics are read


def test_token_tells_who_was_asked_what_and_when():
    token = answer_token("secret", 7, "still_ill", TUESDAY)

    assert asked_by("secret", token) == (7, "still_ill", TUESDAY)


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token.replace("7-", "8-", 1),
        lambda token: token.replace("how", "where"),
        lambda token: token.replace("how", "still_ill"),
        lambda token: token.replace("20261124", "20261125"),
        lambda token: token.replace("20261124", "20261399"),
        lambda token: token[:-1],
        lambda token: f"{token}0",
        lambda token: token.upper(),
        lambda token: "",
        lambda token: "é-how-20261124-x",
        lambda token: "٧-how-20261124-x",
        lambda token: "-" * 50,
    ],
)
def test_forged_token_is_nobodys(change):
    assert asked_by("secret", change(answer_token("secret", 7, "still_ill", TUESDAY))) is None


def test_token_of_who_was_not_asked_or_no_longer_reads_along_opens_nothing(cast):
    missing(cast)
    ask_missing()
    question = Question.get()
    Guardianship.update(information="none").where(Guardianship.person == cast.marieke).execute()

    for person in (cast.marieke, cast.karima):
        with clock.frozen_at(at("08:41")), pytest.raises(Asked.DoesNotExist):
            questions_by(token_of(person, question))


def test_call_is_noted_once_and_undone(cast):
    missing(cast)
    ask_missing()
    question = Question.get()

    with clock.frozen_at(at("08:51")):
        note_call(cast.ingrid, question)
        note_call(cast.peter, question)
        callers = [call.by for call in MissingCall.select()]
        undo_call(cast.peter, question)

    assert (callers, MissingCall.select().count()) == ([cast.ingrid], 0)


def test_question_of_another_unit_or_another_day_is_not_there(cast):
    missing(cast)
    ask_missing()
    question = Question.get()

    with clock.frozen_at(at("08:41")):
        assert question_at(cast.school, question.id) == question
        with pytest.raises(Question.DoesNotExist):
            question_at(cast.bso, question.id)
    with clock.frozen_at(at("08:41", TUESDAY + timedelta(days=1))), pytest.raises(Question.DoesNotExist):
        question_at(cast.school, question.id)


def test_worker_looks_each_minute():
    names = {task.name for task in huey.read_periodic(clock.now().replace(tzinfo=None, second=0))}

    assert {"ask_about_missing_children_every_minute", "ask_who_is_still_ill_every_minute"} <= names


@pytest.mark.committed
def test_two_workers_ask_each_parent_once(app, cast):
    missing(cast)
    ill_since_monday(cast, cast.yara, cast.group5)

    with clock.frozen_at(at("08:40")):
        counts = at_once(app, ask_about_missing_children)
    with clock.frozen_at(at("07:10")):
        ill = at_once(app, ask_who_is_still_ill)

    assert (sorted(counts), sorted(ill), Question.select().count(), Asked.select().count()) == ([0, 1], [0, 1], 2, 2)


@pytest.mark.committed
def test_of_two_guardians_who_answer_at_the_same_moment_one_is_first(app, cast):
    seen(cast.ingrid, cast.group4, cast.mees, "missing", "08:35")
    ask_missing()
    people = iter([cast.sanne, cast.tom])

    def tap():
        person = next(people)
        try:
            answer_question(person, Question.get(), "ill")
            return "counted"
        except Refused as refusal:
            return refusal.code

    with clock.frozen_at(at("08:44")):
        answers = at_once(app, tap)

    assert (sorted(answers), Absence.select().count()) == (["counted", "settled"], 1)


@pytest.mark.committed
def test_two_teachers_who_see_the_child_at_the_same_moment_tell_it_once(app, cast):
    missing(cast)
    ask_missing()

    with clock.frozen_at(at("08:52")):
        at_once(app, lambda: mark_child(cast.joris, cast.group3, cast.noor, "late"))

    assert told() == [("Marieke de Vries", MISSES), ("Marieke de Vries", FOUND)]


def test_report_made_by_the_office_meanwhile_is_no_obstacle_to_the_answer(cast):
    missing(cast)
    ask_missing()
    with clock.frozen_at(at("08:42")):
        record_absence(cast.ingrid, cast.noor, cast.school, "ill", Span(TUESDAY), "", "phone", "by-phone")

    with pytest.raises(Refused, match="settled"):
        answered(cast.marieke, "ill", "08:43")

    assert Absence.select().count() == 1


def test_second_guardian_who_teaches_the_child_is_asked_too(cast):
    make_link(cast.joris, cast.noor, cast.school)
    make_staff(cast.joris, "office", cast.school)
    missing(cast)
    ask_missing()

    assert [row.person for row in Asked.select().order_by(Asked.id)] == [cast.marieke, cast.joris]
