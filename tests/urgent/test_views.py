"""Urgent messages over HTTP: the sender, the reader, who is neither."""

import re

import pytest

from tests.browsers import HTMX
from tests.urgent.messages import send
from webapp.notifications.models import Delivery, Opening
from webapp.urgent.actions.messages import confirm_message
from webapp.urgent.models import Confirmation, PhoneCall, UrgentMessage


def form_of(*audience, **changes):
    typed = {"title": "Groep 3 is dicht", "body": "De verwarming is stuk.", "lasts": "today", "key": "key"}
    return typed | {"audience": list(audience)} | changes


def group(place):
    return f"group-{place.id}"


def test_review_tells_what_will_happen_and_sends_nothing(cast, browser_of):
    answer = browser_of(cast.joris).post("/urgent/reviews", data=form_of(group(cast.group3)))

    assert (answer.status_code, "Versturen naar 2 gezinnen" in answer.text) == (200, True)
    assert (UrgentMessage.select().count(), Delivery.select().count()) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Vul dit in."),
        ({"title": "x" * 81}, "Dit is te lang: hoogstens 80 tekens."),
        ({"body": "x" * 501}, "Houd het kort: hoogstens 500 tekens."),
        ({"lasts": "for ever"}, "Kies een van de mogelijkheden."),
        ({"audience": []}, "Kies voor wie dit bericht is."),
        (
            {"audience": ["unit-1", "group-999999", "x"]},
            "U kunt niet aan deze groep of school schrijven. Kies opnieuw.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(cast, browser_of, changes, sentence):
    for address in ("/urgent/reviews", "/urgent"):
        answer = browser_of(cast.joris).post(address, data=form_of(group(cast.group3)) | {"body": "Tekst"} | changes)

        assert (answer.status_code, sentence in answer.text) == (422, True)
        assert changes.get("body", "Tekst") in answer.text
    assert UrgentMessage.select().count() == 0


def test_going_back_to_change_it_keeps_everything(cast, browser_of):
    answer = browser_of(cast.joris).post("/urgent/reviews", data=form_of(group(cast.group3), change="1"))

    assert answer.status_code == 200
    assert re.search(r'value="Groep 3 is dicht"', answer.text)
    assert re.search(rf'value="{group(cast.group3)}" checked', answer.text)
    assert re.search(r'name="key"[^>]*value="key"', answer.text)


def test_sent_message_leads_to_its_board_and_the_same_tap_twice_to_the_same(cast, browser_of):
    browser = browser_of(cast.joris)

    answers = [browser.post("/urgent", data=form_of(group(cast.group3))) for _ in range(2)]

    message = UrgentMessage.get()
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, f"/urgent/{message.id}/board")] * 2
    assert (message.title, message.body) == ("Groep 3 is dicht", "De verwarming is stuk.")


def test_message_corrected_after_it_went_is_not_swallowed_and_goes_with_the_next_tap(cast, browser_of):
    browser = browser_of(cast.joris)
    browser.post("/urgent", data=form_of(group(cast.group3), title="Fout"))

    refused = browser.post("/urgent", data=form_of(group(cast.group3), title="Goed"))
    key = re.search(r'name="key"[^>]*value="([^"]+)"', refused.text)[1]
    sent = browser.post("/urgent", data=form_of(group(cast.group3), title="Goed", key=key))

    assert (refused.status_code, "nog niet weg" in refused.text, sent.status_code) == (422, True, 303)
    assert [message.title for message in UrgentMessage.select().order_by(UrgentMessage.id)] == ["Fout", "Goed"]


def test_group_that_may_not_be_written_to_any_more_is_not_left_out_in_silence(cast, browser_of):
    chosen = form_of(group(cast.group3), group(cast.group4))

    for address in ("/urgent/reviews", "/urgent"):
        assert browser_of(cast.joris).post(address, data=chosen).status_code == 422
    assert UrgentMessage.select().count() == 0


def test_teacher_cannot_send_to_the_whole_school_by_hand(cast, browser_of):
    answer = browser_of(cast.joris).post("/urgent", data=form_of(f"unit-{cast.school.id}"))

    assert (answer.status_code, UrgentMessage.select().count()) == (422, 0)


def test_parent_reads_confirms_and_the_bar_is_gone(cast, browser_of):
    message = send(cast.peter, cast.group3)
    browser = browser_of(cast.marieke)
    before = browser.get("/news").text

    page = browser.get(f"/urgent/{message.id}").text
    answer = browser.post(f"/urgent/{message.id}/confirmation")

    assert ("urgent-bar" in before, "Ik heb het gelezen" in page) == (True, True)
    assert (answer.status_code, answer.location) == (303, "/news")
    assert 'class="urgent-bar"' not in browser.get("/news").text
    assert (Confirmation.select().count(), Opening.select().count()) == (1, 1)
    assert "bevestigd dat u dit gelezen hebt" in browser.get(f"/urgent/{message.id}").text


def test_feed_that_the_browser_kept_is_not_the_same_once_there_is_a_bar(cast, browser_of):
    browser = browser_of(cast.marieke)
    etag = browser.get("/news").headers["ETag"]

    send(cast.peter, cast.group3)

    assert browser.get("/news", headers={"If-None-Match": etag}).status_code == 200


def test_open_feed_hears_of_what_is_urgent(cast, browser_of):
    browser = browser_of(cast.marieke)
    quiet = browser.get("/news/newer?after=0", headers=HTMX).text

    send(cast.peter, cast.group3, title="Nu ophalen")

    assert ("Nu ophalen" in quiet, "Nu ophalen" in browser.get("/news/newer?after=0", headers=HTMX).text) == (
        False,
        True,
    )


@pytest.mark.parametrize("path", ["", "/confirmation"])
@pytest.mark.parametrize("name", ["karima", "wouter", "peter"])
def test_message_for_others_is_not_there(cast, browser_of, name, path):
    message = send(cast.joris, cast.group3)
    browser = browser_of(getattr(cast, name))

    answer = browser.post(f"/urgent/{message.id}{path}") if path else browser.get(f"/urgent/{message.id}")

    assert (answer.status_code, Confirmation.select().count()) == (404, 0)


def test_board_asked_by_itself_is_only_the_board(cast, browser_of):
    message = send(cast.joris, cast.group3)
    browser = browser_of(cast.joris)

    whole, part = browser.get(f"/urgent/{message.id}/board"), browser.get(f"/urgent/{message.id}/board", headers=HTMX)

    assert ("<html" in whole.text, "<html" in part.text, "Marieke de Vries" in part.text) == (True, False, True)


def test_call_is_noted_and_undone_plain_and_by_htmx(cast, browser_of):
    message = send(cast.joris, cast.group3)
    browser, calls = browser_of(cast.joris), f"/urgent/{message.id}/calls"

    plain = browser.post(calls, data={"child_id": cast.noor.id})
    part = browser.post(f"{calls}/{cast.noor.id}/removal", headers=HTMX)

    assert (plain.status_code, plain.location) == (303, f"/urgent/{message.id}/board")
    assert (part.status_code, "<html" in part.text, PhoneCall.select().count()) == (200, False, 0)


def test_ending_asks_first_then_takes_the_bar_away(cast, browser_of):
    message = send(cast.joris, cast.group3)
    browser = browser_of(cast.joris)

    asked = browser.get(f"/urgent/{message.id}/ending")
    still_there = 'class="urgent-bar"' in browser_of(cast.marieke).get("/news").text
    done = [browser.post(f"/urgent/{message.id}/ending") for _ in range(2)]

    assert (asked.status_code, still_there, [answer.status_code for answer in done]) == (200, True, [303, 303])
    assert 'class="urgent-bar"' not in browser_of(cast.marieke).get("/news").text
    assert "geldt niet meer" in browser_of(cast.marieke).get(f"/urgent/{message.id}").text


def test_list_is_of_what_was_sent_for_staff_and_of_what_came_for_a_parent(cast, browser_of):
    send(cast.joris, cast.group3, title="Eerste")
    mine = send(cast.peter, cast.group5, title="Tweede")
    confirm_message(cast.karima, mine)

    titles = {
        name: re.findall(r"<strong>(Eerste|Tweede)</strong>", browser_of(getattr(cast, name)).get("/urgent").text)
        for name in ("peter", "joris", "karima", "wouter")
    }

    assert titles == {"peter": ["Tweede", "Eerste"], "joris": ["Eerste"], "karima": ["Tweede"], "wouter": []}
    assert "Voor u als ouder" in browser_of(cast.eline).get("/urgent").text  # teacher, and mother of Sem in group 3


def test_call_list_goes_by_a_job_and_is_nobody_elses(cast, browser_of):
    message = send(cast.joris, cast.group3)

    ordered = browser_of(cast.joris).post(f"/urgent/{message.id}/call-list")

    job_id = ordered.location.rpartition("/")[2]
    assert (ordered.status_code, ordered.location) == (303, f"/jobs/{job_id}")
    assert browser_of(cast.peter).get(f"/urgent/call-lists/{job_id}.pdf").status_code == 404
    assert browser_of(cast.joris).get(f"/urgent/call-lists/{job_id}.pdf").status_code == 404  # not made yet
