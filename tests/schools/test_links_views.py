"""The office's page of who is linked: rightful, lesser and strange visitors; two queries however many rows."""

import pytest
from playhouse.test_utils import assert_query_count

from tests.schools.codes import mails, make_code
from webapp.core import clock
from webapp.schools.actions.links import link_children
from webapp.schools.models import Link, LinkCode
from webapp.schools.queries.links import children_to_link, groups_with_counts, link_rows, waiting_links

CODE = "K7QM-3F9T-XW2C"


@pytest.fixture
def waiting(cast) -> Link:
    """Karima's link with Mees, which waits for the office."""
    cast.school.links_need_approval = True
    cast.school.save()
    return link_children(cast.karima, [make_code(cast.mees, cast.school, CODE).id])[0]


def test_office_sees_every_child_its_code_and_who_is_linked(cast):
    make_code(cast.noor, cast.school, CODE)

    rows = link_rows(cast.school, children_to_link(cast.school), clock.now())

    assert [(row.name, row.group_name, row.closed, [person.name for person in row.people]) for row in rows] == [
        ("Noor de Vries", "Groep 3", None, ["Marieke de Vries"]),
        ("Sem van den Berg", "Groep 3", "no_code", ["Eline van den Berg"]),
        ("Mees Bakker", "Groep 4", "no_code", ["Sanne Bakker", "Tom Visser"]),
        ("Yara el Idrissi", "Groep 5", "no_code", ["Karima el Idrissi"]),
        ("Daan de Vries", "Groep 6", "no_code", ["Marieke de Vries"]),
    ]


def test_counts_per_group_tell_to_how_many_nobody_is_linked(cast):
    Link.update(ended_at=clock.now()).where(Link.guardianship.in_(cast.sem.guardianships)).execute()

    counts = [(group.name, group.children, group.linked) for group in groups_with_counts(cast.school)]
    unlinked = [child.name for child in children_to_link(cast.school, only_unlinked=True)]

    assert counts == [("Groep 3", 2, 1), ("Groep 4", 1, 1), ("Groep 5", 1, 1), ("Groep 6", 1, 1)]
    assert unlinked == ["Sem van den Berg"]


@pytest.mark.parametrize("groups", [["group5"], ["group3", "group4", "group6"]])
def test_rows_take_two_queries_however_many(cast, groups):
    chosen = [getattr(cast, group).id for group in groups]

    with assert_query_count(2):
        link_rows(cast.school, children_to_link(cast.school, chosen), clock.now())


@pytest.mark.parametrize("name", ["ingrid", "peter"])
def test_office_and_director_see_the_page(cast, browser_of, name):
    answer = browser_of(getattr(cast, name)).get(f"/units/{cast.school.id}/links")

    assert answer.status_code == 200
    assert "5 van 5 kinderen gekoppeld" in answer.text


@pytest.mark.parametrize("name", ["joris", "karima", "bram", "anouk"])
def test_teacher_parent_other_unit_and_admin_get_404(cast, browser_of, waiting, name):
    browser = browser_of(getattr(cast, name))
    told = mails()

    statuses = [
        browser.get(f"/units/{cast.school.id}/links").status_code,
        browser.get(f"/links/{waiting.id}/ending").status_code,
        browser.post(f"/links/{waiting.id}/ending").status_code,
        browser.post(f"/links/{waiting.id}/approval").status_code,
        browser.post(f"/links/{waiting.id}/refusal").status_code,
    ]

    assert statuses == [404] * 5
    link = Link.get_by_id(waiting.id)
    assert (link.approved_at, link.ended_at, mails()) == (None, None, told)


def test_stranger_is_sent_to_sign_in(cast, client, waiting):
    answers = [client.get(f"/units/{cast.school.id}/links"), client.post(f"/links/{waiting.id}/approval")]

    assert [answer.location.partition("?")[0] for answer in answers] == ["/sign-in", "/sign-in"]
    assert Link.get_by_id(waiting.id).approved_at is None


def test_office_approves_what_waits(cast, browser_of, waiting):
    browser = browser_of(cast.ingrid)
    before = browser.get(f"/units/{cast.school.id}/links").text

    answer = browser.post(f"/links/{waiting.id}/approval")

    assert "Wacht op uw goedkeuring (1)" in before
    assert answer.location == f"/units/{cast.school.id}/links"
    assert Link.get_by_id(waiting.id).approved_by_id == cast.ingrid.id
    assert list(waiting_links(cast.school)) == []


def test_office_refuses_what_waits(cast, browser_of, waiting):
    browser_of(cast.ingrid).post(f"/links/{waiting.id}/refusal")

    assert Link.get_by_id(waiting.id).ended_by_id == cast.ingrid.id


def test_second_decision_gets_a_sentence(cast, browser_of, waiting):
    browser = browser_of(cast.ingrid)
    browser.post(f"/links/{waiting.id}/approval")

    answer = browser.post(f"/links/{waiting.id}/approval", follow_redirects=True)

    assert "Over deze koppeling is al beslist." in answer.text


def test_office_ends_a_link_after_reading_what_happens(cast, browser_of):
    (link,) = link_children(cast.karima, [make_code(cast.mees, cast.school, CODE).id])
    browser = browser_of(cast.ingrid)

    page = browser.get(f"/links/{link.id}/ending").text
    answer = browser.post(f"/links/{link.id}/ending")

    assert "Karima el Idrissi ziet vanaf nu niets meer van Mees bij De Notenboom." in page
    assert answer.location == f"/units/{cast.school.id}/links"
    assert Link.get_by_id(link.id).ended_by_id == cast.ingrid.id
    assert LinkCode.select().where(LinkCode.renewed_at.is_null()).count() == 0


@pytest.mark.parametrize(("query", "names"), [("group={group5}", ["Yara"]), ("only=unlinked", [])])
def test_page_is_filtered_by_group_and_by_nobody_linked(cast, browser_of, query, names):
    query = query.format(group5=cast.group5.id)

    page = browser_of(cast.ingrid).get(f"/units/{cast.school.id}/links?{query}").text

    assert [name for name in ("Noor", "Yara", "Daan") if f'<th scope="row">{name}' in page] == names
