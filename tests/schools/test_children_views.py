"""The pages of children, enrolments and groups: whole for office and director, less for the own teacher, else 404."""

from datetime import date

import pytest
from playhouse.test_utils import count_queries

from tests.browsers import HTMX
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.actions.children import end_enrolment
from webapp.schools.models import Child, Enrolment


@pytest.fixture
def noors(cast) -> Enrolment:
    return Enrolment.get((Enrolment.child == cast.noor) & (Enrolment.group == cast.group3))


def present(page: str, *words: str) -> list[bool]:
    return [word in page for word in words]


def test_office_sees_guardians_with_what_it_knows_of_them(cast, browser_of):
    page = browser_of(cast.ingrid).get(f"/children/{cast.mees.id}").text

    assert present(page, "Sanne Bakker", "Tom Visser", "tom@ouders.example", "Gezag", "Huishouden") == [True] * 5


def test_own_teacher_sees_names_and_numbers_but_no_custody_or_household(cast, browser_of):
    Person.update(phone="+31612345678").where(Person.id == cast.marieke.id).execute()

    page = browser_of(cast.joris).get(f"/children/{cast.noor.id}").text

    assert present(page, "Noor de Vries", "Marieke de Vries", 'href="tel:+31612345678"') == [True] * 3
    assert present(page, "Gezag", "Esdoornlaan", "marieke@ouders.example", "maart", "Notenkraker") == [False] * 5


@pytest.mark.parametrize("name", ["eline", "karima", "sanne", "bram", "wouter", "anouk"])
def test_other_teacher_parents_other_unit_and_admin_get_404(cast, browser_of, name):
    answer = browser_of(getattr(cast, name)).get(f"/children/{cast.mees.id}")

    assert answer.status_code == 404


def test_bso_sees_the_child_without_what_only_the_school_does(cast, browser_of):
    page = browser_of(cast.bram).get(f"/children/{cast.noor.id}").text

    assert present(page, "Eekhoorns", "Groep 3", "Koppelcode van De Notenboom") == [True, False, False]


def test_former_child_can_be_looked_at_and_placed_again_but_not_changed(cast, browser_of, noors):
    end_enrolment(cast.ingrid, noors, clock.today())
    browser = browser_of(cast.ingrid)

    statuses = [browser.get(f"/children/{cast.noor.id}{page}").status_code for page in ("", "/enrolments/new", "/edit")]

    assert statuses == [200, 200, 404]


def test_stranger_is_sent_to_sign_in(cast, client):
    for address in (f"/children/{cast.mees.id}", f"/units/{cast.school.id}/children", "/groups"):
        assert client.get(address).location.partition("?")[0] == "/sign-in"


def test_list_is_searched_by_plain_address_and_by_htmx(cast, browser_of):
    browser, address = browser_of(cast.ingrid), f"/units/{cast.school.id}/children?search=noor"

    whole, part = browser.get(address).text, browser.get(address, headers=HTMX).text

    assert present(whole, "<h1>Kinderen</h1>", "Noor de Vries", "Daan") == [True, True, False]
    assert present(part, "<h1>Kinderen</h1>", "Noor de Vries", "Daan") == [False, True, False]


def test_former_children_have_their_own_tab(cast, browser_of, noors):
    end_enrolment(cast.ingrid, noors, clock.today())
    browser = browser_of(cast.ingrid)

    now, former = (browser.get(f"/units/{cast.school.id}/children?show={tab}").text for tab in ("", "former"))

    assert (present(now, "Noor", "Daan"), present(former, "Noor", "Daan")) == ([False, True], [True, False])


@pytest.mark.parametrize("page", ["", "/new"])
@pytest.mark.parametrize("name", ["joris", "karima", "bram", "anouk"])
def test_list_is_404_for_others(cast, browser_of, name, page):
    answer = browser_of(getattr(cast, name)).get(f"/units/{cast.school.id}/children{page}")

    assert answer.status_code == 404


CHILD = {"given_name": "Fenna", "infix": "", "surname": "Visser", "birthdate": "2020-02-02", "starts_on": "2026-11-01"}


def test_office_adds_a_child(cast, browser_of):
    answer = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/children", data=CHILD | {"group": cast.group3.id})

    child = Child.get(Child.given_name == "Fenna")
    assert answer.location == f"/children/{child.id}"
    assert [row.group_id for row in child.enrolments] == [cast.group3.id]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"given_name": "Yara", "infix": "el", "surname": "Idrissi", "birthdate": "2018-04-08"}, "staat al bij"),
        ({"birthdate": "gisteren"}, "Dit is geen datum"),
        ({"group": "zeven"}, "Kies een van de mogelijkheden"),
        ({"surname": " "}, "Vul dit in."),
    ],
)
def test_mistake_gets_a_sentence_and_makes_no_child(cast, browser_of, wrong, sentence):
    data = CHILD | {"group": cast.group3.id} | wrong

    answer = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/children", data=data)

    assert (answer.status_code, sentence in answer.text, Child.select().count()) == (422, True, 6)


def test_child_cannot_be_added_to_another_units_group(cast, browser_of):
    data = CHILD | {"group": cast.squirrels.id}

    answer = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/children", data=data)

    assert (answer.status_code, Child.select().count()) == (422, 6)


def test_office_corrects_a_name(cast, browser_of):
    browser = browser_of(cast.ingrid)
    data = {"given_name": "Noortje", "infix": "de", "surname": "Vries", "birthdate": "2020-03-14"}

    page, answer = browser.get(f"/children/{cast.noor.id}/edit"), browser.post(f"/children/{cast.noor.id}", data=data)

    assert (page.status_code, answer.location) == (200, f"/children/{cast.noor.id}")
    assert Child.get_by_id(cast.noor.id).name == "Noortje de Vries"


def test_office_places_moves_and_ends(cast, browser_of, noors):
    browser = browser_of(cast.ingrid)
    today = clock.today()

    pages = [browser.get(f"/children/{cast.daan.id}/enrolments/new"), browser.get(f"/enrolments/{noors.id}")]
    placed = browser.post(f"/children/{cast.daan.id}/enrolments", data={"group": cast.group7.id, "starts_on": today})
    moved = browser.post(f"/enrolments/{noors.id}", data={"group": cast.group4.id, "day": today})
    here = Enrolment.get((Enrolment.child == cast.noor) & (Enrolment.group == cast.group4))
    ended = browser.post(f"/enrolments/{here.id}/ending", data={"ending-day": today})

    assert [page.status_code for page in pages] == [200, 200]
    assert [answer.status_code for answer in (placed, moved, ended)] == [303] * 3
    assert Enrolment.get_by_id(here.id).ends_on == today


def test_wrong_day_gets_a_sentence(cast, browser_of, noors):
    browser = browser_of(cast.ingrid)

    moved = browser.post(f"/enrolments/{noors.id}", data={"group": cast.group4.id, "day": date(2026, 1, 1)})
    ended = browser.post(f"/enrolments/{noors.id}/ending", data={"ending-day": date(2026, 1, 1)})

    assert (moved.status_code, ended.status_code) == (422, 422)
    assert (moved.text.count("Kies een latere dag"), ended.text.count("Kies een latere dag")) == (1, 1)
    assert Enrolment.get_by_id(noors.id).ends_on is None


@pytest.mark.parametrize("name", ["joris", "marieke", "bram", "anouk"])
def test_others_change_nothing(cast, browser_of, noors, name):
    browser = browser_of(getattr(cast, name))
    group = {"group": cast.group4.id, "day": clock.today(), "starts_on": clock.today(), "ending-day": clock.today()}

    answers = [
        browser.get(f"/enrolments/{noors.id}"),
        browser.post(f"/enrolments/{noors.id}", data=group),
        browser.post(f"/enrolments/{noors.id}/ending", data=group),
        browser.post(f"/children/{cast.mees.id}/enrolments", data=group),
        browser.post(f"/children/{cast.mees.id}", data=CHILD),
        browser.post(f"/units/{cast.school.id}/children", data=CHILD | group),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert (Enrolment.select().count(), Enrolment.get_by_id(noors.id).ends_on) == (7, None)


def test_teacher_calls_from_the_page_of_the_own_group(cast, browser_of):
    Person.update(phone="+31612345678").where(Person.id == cast.marieke.id).execute()
    browser = browser_of(cast.joris)

    groups, group = browser.get("/groups").text, browser.get(f"/groups/{cast.group3.id}").text

    assert present(groups, "Groep 3", "Groep 4") == [True, False]
    assert present(group, "Noor de Vries", "Sem van den Berg", "06 12345678", "Gezag") == [True, True, True, False]


@pytest.mark.parametrize(
    ("name", "status"), [("ingrid", 200), ("eline", 404), ("marieke", 404), ("bram", 404), ("anouk", 404)]
)
def test_group_is_for_its_own_teacher_and_its_office(cast, browser_of, name, status):
    assert browser_of(getattr(cast, name)).get(f"/groups/{cast.group3.id}").status_code == status


@pytest.mark.parametrize("page", ["/groups/{group3}", "/children/{noor}", "/units/{school}/children", "/groups"])
def test_page_takes_no_more_queries_with_more_rows(cast, browser_of, page):
    address = page.format(group3=cast.group3.id, noor=cast.noor.id, school=cast.school.id)
    browser = browser_of(cast.ingrid)
    browser.get(address)

    with count_queries() as few:
        browser.get(address)
    for child in (cast.mees, cast.yara, cast.daan):
        Enrolment.create(child=child, group=cast.group3, starts_on=date(2026, 8, 1))
    with count_queries() as more:
        browser.get(address)

    assert (more.count, few.count <= 12) == (few.count, True)
