"""A long list, a page at a time, with what was chosen kept in the address."""

import pytest
from playhouse.test_utils import assert_query_count

from webapp.accounts.models import Person
from webapp.core.paging import one_page


@pytest.fixture
def turn(app, cast):
    """`turn("?page=2")`: the names on that page of five people, and its turn."""

    def open_page(query: str):
        with app.test_request_context(f"/people{query}"), assert_query_count(1):
            rows, turn = one_page(Person.select().order_by(Person.id), 5)
            addresses = [turn.url_for(turn.number + step) for step in (-1, 1)]
        return [row.id for row in rows], turn, addresses

    return open_page


def ids() -> list[int]:
    return [row.id for row in Person.select(Person.id).order_by(Person.id)]


@pytest.mark.parametrize(
    ("query", "first", "last", "previous", "following"),
    [("", 0, 5, False, True), ("?page=2", 5, 10, True, True), ("?page=3", 10, 15, True, False)],
)
def test_each_page_has_its_rows_and_knows_its_neighbours(turn, query, first, last, previous, following):
    rows, page, _addresses = turn(query)

    assert rows == ids()[first:last]
    assert (page.has_previous, page.has_next) == (previous, following)


@pytest.mark.parametrize("query", ["?page=0", "?page=-3", "?page=two", "?page="])
def test_page_that_cannot_be_is_the_first(turn, query):
    assert turn(query)[0] == ids()[:5]


def test_page_far_beyond_the_end_is_empty(turn):
    rows, page, _addresses = turn("?page=99999999999999999999")

    assert (rows, page.has_next) == ([], False)


def test_what_was_chosen_stays_in_the_address(turn):
    _rows, _page, addresses = turn("?group=1&group=2&q=De%20Vries&page=2&endpoint=x")

    assert addresses == [
        "/people?group=1&group=2&q=De+Vries&endpoint=x&page=1",
        "/people?group=1&group=2&q=De+Vries&endpoint=x&page=3",
    ]
