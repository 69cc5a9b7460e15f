"""The school asks, decides and refers: what is written, who is told, and what is refused."""

import json
from datetime import date, datetime

import pytest

from tests.leave.at_desk import MONDAY, ask, had
from tests.notifications.devices import make_device
from webapp.absence.models import Absence
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.documents.models import Letter
from webapp.leave.actions.answers import answer_question
from webapp.leave.actions.decisions import Choice, decide_requests
from webapp.leave.actions.questions import ask_question
from webapp.leave.actions.referrals import refer_request
from webapp.leave.actions.settings import (
    add_blackout,
    add_leave_kind,
    end_leave_kind,
    remove_blackout,
    set_leave_settings,
)
from webapp.leave.models import Blackout, LeaveDecision, LeaveEvent, LeaveKind, LeaveRequest, LeaveSettings
from webapp.leave.queries.settings import leave_settings_of
from webapp.notifications.models import Delivery, Notification

REASON = "De reden is een gewichtige omstandigheid."
OFFICER = {"municipality": "Emmen", "name": "Henk Bos", "email": "leerplicht@emmen.example", "phone": "0591111222"}


@pytest.fixture(autouse=True)
def today():
    with clock.frozen_at(datetime(2026, 11, 24, 10, tzinfo=clock.SCHOOL_ZONE)):
        yield


def written() -> tuple[int, ...]:
    """How much there is of everything that a decision writes, and of what was told."""
    return tuple(
        table.select().count() for table in (LeaveDecision, LeaveEvent, Absence, Letter, Notification, AuditEntry)
    )


def state_of(request) -> str:
    return LeaveRequest.get_by_id(request.id).state


def choose(request, outcome="approved", ground="g", reason=REASON, part=None) -> Choice:
    return Choice(request, outcome, ground, reason, part)


def told() -> list[tuple[str, str]]:
    """Who was told, and the path that leads there."""
    rows = Delivery.select(Delivery, Notification).join(Notification).order_by(Delivery.id)
    return sorted({(row.person.name, row.notification.path) for row in rows})


def test_leave_that_is_granted_is_an_absence_with_a_letter_and_the_family_is_told(cast):
    request = ask(cast.sanne, cast.mees, cast.school, days=2)

    decision = decide_requests(cast.peter, [choose(request)])[0]

    absence, letter, event = Absence.get(), Letter.get(), LeaveEvent.get()
    assert (state_of(request), decision.outcome, decision.halves) == ("approved", "approved", 4)
    assert (decision.first_day, decision.last_day, decision.decided_by) == (MONDAY, date(2027, 1, 12), cast.peter)
    assert (absence.child, absence.first_day, absence.last_day, absence.source) == (
        cast.mees,
        MONDAY,
        date(2027, 1, 12),
        "leave",
    )
    assert (absence.reason_name, absence.idempotency_key) == ("Verlof", f"leave:{request.id}")
    assert (letter.kind, letter.audience, letter.child) == ("leave/decision", "family", cast.mees)
    assert (event.kind, event.text, json.loads(event.details)["outcome"]) == ("decided", REASON, "approved")
    assert told() == [("Sanne Bakker", f"/leave/{request.id}"), ("Tom Visser", f"/leave/{request.id}")]


def test_what_is_told_names_no_child_and_no_reason(cast):
    make_device(cast.sanne)
    request = ask(cast.sanne, cast.mees, cast.school)

    decide_requests(cast.peter, [choose(request, "refused")])

    texts = {f"{row.title} {row.body}" for row in Notification.select()}
    assert texts == {"Er is besloten over een verlofaanvraag Tik om het besluit te lezen."}


def test_part_that_is_given_is_the_absence(cast):
    request = ask(cast.sanne, cast.mees, cast.school, days=3)
    part = Span(MONDAY, MONDAY, "10:00", "12:00")

    decision = decide_requests(cast.peter, [choose(request, "partly", part=part)])[0]

    absence = Absence.get()
    assert (state_of(request), decision.halves) == ("partly", 1)
    assert (absence.first_day, absence.last_day, absence.starts_at, absence.ends_at) == (
        MONDAY,
        MONDAY,
        "10:00",
        "12:00",
    )


def test_refused_leave_is_no_absence(cast):
    request = ask(cast.sanne, cast.mees, cast.school)

    decision = decide_requests(cast.peter, [choose(request, "refused")])[0]

    assert (state_of(request), decision.halves, decision.first_day) == ("refused", 0, None)
    assert (decision.objection_until, Absence.select().count()) == (date(2027, 1, 5), 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"outcome": "perhaps"}, "no_outcome"),
        ({"ground": ""}, "no_ground"),
        ({"ground": "d"}, "no_ground"),
        ({"reason": "Te kort."}, "no_reason"),
        ({"reason": " " * 20}, "no_reason"),
        ({"outcome": "partly", "part": Span(date(2027, 1, 8), MONDAY)}, "outside_asked"),
        ({"outcome": "partly", "part": Span(date(1990, 1, 8), date(2990, 1, 1))}, "outside_asked"),
        ({"outcome": "partly", "part": Span(MONDAY, date(2027, 1, 12))}, "whole_asked"),
        ({"outcome": "partly"}, "whole_asked"),
    ],
)
def test_decision_that_cannot_be_writes_nothing_and_tells_nobody(cast, changes, code):
    request = ask(cast.sanne, cast.mees, cast.school, days=2)
    before = written()

    with pytest.raises(Refused) as refusal:
        decide_requests(cast.peter, [choose(request, **changes)])

    assert (refusal.value.code, refusal.value.values["request_id"]) == (code, request.id)
    assert (written(), state_of(request)) == (before, "submitted")


@pytest.mark.parametrize("outcome", ["approved", "partly", "refused"])
def test_more_than_ten_weighty_days_are_not_for_the_head(cast, outcome):
    had(cast.sanne, cast.mees, cast.school, 18)
    request = ask(cast.sanne, cast.mees, cast.school, days=2)
    before = written()

    with pytest.raises(Refused) as refusal:
        decide_requests(cast.peter, [choose(request, outcome, part=Span(MONDAY, MONDAY))])

    assert (refusal.value.code, written(), state_of(request)) == ("only_referral", before, "submitted")


def test_days_of_another_school_year_and_another_child_do_not_count(cast):
    had(cast.sanne, cast.mees, cast.school, 20, first_day=date(2026, 6, 1))
    had(cast.karima, cast.yara, cast.school, 20)
    request = ask(cast.sanne, cast.mees, cast.school)

    decide_requests(cast.peter, [choose(request)])

    assert state_of(request) == "approved"


def test_holiday_by_profession_above_ten_days_can_only_be_refused(cast):
    request = ask(cast.sanne, cast.mees, cast.school, days=15, kind="profession")
    before = written()

    for outcome in ("approved", "partly"):
        with pytest.raises(Refused) as refusal:
            decide_requests(cast.peter, [choose(request, outcome, "f", part=Span(MONDAY, MONDAY))])
        assert (refusal.value.code, written()) == ("profession_too_long", before)
    decide_requests(cast.peter, [choose(request, "refused", "f")])

    assert state_of(request) == "refused"


def test_brothers_and_sisters_are_decided_at_once_or_not_at_all(cast):
    noor, daan = (ask(cast.marieke, child, cast.school, batch="same") for child in (cast.noor, cast.daan))
    before = written()

    with pytest.raises(Refused) as refusal:
        decide_requests(cast.peter, [choose(noor), choose(daan, reason="")])
    undone = (written(), state_of(noor))
    decide_requests(cast.peter, [choose(noor), choose(daan, "refused")])

    assert (refusal.value.values["request_id"], undone) == (daan.id, (before, "submitted"))
    assert (state_of(noor), state_of(daan), Letter.select().count()) == ("approved", "refused", 2)


def test_two_requests_of_one_child_in_one_go_are_added_up(cast):
    first = ask(cast.sanne, cast.mees, cast.school, days=12, kind="wedding")
    second = ask(cast.sanne, cast.mees, cast.school, date(2027, 3, 8), days=2)

    with pytest.raises(Refused) as refusal:
        decide_requests(cast.peter, [choose(first), choose(second)])

    assert (first.halves, refusal.value.code, state_of(first)) == (20, "only_referral", "submitted")


@pytest.mark.parametrize("state", ["unconfirmed", "approved", "refused", "referred", "withdrawn", "noted"])
def test_what_is_not_waiting_is_not_decided(cast, state):
    request = ask(cast.sanne, cast.mees, cast.school, state=state)
    before = written()

    with pytest.raises(Refused) as refusal:
        decide_requests(cast.peter, [choose(request)])

    assert (refusal.value.code, written(), state_of(request)) == ("moved_on", before, state)


def test_question_is_asked_once_and_the_family_is_told(cast):
    request = ask(cast.sanne, cast.mees, cast.school)

    for _tap in range(2):
        ask_question(cast.ingrid, request, "Welke dag is het feest?", "same key")

    event = LeaveEvent.get()
    assert (state_of(request), event.kind, event.text, event.by_name) == (
        "question",
        "question",
        "Welke dag is het feest?",
        "Ingrid Mulder",
    )
    assert told() == [("Sanne Bakker", f"/leave/{request.id}"), ("Tom Visser", f"/leave/{request.id}")]
    assert Notification.get().body == "Tik om de vraag te lezen en te beantwoorden."


def test_question_that_is_sent_again_after_its_answer_stays_answered(cast):
    request = ask(cast.sanne, cast.mees, cast.school)
    ask_question(cast.ingrid, request, "Welke dag is het feest?", "same key")
    answer_question(cast.sanne, request, "Op maandag.")

    ask_question(cast.ingrid, request, "Welke dag is het feest?", "same key")

    assert (state_of(request), LeaveEvent.select().count()) == ("answered", 2)


def test_question_about_what_was_decided_is_refused(cast):
    request = ask(cast.sanne, cast.mees, cast.school, state="refused")
    before = written()

    with pytest.raises(Refused) as refusal:
        ask_question(cast.ingrid, request, "Welke dag?", "key")

    assert (refusal.value.code, written()) == ("moved_on", before)


def test_long_leave_goes_to_the_officer_with_a_dossier_for_the_school_alone(cast):
    request = ask(cast.sanne, cast.mees, cast.school, days=21, kind="other")

    letter = refer_request(cast.peter, request, "Ik adviseer dit niet te geven.", OFFICER)

    assert (state_of(request), letter.kind, letter.audience) == ("referred", "leave/referral", "school")
    assert (LeaveDecision.select().count(), Absence.select().count()) == (0, 0)
    assert told() == [("Sanne Bakker", f"/leave/{request.id}"), ("Tom Visser", f"/leave/{request.id}")]


@pytest.mark.parametrize(
    ("kind", "days", "code"), [("other", 2, "not_for_officer"), ("profession", 21, "profession_never_referred")]
)
def test_what_the_officer_does_not_decide_is_not_referred(cast, kind, days, code):
    request = ask(cast.sanne, cast.mees, cast.school, days=days, kind=kind)
    before = written()

    with pytest.raises(Refused) as refusal:
        refer_request(cast.peter, request, "Advies.", OFFICER)

    assert (refusal.value.code, written(), state_of(request)) == (code, before, "submitted")


def test_settings_are_kept_and_only_changes_are_written_down(cast):
    for _save in range(2):
        set_leave_settings(cast.peter, cast.school, lead_days=14, municipality="Emmen", both_guardians=True)

    settings = leave_settings_of(cast.school)
    assert (settings.lead_days, settings.municipality, settings.both_guardians) == (14, "Emmen", True)
    assert (LeaveSettings.select().count(), AuditEntry.select().count()) == (1, 1)


def test_kind_of_a_unit_is_added_once_and_ended(cast):
    kind, again = (add_leave_kind(cast.peter, cast.school, "Topsport", 3) for _tap in range(2))

    with pytest.raises(Refused) as refusal:
        add_leave_kind(cast.peter, cast.school, "topsport", None)
    end_leave_kind(cast.peter, kind)

    assert (refusal.value.code, again.id, LeaveKind.select().count()) == ("kind_known", kind.id, 1)
    assert LeaveKind.get().ended_at == clock.now()
    assert add_leave_kind(cast.peter, cast.school, "Topsport", None).ended_at is None


def test_blackout_is_added_once_and_removed(cast):
    added = [add_blackout(cast.peter, cast.school, "Toetsweek", MONDAY, date(2027, 1, 15)) for _ in range(2)]

    remove_blackout(cast.peter, added[0])

    assert ({one.id for one in added}, Blackout.select().count()) == ({added[0].id}, 0)


def test_blackout_that_ends_before_it_begins_is_refused(cast):
    with pytest.raises(Refused) as refusal:
        add_blackout(cast.peter, cast.school, "Toetsweek", MONDAY, date(2027, 1, 1))

    assert (refusal.value.code, Blackout.select().count()) == ("dates_not_in_order", 0)
