"""The pages of shared phone numbers: for parents of the group, and for nobody else."""

import pytest

from tests.browsers import HTMX
from tests.directory.sharing import share
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.directory.models import PhoneSharing
from webapp.schools.models import Child, Guardianship, Link

NUMBER = "+31611111111"
SHOWN = ("Noor de Vries", "Marieke de Vries", f'href="tel:{NUMBER}"')


def chosen() -> list[tuple[int, int, bool]]:
    return [(row.person_id, row.group_id, row.is_shared) for row in PhoneSharing.select()]


def test_guardian_chooses_yes_and_then_no(cast, browser_of):
    browser, address = browser_of(cast.marieke), f"/directory/sharing/{cast.group3.id}"

    answers = [browser.post(address, data={"choice": choice}) for choice in ("yes", "no")]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/directory/sharing")] * 2
    assert chosen() == [(cast.marieke.id, cast.group3.id, False)]


def test_page_tells_what_was_saved(cast, browser_of):
    browser = browser_of(cast.marieke)
    browser.post(f"/directory/sharing/{cast.group3.id}", data={"choice": "yes"})

    page = browser.get("/directory/sharing").text

    assert "Opgeslagen. Ouders van Groep 3 zien nu uw telefoonnummer." in page


def test_htmx_gets_the_group_with_what_was_saved(cast, browser_of):
    answer = browser_of(cast.marieke).post(f"/directory/sharing/{cast.group3.id}", data={"choice": "yes"}, headers=HTMX)

    assert answer.status_code == 200
    assert answer.text.count("<section") == 1
    assert 'role="status">Opgeslagen. Ouders van Groep 3 zien nu uw telefoonnummer.</p>' in answer.text


@pytest.mark.parametrize("data", [{}, {"choice": ""}, {"choice": "maybe"}])
def test_what_is_no_choice_is_refused_and_nothing_is_kept(cast, browser_of, data):
    answer = browser_of(cast.marieke).post(f"/directory/sharing/{cast.group3.id}", data=data)

    assert (answer.status_code, chosen(), [entry.verb for entry in AuditEntry.select()]) == (422, [], ["sign_in"])


@pytest.mark.parametrize("name", ["karima", "wouter", "tom"])
def test_parent_of_another_group_chooses_nothing_there(cast, browser_of, name):
    answer = browser_of(getattr(cast, name)).post(f"/directory/sharing/{cast.group3.id}", data={"choice": "yes"})

    assert (answer.status_code, chosen()) == (404, [])


def test_page_tells_who_has_no_number_where_to_add_one(cast, browser_of):
    page = browser_of(cast.marieke).get("/directory/sharing").text

    assert "Er is nog geen telefoonnummer van u bekend." in page
    assert 'href="/account/profile"' in page


def test_page_tells_who_has_a_secret_address_that_nobody_sees_them(cast, browser_of):
    Guardianship.update(has_secret_address=True).where(Guardianship.person == cast.tom).execute()

    pages = [browser_of(person).get("/directory/sharing").text for person in (cast.tom, cast.sanne)]

    assert ["dat uw adres geheim is" in page for page in pages] == [True, False]


def test_parent_of_the_group_sees_child_guardian_and_number(cast, browser_of):
    share(cast.marieke, cast.group3)

    page = browser_of(cast.eline).get(f"/groups/{cast.group3.id}/directory").text

    found = [word in page for word in (*SHOWN, "Sem van den Berg", "dat bent u")]
    assert found == [True, True, True, False, False]


@pytest.mark.parametrize("name", ["karima", "tom", "wouter"])
def test_for_a_parent_of_another_group_the_list_is_not_there(cast, browser_of, name):
    share(cast.marieke, cast.group3)

    answer = browser_of(getattr(cast, name)).get(f"/groups/{cast.group3.id}/directory")

    assert (answer.status_code, NUMBER in answer.text, "Marieke" in answer.text) == (404, False, False)


def test_for_a_guardian_whose_link_ended_the_list_is_not_there(cast, browser_of):
    share(cast.marieke, cast.group3)
    Link.update(ended_at=clock.now()).where(
        Link.guardianship.in_(Guardianship.select().where(Guardianship.person == cast.eline))
    ).execute()

    answer = browser_of(cast.eline).get(f"/groups/{cast.group3.id}/directory")

    assert (answer.status_code in (403, 404), NUMBER in answer.text) == (True, False)


def test_stranger_is_asked_to_sign_in(cast, client):
    share(cast.marieke, cast.group3)

    answers = [client.get(f"/groups/{cast.group3.id}/directory"), client.get("/directory/sharing")]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [NUMBER in answer.text for answer in answers] == [False, False]


@pytest.mark.parametrize("name", ["joris", "ingrid", "bram", "anouk"])
def test_staff_have_their_own_page_with_all_numbers(cast, browser_of, name):
    answer = browser_of(getattr(cast, name)).get(f"/groups/{cast.group3.id}/directory")

    assert answer.status_code in (403, 404)


def test_teacher_always_sees_all_numbers_and_who_has_a_secret_address(cast, browser_of):
    Person.update(phone=NUMBER).where(Person.id == cast.marieke.id).execute()
    Child.update(has_secret_address=True).where(Child.id == cast.sem.id).execute()

    page = browser_of(cast.joris).get(f"/groups/{cast.group3.id}").text

    assert [page.count(word) for word in (f'href="tel:{NUMBER}"', "Eline van den Berg", "geheim adres")] == [1, 1, 1]


@pytest.mark.parametrize("search", ["", "?search=Noor", "?search=Marieke"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_secret_address_is_nowhere_in_the_source_of_the_page(cast, browser_of, search, headers):
    share(cast.marieke, cast.group3)
    Child.update(has_secret_address=True).where(Child.id == cast.noor.id).execute()

    page = browser_of(cast.eline).get(f"/groups/{cast.group3.id}/directory{search}", headers=headers).text

    said = page.replace('value="Noor"', "").replace('value="Marieke"', "")
    assert [word in said for word in ("Noor", "Marieke", NUMBER, "geheim")] == [False] * 4


def test_search_shows_who_is_meant_alone(cast, browser_of):
    share(cast.marieke, cast.group3)
    share(cast.eline, cast.group3)

    page = browser_of(cast.eline).get(f"/groups/{cast.group3.id}/directory?search=sem", headers=HTMX).text

    assert [word in page for word in ("Sem van den Berg", "Noor de Vries")] == [True, False]


def test_empty_list_tells_what_will_appear(cast, browser_of):
    pages = [
        browser_of(cast.eline).get(f"/groups/{cast.group3.id}/directory{search}").text
        for search in ("", "?search=noor")
    ]

    assert ["Nog niemand deelt een nummer" in page for page in pages] == [True, False]
    assert ["Niemand gevonden" in page for page in pages] == [False, True]


def test_administration_and_profile_lead_there(cast, browser_of):
    browser = browser_of(cast.marieke)

    administration, profile = browser.get("/administration").text, browser.get("/account/profile").text

    assert f'href="/groups/{cast.group3.id}/directory"' in administration
    assert ['href="/directory/sharing"' in page for page in (administration, profile)] == [True, True]


def test_profile_of_somebody_without_children_has_nothing_to_choose(cast, browser_of):
    assert "/directory/sharing" not in browser_of(cast.joris).get("/account/profile").text
