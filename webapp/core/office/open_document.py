"""Documents of LibreOffice (ODF 1.3): text, styles and pictures are copied; nothing else is."""

import re
from typing import Any

from webapp.core.bare_pictures import bare_picture
from webapp.core.office.parts import Active, NotADocument
from webapp.core.office.xml_parts import bytes_of, elements_of, is_web_address, name_of, refuse_calls, remove, tree_of

MAIN = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
TEXT = re.compile(r"(Object \d{1,4}/)?(content|styles)\.xml")
PICTURE = re.compile(r"Pictures/[\w.-]+\.(png|jpe?g)", re.IGNORECASE)
ACTING = re.compile(r"(Basic|Scripts|Dialogs)/.+|Object [^/]+|.*\.(class|jar|js|py|bsh)")
ACTIVE = {
    *("event-listener", "event-listeners", "script", "dde-source", "dde-connection", "dde-connection-decl"),
    *("section-source", "cell-range-source", "table-source", "plugin", "applet", "object-ole", "floating-frame"),
    *("database-source-sql", "database-source-table", "database-source-query", "connection-resource", "dde-link"),
}
XFORMS = "{http://www.w3.org/2002/xforms}"
HREF = "{http://www.w3.org/1999/xlink}href"
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def made_of(parts: dict[str, bytes]) -> tuple[dict[str, bytes], str]:
    """The parts of the new document, and its suffix. Raises NotADocument."""
    kind = parts["mimetype"].decode("ascii", "replace").strip()
    if kind not in MAIN or "content.xml" not in parts:
        raise NotADocument("not_an_attachment")
    if any(ACTING.fullmatch(name) for name in parts):
        raise Active
    texts = {name: written_anew(data, parts) for name, data in parts.items() if TEXT.fullmatch(name)}
    pictures = {name: bare(data) for name, data in parts.items() if PICTURE.fullmatch(name)}
    made = {"mimetype": kind.encode()} | texts | pictures
    return made | {"META-INF/manifest.xml": manifest_of(kind, made)}, MAIN[kind]


def bare(data: bytes) -> bytes:
    try:
        return bare_picture(data)
    except (IndexError, ValueError):
        raise NotADocument("not_an_attachment") from None


def written_anew(data: bytes, parts: dict[str, bytes]) -> bytes:
    root = tree_of(data)
    for element in list(elements_of(root)):
        if name_of(element) in ACTIVE or XFORMS in element.tag or "image-data" in map(name_of, element.attrib):
            raise Active
        if formula := element.get(FORMULA):
            refuse_calls(formula, pipe_is_call=False)
        if (target := element.get(HREF)) is not None:
            look_at_link(element, target, parts)
    return bytes_of(root)


def look_at_link(element: Any, target: str, parts: dict[str, bytes]) -> None:
    """A link leads to a page or within the document; whatever else is named lies in the document itself."""
    if name_of(element) == "a":
        if not (target.startswith("#") or is_web_address(target)):
            element.set(HREF, "#")
    elif name_of(element) == "font-face-uri":
        remove(element)
    elif target and not target.startswith("#") and not lies_within(target.removeprefix("./"), parts):
        raise Active


def lies_within(name: str, parts: dict[str, bytes]) -> bool:
    return name in parts or f"{name}/content.xml" in parts or name.startswith("ObjectReplacements/")


def manifest_of(kind: str, made: dict[str, bytes]) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{MANIFEST}}}manifest", nsmap={"manifest": MANIFEST})
    media = {"xml": "text/xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
    charts = {
        f"{name.partition('/')[0]}/": "application/vnd.oasis.opendocument.chart" for name in made if "Object" in name
    }
    files = {name: media[name.rpartition(".")[2].lower()] for name in made if name != "mimetype"}
    for name, type in {"/": kind, **charts, **files}.items():
        entry = etree.SubElement(root, f"{{{MANIFEST}}}file-entry")
        entry.set(f"{{{MANIFEST}}}full-path", name)
        entry.set(f"{{{MANIFEST}}}media-type", type)
    return bytes_of(root)
