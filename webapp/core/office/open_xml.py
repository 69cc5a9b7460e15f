"""Documents of Microsoft Office (ECMA-376): only parts that a kept relationship leads to are copied.

What is known to be harmless stays; what only tells of maker and printer is left out; anything else refuses the whole.
"""

import posixpath
from typing import Any
from urllib.parse import unquote

from webapp.core.bare_pictures import bare_picture
from webapp.core.office.parts import Active, NotADocument
from webapp.core.office.words import look_through
from webapp.core.office.xml_parts import bytes_of, elements_of, is_web_address, name_of, remove, tree_of

CONTENT_TYPES, TYPES_SPACE = "[Content_Types].xml", "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
KEPT = {
    *("officeDocument", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "numbering"),
    *("footnotes", "endnotes", "comments", "header", "footer", "theme", "themeOverride", "image", "hyperlink"),
    *("chart", "chartUserShapes", "chartStyle", "chartColorStyle", "diagramData", "diagramLayout"),
    *("diagramQuickStyle", "diagramColors", "diagramDrawing", "worksheet", "chartsheet", "sharedStrings"),
    *("drawing", "vmlDrawing", "table", "pivotTable", "pivotCacheDefinition", "pivotCacheRecords", "sheetMetadata"),
    *("slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster", "handoutMaster", "presProps"),
    *("viewProps", "tableStyles"),
}
LEFT_OUT = {
    *("core-properties", "extended-properties", "custom-properties", "thumbnail", "customXml", "customXmlProps"),
    *("printerSettings", "calcChain", "person", "people", "threadedComment", "glossaryDocument", "commentAuthors"),
    *("authors", "tags", "font", "attachedTemplate", "commentsExtended", "commentsIds", "commentsExtensible"),
    *("changesInfo", "revisionInfo", "classificationlabels", "hdphoto"),
}
# Elements that may go with the relationship they name. Any other that names one which was left out refuses the whole.
GO_ALONG = {
    *("attachedTemplate", "externalData", "tags", "svgBlip", "imgLayer", "embedRegular", "embedBold"),
    *("embedItalic", "embedBoldItalic", "regular", "bold", "italic", "boldItalic"),
}
NEVER_FOLLOWED = "about:blank"


def made_of(parts: dict[str, bytes]) -> tuple[dict[str, bytes], str]:
    """The parts of the new document, and its suffix. Raises NotADocument."""
    types = ContentTypes(parts)
    copy = Copy(parts, types)
    copy.follow("")
    suffix = MAIN.get(types.of(copy.main), "")
    if not suffix:
        raise Active if "macroEnabled" in types.of(copy.main) else NotADocument("not_an_attachment")
    return {CONTENT_TYPES: types.for_parts(copy.made)} | copy.made, suffix


class ContentTypes:
    """What each part is said to be."""

    def __init__(self, parts: dict[str, bytes]):
        if CONTENT_TYPES not in parts:
            raise NotADocument("not_an_attachment")
        rows = [(name_of(row), row.attrib) for row in elements_of(tree_of(parts[CONTENT_TYPES]))]
        self.by_name = {
            row.get("PartName", "").lstrip("/"): row["ContentType"] for kind, row in rows if kind == "Override"
        }
        self.by_ending = {
            row.get("Extension", "").lower(): row["ContentType"] for kind, row in rows if kind == "Default"
        }

    def of(self, name: str) -> str:
        return self.by_name.get(name) or self.by_ending.get(name.rpartition(".")[2].lower(), "")

    def for_parts(self, made: dict[str, bytes]) -> bytes:
        from lxml import etree

        root = etree.Element(f"{{{TYPES_SPACE}}}Types", nsmap={None: TYPES_SPACE})
        relations = "application/vnd.openxmlformats-package.relationships+xml"
        etree.SubElement(root, f"{{{TYPES_SPACE}}}Default", Extension="rels", ContentType=relations)
        for name in made:
            if not name.endswith(".rels"):
                etree.SubElement(root, f"{{{TYPES_SPACE}}}Override", PartName=f"/{name}", ContentType=self.of(name))
        return bytes_of(root)


class Copy:
    """The new document while it grows: from one part to those it needs."""

    def __init__(self, parts: dict[str, bytes], types: ContentTypes):
        self.parts, self.types = parts, types
        self.made: dict[str, bytes] = {}
        self.main = ""

    def follow(self, name: str) -> set[str]:
        """Copy what a part (the whole: an empty name) needs; returns the relationships that were left out."""
        folder, file = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{file}.rels")
        if place not in self.parts:
            return set()
        root, gone, wanted = tree_of(self.parts[place]), set(), []
        for relation in list(root):
            kind = relation.get("Type", "").rpartition("/")[2]
            if self.is_kept(name, kind, relation):
                wanted.append((kind, relation))
            else:
                gone.add(relation.get("Id", ""))
                root.remove(relation)
        self.made[place] = bytes_of(root)
        for kind, relation in wanted:
            if kind != "hyperlink" and relation.get("TargetMode") != "External":
                self.add(kind, self.target(folder, relation.get("Target", "")))
        return gone

    def is_kept(self, name: str, kind: str, relation: Any) -> bool:
        is_outside = relation.get("TargetMode") == "External"
        is_data_of_chart = kind == "package" and "/charts/" in name and not is_outside
        is_comment_on_slide = kind == "comments" and name.startswith("ppt/")  # its authors are left out
        if kind in LEFT_OUT or is_data_of_chart or is_comment_on_slide or is_vector(kind, relation):
            return False
        if kind not in KEPT or (name == "") != (kind == "officeDocument"):
            raise Active if name else NotADocument("not_an_attachment")
        if is_outside:
            if kind != "hyperlink":
                raise Active
            if not is_web_address(relation.get("Target", "")):
                relation.set("Target", NEVER_FOLLOWED)
        return True

    def target(self, folder: str, written: str) -> str:
        """The part that a relationship names (ECMA-376 part 2, 6.5.3)."""
        path = unquote(written.partition("#")[0])
        name = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
        if name not in self.parts:
            raise NotADocument("not_an_attachment")
        return name

    def add(self, kind: str, name: str) -> None:
        if kind == "officeDocument":
            self.main = name
        if name in self.made:
            return
        if kind == "image":
            self.made[name] = bare_image(self.parts[name])
            return
        self.made[name] = b""  # it is known: parts lead back to each other
        root = tree_of(self.parts[name])
        let_go(root, self.follow(name))
        look_through(root)
        self.made[name] = bytes_of(root)


def is_vector(kind: str, relation: Any) -> bool:
    """An SVG stands beside a picture that shows the same: that stays."""
    return kind == "image" and str(relation.get("Target", "")).lower().endswith(".svg")


def bare_image(data: bytes) -> bytes:
    try:
        return bare_picture(data)
    except (IndexError, ValueError):
        raise NotADocument("not_an_attachment") from None


def let_go(root: Any, gone: set[str]) -> None:
    """Take out what names a relationship that was left out; refuse the whole where that would break something."""
    for element in list(elements_of(root)):
        for attribute, value in list(element.attrib.items()):
            if "/relationships}" not in attribute or value not in gone:
                continue
            if name_of(element) == "pageSetup":  # its printer's settings
                del element.attrib[attribute]
            elif name_of(element) in GO_ALONG:
                remove(outermost(element))
            else:
                raise Active


def outermost(element: Any) -> Any:
    """An extension of a picture goes as a whole."""
    if name_of(element) in {"svgBlip", "imgLayer"}:
        for above in element.iterancestors():
            if name_of(above) == "ext":
                return above
    return element
