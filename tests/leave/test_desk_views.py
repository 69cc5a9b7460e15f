"""Leave at the school's desk over HTTP: the director, the office, the teacher, who is none of these."""

import csv
import re
from datetime import date, datetime
from io import StringIO

import pytest
from playhouse.test_utils import count_queries

from tests.browsers import HTMX
from tests.leave.at_desk import MONDAY, ask, attach, had
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.files import keep_file
from webapp.leave.actions.questions import ask_question
from webapp.leave.models import Blackout, LeaveDecision, LeaveEvent, LeaveKind, LeaveRequest, LeaveSettings
from webapp.leave.queries.settings import leave_settings_of
from webapp.notifications.models import Notification

REASON = "De reden is een gewichtige omstandigheid."


@pytest.fixture(autouse=True)
def today():
    with clock.frozen_at(datetime(2026, 11, 24, 10, tzinfo=clock.SCHOOL_ZONE)):
        yield


def queue(cast, query="") -> str:
    return f"/units/{cast.school.id}/leave{query}"


def names_in(page: str) -> list[str]:
    """The children in the list, from top to bottom."""
    return re.findall(r'leave-child" href="/leave-requests/\d+"><strong>([^<]+)</strong>', page)


def typed(request, outcome="approved", ground="g", reason=REASON, **more) -> dict[str, str]:
    fields = {"outcome": outcome, "ground": ground, "reason": reason} | more
    return {f"r{request.id}-{name}": value for name, value in fields.items()}


def test_queue_has_the_shortest_term_on_top_and_keeps_siblings_together(cast, browser_of):
    soon = {"decide_by": date(2026, 11, 27), "batch": "same"}
    ask(cast.sanne, cast.mees, cast.school)
    ask(cast.marieke, cast.noor, cast.school, **soon)
    ask(cast.karima, cast.yara, cast.school, decide_by=date(2026, 11, 23))
    ask(cast.marieke, cast.daan, cast.school, **soon)

    page = browser_of(cast.peter).get(queue(cast)).text

    assert names_in(page) == ["Yara el Idrissi", "Daan de Vries", "Noor de Vries", "Mees Bakker"]
    assert re.findall(r'class="leave-term leave-(\w+)"', page) == ["late", "soon", "soon", "calm"]
    assert (page.count(">Beslissen</a>"), "samen met Noor" in re.sub(r"\s+", " ", page)) == (3, True)
    assert "Te behandelen (4)" in page


def test_leave_that_begins_before_its_term_stands_before_a_longer_term_and_says_when(cast, browser_of):
    ask(cast.sanne, cast.mees, cast.school, decide_by=date(2027, 1, 8))
    ask(cast.karima, cast.yara, cast.school, date(2026, 12, 7), decide_by=date(2027, 1, 19))

    page = browser_of(cast.peter).get(queue(cast)).text

    assert names_in(page) == ["Yara el Idrissi", "Mees Bakker"]
    assert page.count("begint ma 7 dec") == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?state=decided", ["Daan de Vries"]),
        ("?state=refused", []),
        ("?state=question", ["Mees Bakker"]),
        ("?state=submitted", ["Noor de Vries"]),
        ("?state=nonsense", ["Noor de Vries", "Mees Bakker"]),
        ("?search=mees", ["Mees Bakker"]),
        ("?search=100%25", []),
        ("?kind=wedding", ["Noor de Vries"]),
        ("?year=2026", ["Noor de Vries", "Mees Bakker"]),
        ("?year=2025", []),
        ("?year=99999", ["Noor de Vries", "Mees Bakker"]),
        ("?group={group3}", ["Noor de Vries"]),
        ("?group=x", ["Noor de Vries", "Mees Bakker"]),
    ],
)
def test_list_is_narrowed_by_state_group_kind_year_and_name(cast, browser_of, query, expected):
    ask(cast.marieke, cast.noor, cast.school, kind="wedding")
    ask(cast.sanne, cast.mees, cast.school, state="question", decide_by=date(2027, 2, 1))
    had(cast.marieke, cast.daan, cast.school, 2)

    page = browser_of(cast.ingrid).get(queue(cast, query.format(group3=cast.group3.id))).text

    assert names_in(page) == expected


def test_list_tells_what_a_child_had_this_year_by_ground(cast, browser_of):
    had(cast.sanne, cast.mees, cast.school, 3)
    had(cast.sanne, cast.mees, cast.school, 10, ground="f")
    ask(cast.sanne, cast.mees, cast.school)

    page = browser_of(cast.peter).get(queue(cast)).text

    assert ("gewichtige omstandigheden: 1½ schooldagen" in page, "beroep: 5 schooldagen" in page) == (True, True)


def test_list_asked_by_itself_is_only_the_list(cast, browser_of):
    ask(cast.sanne, cast.mees, cast.school, decide_by=clock.today())

    part = browser_of(cast.peter).get(queue(cast, "?search=mees"), headers=HTMX).text

    assert ("<html" in part, names_in(part), "beslis vandaag" in part) == (False, ["Mees Bakker"], True)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Niets te behandelen"),
        ("?search=niemand", "Niets gevonden"),
        ("?state=withdrawn", "Hier ziet u straks de aanvragen met deze status."),
    ],
)
def test_empty_list_says_what_will_come(cast, browser_of, query, sentence):
    assert sentence in browser_of(cast.ingrid).get(queue(cast, query)).text


def test_list_costs_as_many_queries_for_one_request_as_for_three(cast, browser_of):
    browser, counts = browser_of(cast.peter), []
    browser.get(queue(cast))
    for children in ([cast.noor], [cast.daan, cast.mees]):
        for child in children:
            ask(cast.marieke, child, cast.school)
            had(cast.marieke, child, cast.school, 2)
        with count_queries() as counter:
            browser.get(queue(cast))
        counts.append(counter.count)

    assert (counts[0], counts[0] <= 10) == (counts[1], True)


def test_list_as_a_file_holds_what_is_on_the_screen_and_no_reason(cast, browser_of):
    ask(cast.sanne, cast.mees, cast.school, days=2, kind_name="=HYPERLINK(1)")
    ask(cast.karima, cast.yara, cast.school, state="withdrawn")

    answer = browser_of(cast.ingrid).get(f"/units/{cast.school.id}/leave.csv")

    head, *lines = csv.reader(StringIO(answer.text.removeprefix("\ufeff")), delimiter=";")
    assert (head[:2], len(lines), answer.mimetype) == (["Kind", "Groep"], 1, "text/csv")
    assert lines[0][:8] == ["Mees Bakker", "Groep 4", "2027-01-11", "2027-01-12", "", "", "2", "'=HYPERLINK(1)"]
    assert ("Oma" in answer.text, AuditEntry.select().where(AuditEntry.verb == "list_leave").count()) == (False, 1)


def test_page_of_a_request_shows_all_of_it_to_the_director(cast, browser_of):
    had(cast.karima, cast.yara, cast.school, 2, kind="jubilee")
    request = ask(cast.sanne, cast.mees, cast.school)
    paper = attach(request, keep_file(b"%PDF-1.4", "pdf"))
    ask_question(cast.ingrid, request, "Hoe laat begint het?", "key")

    page = browser_of(cast.peter).get(f"/leave-requests/{request.id}").text

    assert f"/leave/{request.id}/attachments/{paper.id}" in page
    assert "Oma is 50 jaar getrouwd." in page
    assert "Jubileum, 1 schooldag: toegekend, november 2026" in page
    assert "Yara" not in page
    assert f'href="/leave-requests/{request.id}/decision"' in page
    assert "Hoe laat begint het?" in page
    assert AuditEntry.select().where(AuditEntry.verb == "open_leave_request").count() == 1


def test_office_sees_a_request_but_no_way_to_decide_and_no_paper(cast, browser_of):
    request = ask(cast.sanne, cast.mees, cast.school)
    paper = attach(request, keep_file(b"%PDF-1.4", "pdf"))

    page = browser_of(cast.ingrid).get(f"/leave-requests/{request.id}").text

    assert ("De directeur beslist. U kunt wel een vraag stellen." in page, "/decision" in page) == (True, False)
    assert (paper.name in page, "/attachments/" in page) == (True, False)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"kind": "holiday"}, "Een vakantie buiten de schoolvakanties is geen gewichtige omstandigheid"),
        ({"days": 12}, "Gebruikelijk is hiervoor hoogstens 1 schooldag."),
        ({"days": 21}, "Daarover beslist de leerplichtambtenaar."),
        ({"kind": "profession", "days": 21}, "Niemand kan meer toekennen."),
        ({"first_day": date(2026, 11, 20)}, "De aanvraag kwam later dan twee dagen na het begin."),
        ({"ground": "e", "kind": "feast", "state": "noted", "is_notice": True}, "U hoeft niet te beslissen."),
    ],
)
def test_page_says_what_the_law_says_of_the_request(cast, browser_of, more, sentence):
    request = ask(cast.sanne, cast.mees, cast.school, **more)

    assert sentence in browser_of(cast.peter).get(f"/leave-requests/{request.id}").text


def test_own_rules_of_the_school_are_told_to_who_decides(cast, browser_of):
    LeaveSettings.create(unit=cast.school, lead_days=90)
    Blackout.create(unit=cast.school, name="Toetsweek", first_day=MONDAY, last_day=MONDAY)
    request = ask(cast.sanne, cast.mees, cast.school)

    page = browser_of(cast.peter).get(f"/leave-requests/{request.id}").text

    assert "Uw school wil dit 90 dagen van tevoren weten." in page
    assert "liever geen verlof: Toetsweek." in page


@pytest.mark.parametrize(
    ("kind", "state", "sentence"),
    [
        ("confirmed", "submitted", "bevestigd door Tom Visser"),
        ("submitted", "unconfirmed", "nog niet bevestigd"),
        ("submitted", "submitted", "hoeft niet te bevestigen"),
    ],
)
def test_page_tells_whether_the_other_guardian_confirmed(cast, browser_of, kind, state, sentence):
    request = ask(cast.sanne, cast.mees, cast.school, state=state)
    LeaveEvent.create(request=request, kind=kind, by=cast.tom, by_name=cast.tom.name, at=clock.now())

    assert sentence in browser_of(cast.ingrid).get(f"/leave-requests/{request.id}").text


def test_question_is_asked_by_the_office(cast, browser_of):
    request = ask(cast.sanne, cast.mees, cast.school)
    browser, place = browser_of(cast.ingrid), f"/leave-requests/{request.id}"

    empty = browser.post(f"{place}/questions", data={"text": "  "})
    before = (LeaveEvent.select().count(), Notification.select().count())
    sent = browser.post(f"{place}/questions", data={"text": "Welke dag?", "key": "k"})

    assert (empty.status_code, "Schrijf uw vraag op." in empty.text, before) == (422, True, (0, 0))
    assert (sent.status_code, sent.location) == (303, place)
    assert LeaveRequest.get_by_id(request.id).state == "question"


def test_director_fills_in_looks_again_and_decides(cast, browser_of):
    request = ask(cast.sanne, cast.mees, cast.school, days=2)
    browser, place = browser_of(cast.peter), f"/leave-requests/{request.id}"

    filled = browser.get(f"{place}/decision")
    review = browser.post(f"{place}/decision/review", data=typed(request))
    undecided = LeaveDecision.select().count()
    decided = browser.post(f"{place}/decision", data=typed(request))
    page = browser.get(place).text

    assert (filled.status_code, review.status_code, undecided) == (200, 200, 0)
    assert ("Mees Bakker: toegekend" in review.text, "Besluit nemen" in review.text) == (True, True)
    assert (decided.status_code, decided.location) == (303, place)
    assert ("Besluit: toegekend" in page, "Afdrukken / bewaar als PDF" in page) == (True, True)
    assert re.findall(r"<li>\s*<p><strong>(.*?)</strong>", page) == ["Toegekend"]


def test_ready_made_sentences_come_above_what_is_typed(cast, browser_of):
    request = ask(cast.sanne, cast.mees, cast.school)
    browser, place = browser_of(cast.peter), f"/leave-requests/{request.id}"
    chosen = typed(request, "refused", reason="Bel gerust.", sentences=["booked", "in_holidays"])

    review = browser.post(f"{place}/decision/review", data=chosen).text

    reason = re.search(r"<textarea[^>]*hidden>([^<]*)</textarea>", review)[1]
    assert reason == (
        "Een vakantie die al is geboekt, is geen gewichtige omstandigheid in de zin van de wet. "
        "Dit kan ook in een schoolvakantie.\nBel gerust."
    )


def test_going_back_to_change_it_keeps_everything(cast, browser_of):
    request = ask(cast.sanne, cast.mees, cast.school, days=3)
    chosen = typed(request, "partly", first_day="2027-01-12", last_day="2027-01-12") | {"change": "1"}

    page = browser_of(cast.peter).post(f"/leave-requests/{request.id}/decision/review", data=chosen)

    assert (page.status_code, REASON in page.text) == (200, True)
    assert (
        'value="partly" checked' in page.text or 'checked id="' in page.text,
        'value="2027-01-12"' in page.text,
    ) == (
        True,
        True,
    )


@pytest.mark.parametrize("step", ["/decision", "/decision/review"])
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"outcome": ""}, "Kies een van de mogelijkheden."),
        ({"ground": ""}, "Kies een van de mogelijkheden."),
        ({"ground": "d"}, "Kies een van de mogelijkheden."),
        ({"reason": "Te kort."}, "Schrijf waarom u dit besluit. Minstens tien letters."),
        ({"outcome": "partly"}, "Dit is alles wat is gevraagd."),
        ({"outcome": "partly", "first_day": "2027-01-08"}, "vallen buiten wat is gevraagd"),
        ({"outcome": "partly", "first_day": "nooit"}, "Dit is geen datum."),
        ({"outcome": "partly", "starts_at": "25:00"}, "Dit is geen tijd."),
    ],
)
def test_what_is_wrong_with_a_decision_is_said_and_nothing_is_written(cast, browser_of, step, changes, sentence):
    request = ask(cast.sanne, cast.mees, cast.school, days=2)

    answer = browser_of(cast.peter).post(f"/leave-requests/{request.id}{step}", data=typed(request, **changes))

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert (LeaveDecision.select().count(), Notification.select().count()) == (0, 0)


def test_siblings_are_decided_on_one_page(cast, browser_of):
    noor, daan = (ask(cast.marieke, child, cast.school, batch="same") for child in (cast.noor, cast.daan))
    browser = browser_of(cast.peter)

    page = browser.get(f"/leave-requests/{noor.id}/decision").text
    half = browser.post(f"/leave-requests/{noor.id}/decision", data=typed(noor))
    after_half = LeaveDecision.select().count()
    browser.post(f"/leave-requests/{noor.id}/decision", data=typed(noor) | typed(daan, "refused"))

    assert re.findall(r'id="child-\d+">([^<]+)<', page) == ["Daan de Vries", "Noor de Vries"]
    assert (half.status_code, after_half) == (422, 0)
    assert sorted(row.outcome for row in LeaveDecision.select()) == ["approved", "refused"]


def test_sibling_for_the_officer_is_not_decided_with_the_other(cast, browser_of):
    had(cast.marieke, cast.noor, cast.school, 20)
    noor, daan = (ask(cast.marieke, child, cast.school, batch="same") for child in (cast.noor, cast.daan))
    browser = browser_of(cast.peter)

    page = browser.get(f"/leave-requests/{daan.id}/decision").text
    browser.post(f"/leave-requests/{daan.id}/decision", data=typed(daan) | typed(noor))

    assert f"/leave-requests/{noor.id}/referral" in page
    assert [row.request_id for row in LeaveDecision.select().where(LeaveDecision.decided_by == cast.peter)] == [daan.id]


def test_second_director_is_told_what_the_first_decided(cast, browser_of):
    request = ask(cast.sanne, cast.mees, cast.school)
    browser, place = browser_of(cast.peter), f"/leave-requests/{request.id}"
    browser.post(f"{place}/decision", data=typed(request, "refused"))
    browser.get(place)

    again = browser.post(f"{place}/decision", data=typed(request))
    asked_again = browser.get(f"{place}/decision")
    page = browser.get(place).text

    assert (again.status_code, again.location, asked_again.status_code) == (303, place, 303)
    assert "Peter Hofman heeft hier al over besloten: afgewezen (vandaag 10:00)." in page
    assert (LeaveDecision.select().count(), LeaveDecision.get().outcome) == (1, "refused")


ADVICE = {"municipality": "Emmen", "name": "Henk Bos", "email": "lp@emmen.example", "phone": "0591111222"}


def test_director_refers_with_an_advice_to_another_municipality(cast, browser_of):
    LeaveSettings.create(unit=cast.school, municipality="Coevorden")
    request = ask(cast.sanne, cast.mees, cast.school, days=21)
    browser, place = browser_of(cast.peter), f"/leave-requests/{request.id}"

    shown = browser.get(f"{place}/referral").text
    empty = browser.post(f"{place}/referral", data=ADVICE | {"advice": " "})
    before = LeaveRequest.get_by_id(request.id).state
    sent = browser.post(f"{place}/referral", data=ADVICE | {"advice": "Niet geven."})
    again = browser.post(f"{place}/referral", data=ADVICE | {"advice": "Niet geven."})
    page = browser.get(place).text

    assert ('value="Coevorden"' in shown, empty.status_code, before) == (True, 422, "submitted")
    assert (sent.status_code, again.status_code, LeaveRequest.get_by_id(request.id).state) == (303, 303, "referred")
    assert ("gemeente Emmen" in page, "Afdrukken / bewaar als PDF" in page) == (True, True)
    assert LeaveEvent.select().where(LeaveEvent.kind == "referred").count() == 1


def test_what_the_head_decides_is_not_referred(cast, browser_of):
    request = ask(cast.sanne, cast.mees, cast.school)
    browser, place = browser_of(cast.peter), f"/leave-requests/{request.id}"

    asked = browser.get(f"{place}/referral")
    sent = browser.post(f"{place}/referral", data=ADVICE | {"advice": "Niet geven."})

    assert ((asked.status_code, asked.location), (sent.status_code, sent.location)) == ((303, place), (303, place))
    assert LeaveRequest.get_by_id(request.id).state == "submitted"


DECIDING = ("/decision", "/decision/review", "/referral")


@pytest.mark.parametrize("name", ["marieke", "sanne", "wouter", "joris", "eline", "bram", "anouk"])
def test_desk_is_not_there_for_who_is_not_its_office(cast, browser_of, name):
    request = ask(cast.sanne, cast.mees, cast.school)
    browser, place = browser_of(getattr(cast, name)), f"/leave-requests/{request.id}"

    got = [browser.get(path) for path in (queue(cast), f"/units/{cast.school.id}/leave.csv", place)]
    got += [browser.get(place + path) for path in DECIDING]
    got += [browser.post(place + path, data=typed(request)) for path in (*DECIDING, "/questions")]

    assert [answer.status_code for answer in got] == [404] * len(got)
    assert (LeaveEvent.select().count(), LeaveDecision.select().count(), Notification.select().count()) == (0, 0, 0)


def test_office_may_not_decide(cast, browser_of):
    request = ask(cast.sanne, cast.mees, cast.school, days=21)
    browser, place = browser_of(cast.ingrid), f"/leave-requests/{request.id}"

    got = [browser.get(place + path) for path in DECIDING]
    got += [browser.post(place + path, data=typed(request) | ADVICE | {"advice": "Ja."}) for path in DECIDING]

    assert [answer.status_code for answer in got] == [404] * 6
    assert LeaveRequest.get_by_id(request.id).state == "submitted"


def settings_typed(**changes) -> dict[str, str]:
    return {"is_on": "y", "lead_days": "14", "municipality": "Emmen", "officer_email": "lp@emmen.example"} | changes


def test_director_sets_what_the_school_adds_to_the_law(cast, browser_of):
    place = f"/units/{cast.school.id}/leave-settings"

    answer = browser_of(cast.peter).post(place, data=settings_typed(both_guardians="y"))

    settings = leave_settings_of(cast.school)
    assert (answer.status_code, answer.location) == (303, place)
    assert (settings.is_on, settings.both_guardians, settings.lead_days, settings.officer_email) == (
        True,
        True,
        14,
        "lp@emmen.example",
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lead_days": "veel"}, "Schrijf hier een getal."),
        ({"lead_days": "121"}, "Kies een getal van 0 tot en met 120."),
        ({"officer_email": "geen adres"}, "Dit is geen geldig e-mailadres."),
        ({"officer_phone": "bel maar"}, "Dit is geen geldig telefoonnummer."),
        ({"municipality": "x" * 81}, "Dit is te lang: hoogstens 80 tekens."),
    ],
)
def test_settings_that_cannot_be_are_refused(cast, browser_of, changes, sentence):
    answer = browser_of(cast.peter).post(f"/units/{cast.school.id}/leave-settings", data=settings_typed(**changes))

    assert (answer.status_code, sentence in answer.text, LeaveSettings.select().count()) == (422, True, 0)


def test_kind_and_period_are_added_and_taken_away(cast, browser_of):
    browser, unit = browser_of(cast.peter), f"/units/{cast.school.id}"
    days = {"blackout-name": "Toetsweek", "blackout-first_day": "2027-01-11", "blackout-last_day": "2027-01-15"}

    added = [
        browser.post(f"{unit}/leave-kinds", data={"kind-name": "Topsport", "kind-guideline_days": "3"}),
        browser.post(f"{unit}/blackouts", data=days),
    ]
    page = browser.get(f"{unit}/leave-settings").text
    twice = browser.post(f"{unit}/leave-kinds", data={"kind-name": "topsport"})
    wrong = browser.post(f"{unit}/blackouts", data=days | {"blackout-last_day": "2027-01-01"})
    gone = [
        browser.post(f"/leave-kinds/{LeaveKind.get().id}/ending"),
        browser.post(f"/blackouts/{Blackout.get().id}/removal"),
    ]

    assert [answer.status_code for answer in (*added, twice, wrong, *gone)] == [303, 303, 422, 422, 303, 303]
    assert ("Topsport" in page, "Toetsweek" in page, "Deze soort staat er al." in twice.text) == (True, True, True)
    assert (LeaveKind.get().ended_at is None, Blackout.select().count()) == (False, 0)


@pytest.mark.parametrize("name", ["ingrid", "joris", "bram", "sanne"])
def test_settings_are_not_there_for_who_does_not_lead_the_school(cast, browser_of, name):
    kind = LeaveKind.create(unit=cast.school, name="Topsport")
    period = Blackout.create(unit=cast.school, name="Toetsweek", first_day=MONDAY, last_day=MONDAY)
    browser, unit = browser_of(getattr(cast, name)), f"/units/{cast.school.id}"

    got = [
        browser.get(f"{unit}/leave-settings"),
        browser.post(f"{unit}/leave-settings", data=settings_typed()),
        browser.post(f"{unit}/leave-kinds", data={"kind-name": "Anders"}),
        browser.post(f"{unit}/blackouts", data={"blackout-name": "Anders"}),
        browser.post(f"/leave-kinds/{kind.id}/ending"),
        browser.post(f"/blackouts/{period.id}/removal"),
    ]

    assert [answer.status_code for answer in got] == [404] * 6
    assert (LeaveSettings.select().count(), LeaveKind.get().ended_at, Blackout.select().count()) == (0, None, 1)


def test_office_page_tells_how_many_requests_wait(cast, browser_of):
    ask(cast.sanne, cast.mees, cast.school)
    had(cast.marieke, cast.noor, cast.school, 2)

    page = browser_of(cast.ingrid).get("/office").text

    assert re.search(r'Verlof <span class="badge">1</span>', page)
