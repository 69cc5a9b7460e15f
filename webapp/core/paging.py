"""A long list, a page at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request
from peewee import ModelSelect

MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page of a list this is, and the addresses of the others; `ui/_pager.html` shows it."""

    number: int
    has_previous: bool
    has_next: bool
    url_for: Callable[[int], str]


def one_page(rows: ModelSelect, length: int = 60) -> tuple[list, Turn]:
    """The rows of the page that the address asks for (`?page=2`); one row more is read, to know if there is a next."""
    number = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    found = list(rows.limit(length + 1).offset((number - 1) * length))
    return found[:length], Turn(number, number > 1, len(found) > length, same_page_with)


def same_page_with(number: int) -> str:
    """The address of this page with all that was chosen on it, at another page of its list."""
    chosen = [(key, value) for key, value in request.args.items(multi=True) if key != "page"]
    return f"{request.path}?{urlencode([*chosen, ('page', number)])}"
