"""One XML part of a document: read without fetching or expanding anything, looked through, written anew."""

import re
from collections.abc import Iterator
from typing import Any

from webapp.core.office.parts import Active, NotADocument

# What a formula can call to fetch or to start something (Excel, LibreOffice).
CALLS = re.compile(r"\b(WEBSERVICE|FILTERXML|IMAGE|CALL|REGISTER|REGISTER\.ID|EXEC|RTD|DDE)\s*\(", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
WEB = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)


def tree_of(data: bytes) -> Any:
    """The root of an XML part; raises NotADocument for what is none, or has a document type with entities to expand."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotADocument("not_an_attachment") from None
    if root.getroottree().docinfo.doctype:
        raise NotADocument("not_an_attachment")
    return root


def bytes_of(root: Any) -> bytes:
    from lxml import etree

    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def name_of(element: Any) -> str:
    """The name of an element or attribute without its namespace."""
    return str(getattr(element, "tag", element)).rpartition("}")[2]


def elements_of(root: Any) -> Iterator[Any]:
    yield from root.iter("*")


def remove(element: Any) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def refuse_calls(formula: str, pipe_is_call: bool) -> None:
    """Refuse a formula that fetches or starts something. In Excel a bar outside quotes asks another program (DDE)."""
    bare = QUOTED.sub("", formula).replace("_xlfn.", "").replace("_xlws.", "")
    if CALLS.search(bare) or (pipe_is_call and "|" in bare):
        raise Active


def is_web_address(target: str) -> bool:
    """Whether a link leads to a page, a mail address or a phone number."""
    return bool(WEB.match(target.strip()))
