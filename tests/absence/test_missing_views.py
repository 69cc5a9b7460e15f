"""The missing board and the one-tap answers over HTTP."""

import re
from datetime import timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.absence.days import TUESDAY, at, reported, seen
from tests.browsers import HTMX
from tests.notifications.devices import make_device
from webapp.absence.actions.questions import ask_about_missing_children, ask_who_is_still_ill
from webapp.absence.models import Absence, MissingCall, Question
from webapp.absence.queries.missing import missing_board_of
from webapp.absence.queries.questions import answer_path
from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.mail import OutgoingMail
from webapp.notifications.models import Delivery, Notification, Opening
from webapp.schools.models import Guardianship

MONDAY = TUESDAY - timedelta(days=1)


@pytest.fixture
def asked(cast):
    """Noor is missing and her mother was asked at 08:40."""
    Person.update(phone="+31612345678").where(Person.id == cast.marieke.id).execute()
    make_device(cast.marieke)
    seen(cast.joris, cast.group3, cast.noor, "missing", "08:35")
    with clock.frozen_at(at("08:40")):
        ask_about_missing_children()
    return Question.get()


def opened(client, path, clock_time="08:43"):
    with clock.frozen_at(at(clock_time)):
        return client.get(path)


def tapped(client, path, question, answer, clock_time="08:44"):
    with clock.frozen_at(at(clock_time)):
        return client.post(path, data={"question_id": question.id, "answer": answer})


def main_of(answer):
    text = answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("</main>")]).split())


def test_stranger_with_the_address_sees_the_given_name_and_the_question_and_no_more(cast, asked, client):
    page = opened(client, answer_path(cast.marieke.id, asked))

    assert (page.status_code, main_of(page)) == (200, "Waar is Noor? Is ziek Is onderweg")
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert [word in page.text for word in ("de Vries", "Marieke", "Groep 3", "Joris")] == [False] * 4


def test_looking_changes_nothing(cast, asked, client):
    before = (Notification.select().count(), Delivery.select().count(), Opening.select().count())

    for _time in range(2):
        opened(client, answer_path(cast.marieke.id, asked))

    question = Question.get()
    assert (question.answer, question.closed_at, Absence.select().count()) == ("", None, 0)
    assert (Notification.select().count(), Delivery.select().count(), Opening.select().count()) == before


def test_one_tap_answers_and_then_it_says_thank_you_and_no_more(cast, asked, client):
    path = answer_path(cast.marieke.id, asked)

    tap = tapped(client, path, asked, "ill")

    assert (tap.status_code, tap.location, Absence.get().source) == (303, path, "answer")
    assert main_of(opened(client, path)) == "Beantwoord, dank u."


def test_the_other_parent_sees_that_it_was_answered_and_not_what(cast, client):
    seen(cast.ingrid, cast.group4, cast.mees, "missing", "08:35")
    with clock.frozen_at(at("08:40")):
        ask_about_missing_children()
    question = Question.get()
    tapped(client, answer_path(cast.sanne.id, question), question, "on_the_way")

    tom = answer_path(cast.tom.id, question)
    tap = tapped(client, tom, question, "ill", "08:45")

    assert (tap.status_code, main_of(opened(client, tom))) == (303, "Beantwoord, dank u.")
    assert (Question.get().answer, Absence.select().count()) == ("on_the_way", 0)


def test_page_of_a_child_that_was_found_says_so(cast, asked, client):
    seen(cast.joris, cast.group3, cast.noor, "present", "08:47")

    page = opened(client, answer_path(cast.marieke.id, asked), "08:48")

    assert main_of(page) == "De school weet waar Noor is."


def test_after_its_day_the_page_says_to_phone_the_school(cast, asked, client):
    with clock.frozen_at(at("07:00", TUESDAY + timedelta(days=1))):
        page = client.get(answer_path(cast.marieke.id, asked))
        tap = client.post(answer_path(cast.marieke.id, asked), data={"question_id": asked.id, "answer": "ill"})

    assert main_of(page) == "Deze vraag is voorbij Bel de school als u nog iets wilt doorgeven. 0591 234 567"
    assert (tap.status_code, Question.get().answer, Absence.select().count()) == (303, "", 0)


@pytest.mark.parametrize(
    "change", [lambda path: path[:-1], lambda path: path + "0", lambda path: path.replace("where", "how")]
)
def test_forged_address_is_not_there(cast, asked, client, change):
    path = change(answer_path(cast.marieke.id, asked))

    assert (opened(client, path).status_code, tapped(client, path, asked, "ill").status_code) == (404, 404)
    assert (Question.get().answer, Absence.select().count()) == ("", 0)


def test_address_of_who_was_not_asked_is_not_there(cast, asked, client):
    assert opened(client, answer_path(cast.karima.id, asked)).status_code == 404


def test_address_answers_no_question_about_another_child(cast, asked, client):
    seen(cast.ingrid, cast.group5, cast.yara, "missing", "08:42")
    other = Question.get(Question.child == cast.yara)

    tapped(client, answer_path(cast.marieke.id, asked), other, "ill")

    assert (Question.get_by_id(other.id).answer, Absence.select().count()) == ("", 0)


def test_address_of_who_no_longer_reads_along_is_not_there(cast, asked, client):
    Guardianship.update(ends_on=TUESDAY).where(Guardianship.person == cast.marieke).execute()

    assert opened(client, answer_path(cast.marieke.id, asked)).status_code == 404


def test_morning_question_is_answered_in_one_tap(cast, client):
    reported(cast.ingrid, cast.noor, cast.group3, Span(MONDAY), day=MONDAY)
    with clock.frozen_at(at("07:10")):
        ask_who_is_still_ill()
    question = Question.get()
    path = answer_path(cast.marieke.id, question)

    page = opened(client, path, "07:12")
    tapped(client, path, question, "better", "07:13")

    assert main_of(page) == "Hoe is het met Noor? Nog ziek Beter: komt vandaag"
    assert (Absence.get().last_day, main_of(opened(client, path))) == (MONDAY, "Beantwoord, dank u.")


def test_board_shows_who_is_missing_and_from_ten_to_nine_whom_to_phone(cast, asked, browser_of):
    browser, path = browser_of(cast.ingrid), f"/units/{cast.school.id}/missing"

    before, after = (opened(browser, path, when).text for when in ("08:49", "08:50"))

    assert [("ontbreekt sinds 08:35 · ouders gevraagd 08:40" in page) for page in (before, after)] == [True, True]
    assert [re.findall(r'href="(tel:[^"]+)"', page) for page in (before, after)] == [[], ["tel:+31612345678"]]


def test_board_shows_how_far_the_question_came_and_what_was_answered(cast, asked, client):
    with clock.frozen_at(at("08:45")):
        sent = [told.rung for row in missing_board_of(cast.school).missing for _person, told in row.guardians]
        Delivery.update(state="shown", shown_at=at("08:41")).where(Delivery.person == cast.marieke).execute()
        shown = [(told.rung, told.at) for row in missing_board_of(cast.school).missing for _p, told in row.guardians]
    tapped(client, answer_path(cast.marieke.id, asked), asked, "on_the_way")
    with clock.frozen_at(at("08:45")):
        answers = [row.question.answer for row in missing_board_of(cast.school).missing]

    assert (sent, shown, answers) == (["waiting"], [("shown", at("08:41"))], ["on_the_way"])


@pytest.mark.parametrize(("state", "rung"), [("sent", "accepted"), ("failed", "failed")])
def test_mail_counts_once_the_server_took_it(cast, state, rung):
    seen(cast.joris, cast.group3, cast.noor, "missing", "08:45")
    OutgoingMail.update(state=state, sent_at=at("08:46")).execute()

    with clock.frozen_at(at("08:47")):
        rows = missing_board_of(cast.school).missing

    assert [told.rung for row in rows for _person, told in row.guardians] == [rung]


def test_guardian_who_is_told_less_is_not_phoned(cast, asked):
    Guardianship.update(information="on_request").where(Guardianship.person == cast.marieke).execute()

    with clock.frozen_at(at("08:50")):
        assert [row.guardians for row in missing_board_of(cast.school).missing] == [[]]


def test_found_child_moves_to_those_who_were_found(cast, asked, browser_of):
    seen(cast.joris, cast.group3, cast.noor, "late", "08:52")

    page = opened(browser_of(cast.ingrid), f"/units/{cast.school.id}/missing", "08:53").text

    assert ("Niemand ontbreekt" in page, "te laat binnen, 08:52" in page) == (True, True)


def test_child_missing_again_the_same_day_is_phoned_about_at_once(cast, asked, browser_of):
    seen(cast.joris, cast.group3, cast.noor, "present", "08:42")
    seen(cast.joris, cast.group3, cast.noor, "missing", "08:45")

    page = opened(browser_of(cast.ingrid), f"/units/{cast.school.id}/missing", "08:46").text

    assert ("eerder vandaag: is er, 08:42" in page, "tel:+31612345678" in page) == (True, True)


def test_call_is_noted_and_undone_plain_and_by_htmx(cast, asked, browser_of):
    browser, call = browser_of(cast.ingrid), f"/units/{cast.school.id}/missing/{asked.id}/call"

    with clock.frozen_at(at("08:51")):
        plain = browser.post(call)
        noted = MissingCall.select().count()
        part = browser.post(f"{call}/removal", headers=HTMX)

    assert (plain.status_code, plain.location, noted) == (303, f"/units/{cast.school.id}/missing", 1)
    assert (part.status_code, "<html" in part.text, "Noor de Vries" in part.text) == (200, False, True)
    assert MissingCall.select().count() == 0


def test_board_asked_by_itself_is_only_the_board(cast, asked, browser_of):
    with clock.frozen_at(at("08:51")):
        part = browser_of(cast.ingrid).get(f"/units/{cast.school.id}/missing", headers=HTMX).text

    assert ("<html" in part, "Noor de Vries" in part, "Gebeld" in part) == (False, True, True)


@pytest.mark.parametrize("name", ["joris", "marieke", "karima", "bram", "anouk"])
def test_board_is_for_the_units_office_and_director(cast, asked, browser_of, name):
    browser, path = browser_of(getattr(cast, name)), f"/units/{cast.school.id}/missing"

    answers = [
        browser.get(path),
        browser.post(f"{path}/{asked.id}/call"),
        browser.post(f"{path}/{asked.id}/call/removal"),
    ]

    assert ([answer.status_code for answer in answers], MissingCall.select().count()) == ([404] * 3, 0)


@pytest.mark.parametrize("children", [1, 3])
def test_board_costs_the_same_queries_for_one_child_and_for_three(cast, children):
    for child, group in ((cast.noor, cast.group3), (cast.yara, cast.group5), (cast.mees, cast.group4))[:children]:
        seen(cast.ingrid, group, child, "missing", "08:45")

    # settings twice, marks, reports, questions, groups, guardians, asked, deliveries, calls
    with clock.frozen_at(at("08:50")), count_queries() as counter:
        missing_board_of(cast.school)

    assert counter.count == 10
