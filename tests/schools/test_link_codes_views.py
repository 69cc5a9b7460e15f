"""The page where codes are entered: before there is an account, and later."""

import pytest

from tests.schools.codes import make_code
from webapp.accounts.models import Session
from webapp.core import clock
from webapp.schools.models import Link, LinkCode

CODE, SECOND, WRONG, UNKNOWN = "K7QM-3F9T-XW2C", "AAAA-3F9T-XW2C", "K7QM-0000-0000", "ZZZZ-0000-0000"


def entered(client) -> list[int]:
    with client.session_transaction() as session:
        return session.get("entered_codes", [])


def test_stranger_enters_two_codes_and_sees_which_children_they_are_for(cast, client):
    make_code(cast.noor, cast.school, CODE)
    make_code(cast.daan, cast.school, SECOND)

    answers = [client.post("/link-codes", data={"code": code}) for code in (CODE, SECOND)]
    page = client.get("/link-codes").text

    assert [answer.status_code for answer in answers] == [303, 303]
    assert ("Noor</strong> <span>Groep 3 – De Notenboom" in page, "Daan</strong>" in page) == (True, True)
    assert [secret for secret in ("de Vries", "K7QM", "3F9T") if secret in page.replace("K7QM-3F9T-XW2C", "", 1)] == []


def test_qr_code_fills_in_the_field_and_leaves_the_address_clean(client):
    answer = client.get(f"/link-codes?code={CODE}")
    page = client.get(answer.location).text

    assert answer.location == "/link-codes"
    assert f'value="{CODE}"' in page
    assert f'value="{CODE}"' not in client.get("/link-codes").text


def test_wrong_secret_and_unknown_selector_get_the_very_same_answer(cast, client):
    make_code(cast.noor, cast.school, CODE)

    wrong, unknown = (client.post("/link-codes", data={"code": code}) for code in (WRONG, UNKNOWN))

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert wrong.text.replace(WRONG, "") == unknown.text.replace(UNKNOWN, "")
    assert entered(client) == []


def test_who_holds_an_expired_code_is_told_so(cast, client):
    code = make_code(cast.noor, cast.school, CODE)
    LinkCode.update(expires_at=clock.now()).where(LinkCode.id == code.id).execute()

    answer = client.post("/link-codes", data={"code": CODE})

    assert answer.status_code == 422
    assert "Deze code is verlopen, vraag de school om een nieuwe." in answer.text


def test_after_twenty_wrong_codes_an_address_waits(cast, client):
    make_code(cast.noor, cast.school, CODE)

    statuses = [client.post("/link-codes", data={"code": UNKNOWN}).status_code for _ in range(21)]

    assert statuses == [422] * 20 + [429]
    assert client.post("/link-codes", data={"code": CODE}).status_code == 429


def test_right_codes_are_not_counted_as_guesses(cast, client):
    make_code(cast.noor, cast.school, CODE)

    statuses = {client.post("/link-codes", data={"code": CODE}).status_code for _ in range(25)}

    assert statuses == {303}


def test_code_can_be_taken_away_again(cast, client):
    code = make_code(cast.noor, cast.school, CODE)
    client.post("/link-codes", data={"code": CODE})

    client.post(f"/link-codes/{code.id}/removal")

    assert entered(client) == []


def test_code_that_was_renewed_meanwhile_is_forgotten_with_a_reason(cast, client):
    code = make_code(cast.noor, cast.school, CODE)
    client.post("/link-codes", data={"code": CODE})
    LinkCode.update(renewed_at=clock.now()).where(LinkCode.id == code.id).execute()

    page = client.get("/link-codes").text

    assert "Noor: Deze code is vervangen" in page
    assert entered(client) == []


def test_parent_links_another_child_with_one_button(cast, browser_of):
    code = make_code(cast.mees, cast.school, CODE)
    browser = browser_of(cast.karima)
    browser.post("/link-codes", data={"code": CODE})

    before = browser.get("/link-codes").text
    answer = browser.post("/link-codes/links")
    after = browser.get(answer.location).text

    assert "Koppel Mees" in before
    assert (answer.status_code, answer.location) == (303, "/link-codes")
    assert "U bent gekoppeld aan Mees." in after
    assert Link.select().where(Link.code == code).count() == 1
    assert entered(browser) == []


def test_parent_types_the_password_again_before_linking(cast, browser_of):
    make_code(cast.mees, cast.school, CODE)
    browser = browser_of(cast.karima)
    browser.post("/link-codes", data={"code": CODE})
    Session.update(confirmed_at=cast.karima.created_at.replace(year=2025)).execute()

    answer = browser.post("/link-codes/links", headers={"Referer": "http://localhost/link-codes"})

    assert answer.location == "/account/confirmation?next=/link-codes"
    assert Link.select().where(Link.code.is_null(False)).count() == 0


def test_child_that_is_linked_already_is_left_out_kindly(cast, browser_of):
    make_code(cast.yara, cast.school, CODE)
    browser = browser_of(cast.karima)

    browser.post("/link-codes", data={"code": CODE})
    page = browser.get("/link-codes").text

    assert "U bent al gekoppeld aan Yara." in page
    assert "Koppel Yara" not in page


def test_waiting_parent_sees_that_the_school_must_approve(cast, browser_of):
    cast.school.links_need_approval = True
    cast.school.save()
    make_code(cast.mees, cast.school, CODE)
    browser = browser_of(cast.karima)
    browser.post("/link-codes", data={"code": CODE})

    browser.post("/link-codes/links")

    assert "wacht op goedkeuring van de school" in browser.get("/link-codes").text


def test_stranger_cannot_link(cast, client):
    make_code(cast.mees, cast.school, CODE)
    client.post("/link-codes", data={"code": CODE})

    answer = client.post("/link-codes/links")

    assert answer.location.startswith("/sign-in")
    assert Link.select().where(Link.code.is_null(False)).count() == 0


@pytest.mark.parametrize("typed", ["", "hallo", "K7QM-3F9T"])
def test_what_is_no_code_keeps_what_was_typed(client, typed):
    answer = client.post("/link-codes", data={"code": typed})

    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
