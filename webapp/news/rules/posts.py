"""Decisions about posts: what text is safe, and what is no text at all."""

from html import escape

import nh3

TAGS = {"p", "br", "strong", "em", "b", "i", "ul", "ol", "li", "a"}
LINKS = {"http", "https", "mailto", "tel"}
LONGEST_BODY = 20_000


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
