"""Decisions about posts: what text is safe, who is one family, to whom somebody may write, who may change what."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

import nh3

TAGS = {"p", "br", "strong", "em", "b", "i", "ul", "ol", "li", "a"}
LINKS = {"http", "https", "mailto", "tel"}
LONGEST_BODY = 20_000


class Part(NamedTuple):
    """A part of an audience: a whole unit (`group_id` is None), or one group of it."""

    unit_id: int
    group_id: int | None = None

    @property
    def key(self) -> str:
        """How a form names it: `unit-3`, `group-12`."""
        return f"group-{self.group_id}" if self.group_id else f"unit-{self.unit_id}"


def clean_body(typed: str) -> str:
    """The safe HTML of what was typed: a small subset of tags, links to the web, mail and phone, and nothing else.

    Text without any tag (a browser without script) becomes paragraphs.
    """
    if "<" not in typed:
        blocks = [block.strip() for block in typed.replace("\r\n", "\n").split("\n\n")]
        typed = "".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks if block)
    typed = typed.replace("<div>", "<p>").replace("</div>", "</p>")
    return nh3.clean(
        typed,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=LINKS,
        link_rel="noopener noreferrer nofollow",
        clean_content_tags={"script", "style", "template", "iframe", "object", "svg", "math", "noscript"},
    ).strip()


def is_empty(body: str) -> bool:
    """Whether nothing readable is left of a body."""
    return not nh3.clean(body, tags=set()).replace("&nbsp;", " ").replace("\xa0", " ").strip()


def without_overlap(parts: Iterable[Part]) -> list[Part]:
    """The audience with each part once, and no group beside its whole unit, in a fixed order."""
    wanted = set(parts)
    whole = {part.unit_id for part in wanted if part.group_id is None}
    return sorted(
        (part for part in wanted if part.group_id is None or part.unit_id not in whole),
        key=lambda part: (part.unit_id, part.group_id or 0),
    )


def may_change(person_id: int, author_id: int, audience_units: set[int], works_at: set[int], manages: set[int]) -> bool:
    """Whether somebody may edit or withdraw a post: its author while working there, or the office of all it went to."""
    is_author = person_id == author_id and bool(audience_units & works_at)
    return is_author or (bool(audience_units) and audience_units <= manages)


def count_families(children: Iterable[int], pairs: Iterable[tuple[int, int]]) -> int:
    """How many families these children are: children who share a guardian are one family.

    `pairs` are (child, guardian). A child without any guardian is a family of its own.
    """
    head = {child: child for child in children}

    def find(child: int) -> int:
        while head[child] != child:
            head[child] = head[head[child]]
            child = head[child]
        return child

    first_of: dict[int, int] = {}
    for child, guardian in pairs:
        if child in head:
            head[find(child)] = find(first_of.setdefault(guardian, child))
    return len({find(child) for child in head})
