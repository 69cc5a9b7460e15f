"""Asking for leave and what the family does with it afterwards: rows, history, absence, who is told."""

import json
from datetime import date, timedelta

import pytest

from tests.cast import make_link, make_person
from tests.leave.asking import (
    MONDAY_NEXT,
    TUESDAY,
    TUESDAY_NEXT,
    a_paper,
    ask,
    ask_one,
    in_state,
    put_question,
    wants_both,
)
from webapp.absence.models import Absence
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.documents.models import Letter
from webapp.leave.actions.answers import answer_question
from webapp.leave.actions.attachments import KeptPaper, attach_papers
from webapp.leave.actions.confirmations import confirm_request
from webapp.leave.actions.requests import request_leave
from webapp.leave.actions.withdrawals import withdraw_request
from webapp.leave.models import LeaveAttachment, LeaveDecision, LeaveEvent, LeaveKind, LeaveRequest, LeaveSettings
from webapp.leave.queries.asking import asking_places_of
from webapp.leave.queries.requests import current_requests_of, leave_request_of, leave_requests_of
from webapp.leave.rules.assessing import Draft
from webapp.leave.rules.kinds import own_kind
from webapp.notifications.models import Delivery, Notification
from webapp.schools.models import Guardianship


@pytest.fixture(autouse=True)
def on_tuesday():
    with clock.frozen_at(TUESDAY):
        yield


def told() -> dict[str, set[str]]:
    """Path → whom a notification about leave with this path is for."""
    found: dict[str, set[str]] = {}
    rows = Delivery.select(Delivery, Notification).join(Notification).where(Notification.kind == "leave")
    for delivery in rows:
        found.setdefault(delivery.notification.path, set()).add(delivery.person.name.split()[0])
    return found


def nothing_written() -> tuple[int, int, int, int]:
    return tuple(table.select().count() for table in (LeaveRequest, Letter, Absence, Notification))  # type: ignore[return-value]


def refusal(act, *args, **options) -> Refused:
    with pytest.raises(Refused) as refused:
        act(*args, **options)
    return refused.value


def kinds_of(request: LeaveRequest) -> list[str]:
    return [event.kind for event in LeaveEvent.select().where(LeaveEvent.request == request).order_by(LeaveEvent.id)]


def test_request_is_a_row_with_its_history_its_letter_and_the_term_to_decide(cast):
    request = ask_one(cast.marieke, cast.noor)

    assert (request.state, request.ground, request.halves, request.is_notice) == ("submitted", "g", 2, False)
    assert (request.kind_name, request.asked_by_name, request.decide_by) == (
        *("Verhuizing", "Marieke de Vries"),
        date(2027, 1, 19),
    )
    assert (kinds_of(request), Absence.select().count()) == (["submitted"], 0)
    assert [(letter.kind, letter.subject) for letter in Letter.select()] == [
        ("leave/confirmation", f"leaverequest-{request.id}")
    ]
    assert AuditEntry.select().where(AuditEntry.verb == "request_leave").count() == 1


def test_office_and_director_are_told_and_no_teacher(cast):
    ask(cast.marieke, cast.noor)

    assert told() == {f"/units/{cast.school.id}/leave": {"Ingrid", "Peter"}}


def test_brothers_and_sisters_are_asked_for_at_once_and_share_a_batch(cast):
    requests = ask(cast.marieke, cast.noor, cast.daan, key="samen")

    assert {request.child.given_name for request in requests} == {"Noor", "Daan"}
    assert {request.batch for request in requests} == {"samen"}
    assert Notification.select().where(Notification.kind == "leave").count() == 1


def test_same_tap_twice_is_one_request(cast):
    first, second = ask(cast.marieke, cast.noor, key="tik"), ask(cast.marieke, cast.noor, key="tik")

    assert first == second
    assert (LeaveRequest.select().count(), Letter.select().count(), Notification.select().count()) == (1, 1, 1)


def test_same_tap_with_something_else_is_not_swallowed(cast):
    ask(cast.marieke, cast.noor, key="tik")

    refused = refusal(ask, cast.marieke, cast.noor, key="tik", first=TUESDAY_NEXT)

    assert (refused.code, LeaveRequest.select().count()) == ("sent_already", 1)


def test_what_is_asked_already_is_not_asked_again_by_the_other_parent(cast):
    ask(cast.sanne, cast.mees)

    refused = refusal(ask, cast.tom, cast.mees)

    assert (refused.code, refused.values["child"], LeaveRequest.select().count()) == ("asked_already", "Mees", 1)


def test_days_that_were_asked_for_already_are_not_asked_for_again_as_another_kind(cast):
    ask(cast.sanne, cast.mees, first=MONDAY_NEXT, last=TUESDAY_NEXT)

    refused = refusal(ask, cast.tom, cast.mees, kind="jubilee", first=TUESDAY_NEXT)

    assert (refused.code, refused.values["child"], LeaveRequest.select().count()) == ("overlaps", "Mees", 1)
    assert ask_one(cast.tom, cast.mees, kind="jubilee", first=date(2026, 12, 2)).state == "submitted"


def test_what_was_taken_back_or_refused_may_be_asked_again(cast):
    in_state(ask_one(cast.marieke, cast.noor), "withdrawn")
    in_state(ask_one(cast.marieke, cast.noor), "refused")

    assert ask_one(cast.marieke, cast.noor).state == "submitted"


def test_one_child_for_whom_it_is_impossible_stops_it_for_all(cast):
    LeaveRequest.update(state="approved").where(
        LeaveRequest.id == ask_one(cast.marieke, cast.daan, kind="profession", first=date(2027, 3, 1)).id
    ).execute()
    request = LeaveRequest.get()
    LeaveDecision.create(
        request=request, outcome="approved", ground="f", reason="Horeca", first_day=request.first_day,
        last_day=request.last_day, halves=2, decided_by_name="Peter", decided_at=TUESDAY, objection_until=TUESDAY,
    )  # fmt: skip
    before = nothing_written()

    refused = refusal(ask, cast.marieke, cast.noor, cast.daan, kind="profession", first=date(2027, 1, 25))

    assert (refused.code, refused.values["child"], nothing_written()) == ("once_a_year", "Daan", before)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"kind": "profession", "first": date(2027, 1, 25), "last": date(2027, 2, 12)}, "profession_too_long"),
        ({"kind": "profession", "first": date(2027, 8, 24)}, "first_weeks"),
        ({"first": date(2026, 12, 22)}, "no_school_days"),
        ({"first": date(2026, 11, 28)}, "no_school_days"),
        ({"kind": "at_home"}, "six_already"),
        ({"reason": ""}, "reason_needed"),
    ],
)
def test_what_the_law_forbids_is_refused_and_nobody_hears_of_it(cast, wish, code):
    assert refusal(ask, cast.marieke, cast.noor, **wish).code == code
    assert nothing_written() == (0, 0, 0, 0)


def test_stranger_asks_nothing_for_a_child(cast):
    assert refusal(ask, cast.karima, cast.noor).code == "nobody_chosen"
    assert nothing_written() == (0, 0, 0, 0)


def test_unit_that_does_not_take_part_takes_no_request(cast):
    LeaveSettings.create(unit=cast.school, is_on=False, own_text="Bel ons.")

    assert refusal(ask, cast.marieke, cast.noor).code == "not_taking_part"
    assert [(place.takes_part, place.own_text) for place in asking_places_of(cast.karima)] == [(False, "Bel ons.")]
    assert nothing_written() == (0, 0, 0, 0)


def test_ended_kind_of_the_unit_is_none_any_more(cast):
    row = LeaveKind.create(unit=cast.school, name="Topsport", guideline_days=2)
    places, draft = asking_places_of(cast.karima), Draft(own_kind(row.id, "Topsport", 2), MONDAY_NEXT, MONDAY_NEXT)
    asked = request_leave(cast.karima, places, draft, "Wedstrijd", [], "een")[0]
    LeaveKind.update(ended_at=TUESDAY).execute()

    refused = refusal(request_leave, cast.karima, places, draft, "Wedstrijd", [], "twee")

    assert (asked.kind_name, asked.ground, refused.code) == ("Topsport", "g", "unknown_kind")


def test_more_than_ten_days_is_asked_and_waits_to_be_referred(cast):
    request = ask_one(cast.marieke, cast.noor, kind="other", first=date(2027, 1, 25), last=date(2027, 2, 12))

    assert (request.state, request.halves > 20) == ("submitted", True)
    assert json.loads(Letter.get().facts)["outcome"] == "referral"


def test_feast_is_a_notice_and_an_absence_whose_name_tells_nothing(cast):
    request = ask_one(cast.karima, cast.yara, kind="feast", first=date(2026, 11, 26), reason="Offerfeest")

    absence = Absence.get()
    assert (request.state, request.is_notice, kinds_of(request)) == ("noted", True, ["noted"])
    assert (absence.reason_name, absence.note, absence.source, absence.first_day) == (
        *("Verlof", "", "leave"),
        date(2026, 11, 26),
    )


def test_four_year_old_is_only_told_of(cast):
    cast.yara.birthdate = date(2022, 1, 6)
    cast.yara.save()

    request = ask_one(cast.karima, cast.yara, kind="holiday", reason="")

    assert (request.state, request.ground, Absence.select().count()) == ("noted", "none", 1)


def test_hours_at_home_add_up_within_a_week(cast):
    cast.yara.birthdate = date(2021, 3, 10)
    cast.yara.save()
    first = ask_one(cast.karima, cast.yara, kind="at_home", first=MONDAY_NEXT, starts_at="09:00", reason="")

    second = ask_one(cast.karima, cast.yara, kind="at_home", first=TUESDAY_NEXT, starts_at="09:00", reason="Rust")
    third = refusal(ask, cast.karima, cast.yara, kind="at_home", first=date(2026, 12, 4), reason="Rust")

    assert (first.state, second.state, third.code) == ("noted", "submitted", "over_ten_hours")


def test_other_guardian_is_told_and_may_read_it(cast):
    request = ask_one(cast.sanne, cast.mees)

    assert told()[f"/leave/{request.id}"] == {"Tom"}
    assert leave_request_of(cast.tom, request.id) == request


@pytest.mark.parametrize("information", ["none", "on_request"])
def test_parent_who_is_not_told_everything_hears_and_sees_nothing(cast, information):
    Guardianship.update(information=information).where(Guardianship.person == cast.tom).execute()
    wants_both(cast.school)

    request = ask_one(cast.sanne, cast.mees)

    assert (request.state, told()) == ("submitted", {f"/units/{cast.school.id}/leave": {"Ingrid", "Peter"}})
    assert leave_requests_of(cast.tom).count() == 0


def test_nobodys_name_and_no_reason_is_in_what_is_told(cast):
    ask(cast.sanne, cast.mees, kind="serious_illness", reason="Oma heeft kanarie")

    words = " ".join(f"{row.title} {row.body}" for row in Notification.select())
    assert [word for word in ("Mees", "Bakker", "ziek", "kanarie") if word in words] == []


def test_where_the_unit_wants_both_the_other_guardian_confirms_and_then_the_school_hears(cast):
    wants_both(cast.school)
    request = ask_one(cast.sanne, cast.mees)
    before = told()

    confirm_request(cast.tom, request)

    assert (before, request.state) == ({f"/leave/{request.id}": {"Tom"}}, "submitted")
    assert told() == {f"/units/{cast.school.id}/leave": {"Ingrid", "Peter"}, f"/leave/{request.id}": {"Tom", "Sanne"}}
    assert kinds_of(request) == ["submitted", "confirmed"]


def test_who_asked_cannot_confirm_and_nobody_confirms_twice(cast):
    wants_both(cast.school)
    request = ask_one(cast.sanne, cast.mees)

    by_asker = refusal(confirm_request, cast.sanne, request).code
    confirm_request(cast.tom, request)

    assert (by_asker, refusal(confirm_request, cast.tom, request).code) == ("not_yours_to_confirm", "moved_on")
    assert kinds_of(request) == ["submitted", "confirmed"]


@pytest.mark.parametrize("authority", ["no", "unknown"])
def test_guardian_without_authority_confirms_nothing(cast, authority):
    Guardianship.update(authority=authority).where(Guardianship.person == cast.tom).execute()
    wants_both(cast.school)
    request = ask_one(cast.sanne, cast.mees)

    assert (request.state, refusal(confirm_request, cast.tom, request).code) == ("submitted", "not_yours_to_confirm")


def test_notice_needs_nobody_elses_word(cast):
    wants_both(cast.school)

    assert ask_one(cast.sanne, cast.mees, kind="feast").state == "noted"


def test_answer_brings_it_back_to_the_school(cast):
    request = ask_one(cast.marieke, cast.noor)
    put_question(request)

    answer_question(cast.marieke, request, "Hierbij.", a_paper())

    assert (request.state, kinds_of(request)) == ("answered", ["submitted", "question", "answer"])
    assert LeaveAttachment.select().count() == 1


def test_question_is_answered_once_and_not_when_nothing_was_asked(cast):
    request = ask_one(cast.marieke, cast.noor)
    unasked = refusal(answer_question, cast.marieke, request, "Hierbij.").code
    put_question(request)
    empty = refusal(answer_question, cast.marieke, request, "").code
    answer_question(cast.marieke, request, "Hierbij.")

    assert (unasked, empty) == ("moved_on", "answer_needed")
    assert refusal(answer_question, cast.marieke, request, "Nog eens.").values == {"state": "answered"}
    assert kinds_of(request).count("answer") == 1


def test_taking_back_a_notice_takes_back_its_absence(cast):
    request = ask_one(cast.karima, cast.yara, kind="feast")

    withdraw_request(cast.karima, request)

    assert (request.state, Absence.get().withdrawn_at) == ("withdrawn", TUESDAY)


def test_notice_that_is_taken_back_on_its_second_day_leaves_the_first(cast):
    request = ask_one(cast.karima, cast.yara, kind="feast", last=TUESDAY_NEXT)

    with clock.frozen_at(TUESDAY + timedelta(weeks=1)):
        withdraw_request(cast.karima, request)

    absence = Absence.get()
    assert (absence.first_day, absence.last_day, absence.withdrawn_at) == (MONDAY_NEXT, MONDAY_NEXT, None)


@pytest.mark.parametrize(
    ("state", "first", "code"),
    [
        ("approved", date(2026, 11, 24), "begun_already"),
        ("refused", MONDAY_NEXT, "moved_on"),
        ("withdrawn", MONDAY_NEXT, "moved_on"),
    ],
)
def test_what_has_begun_or_is_over_is_not_taken_back(cast, state, first, code):
    request = in_state(ask_one(cast.marieke, cast.noor), state, first_day=first)
    events = kinds_of(request)

    assert (refusal(withdraw_request, cast.marieke, request).code, kinds_of(request)) == (code, events)


def test_given_leave_that_is_still_to_come_is_taken_back(cast):
    request = in_state(ask_one(cast.marieke, cast.noor), "approved")

    withdraw_request(cast.marieke, request)

    assert request.state == "withdrawn"


def test_only_who_asked_takes_it_back(cast):
    request = ask_one(cast.sanne, cast.mees)

    assert (refusal(withdraw_request, cast.tom, request).code, LeaveRequest.get().state) == ("not_yours", "submitted")


def test_papers_are_added_until_it_is_decided_and_at_most_five(cast):
    request = ask_one(cast.marieke, cast.noor, papers=a_paper())
    attach_papers(cast.marieke, request, a_paper("zelfde.pdf"))  # the same paper again
    full = refusal(attach_papers, cast.marieke, request, many(5)).code
    in_state(request, "approved")

    late = refusal(attach_papers, cast.marieke, request, many(1))

    assert (full, late.code, late.values) == ("too_many_files", "moved_on", {"state": "approved"})
    assert LeaveAttachment.select().count() == 1


def many(number: int):
    return [KeptPaper(f"{n}.pdf", f"{n:064x}.pdf") for n in range(number)]


def test_letter_keeps_what_was_true_when_it_was_asked_in_both_languages(cast):
    request = ask_one(cast.marieke, cast.noor, last=TUESDAY_NEXT, papers=a_paper())

    facts = json.loads(Letter.get().facts)

    assert (facts["child"], facts["asked_by"], facts["papers"]) == (
        "Noor de Vries",
        "Marieke de Vries",
        ["verklaring.pdf"],
    )
    assert (facts["days"]["nl"], facts["span"]["nl"]) == ("2 schooldagen", "30 november 2026 t/m 1 december 2026")
    assert facts["summary"][0] == ["Gevraagd door", "Marieke de Vries"]
    assert request.reason not in json.dumps(facts["summary"])


def test_current_requests_are_what_is_open_or_still_to_come(cast):
    running = ask_one(cast.marieke, cast.noor)
    given = in_state(ask_one(cast.marieke, cast.daan, first=TUESDAY_NEXT), "approved")
    in_state(ask_one(cast.marieke, cast.daan, first=date(2026, 11, 23)), "approved")
    in_state(ask_one(cast.marieke, cast.daan, first=date(2026, 12, 4)), "refused")

    assert list(current_requests_of(cast.marieke)) == [running, given]


def test_family_of_another_child_or_another_unit_sees_none_of_it(cast):
    aunt = make_person("Tante Els", "els@ouders.example")
    make_link(aunt, cast.noor, cast.bso)
    ask(cast.marieke, cast.noor)

    assert told() == {f"/units/{cast.school.id}/leave": {"Ingrid", "Peter"}}
    seen = {person.name: leave_requests_of(person).count() for person in (cast.marieke, cast.karima, cast.wouter, aunt)}

    assert seen == {"Marieke de Vries": 1, "Karima el Idrissi": 0, "Wouter Jansen": 0, "Tante Els": 0}
