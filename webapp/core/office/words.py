"""What acts or fetches inside the parts of a Microsoft Office document, and what tells of its maker's computer."""

import re
from typing import Any

from webapp.core.office.parts import Active
from webapp.core.office.xml_parts import WEB, elements_of, name_of, refuse_calls, remove

ACTIVE = {
    *("OLEObject", "oleObject", "oleObjects", "oleObj", "oleLink", "ddeLink", "control", "controls", "altChunk"),
    *("subDoc", "movie", "externalReferences", "externalReference", "mailMerge", "webPublishObjects", "videoFile"),
    *("audioFile", "wavAudioFile", "quickTimeFile", "snd", "webExtension", "frameset", "queryTable", "connection"),
}
TELLS = {"absPath", "saveThroughXslt"}
FORMULAS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
# Fields of Word that only show something (ECMA-376 part 1, 17.16.5).
SHOWING = {
    *("HYPERLINK", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE"),
    *("PRINTDATE", "EDITTIME", "TOC", "PAGEREF", "REF", "NOTEREF", "SEQ", "STYLEREF", "TC", "XE", "INDEX", "TOA"),
    *("TA", "MERGEFIELD", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "AUTHOR", "TITLE", "SUBJECT", "FILENAME"),
    *("SYMBOL", "EQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIBLIOGRAPHY", "CITATION", "DOCPROPERTY"),
    *("COMMENTS", "KEYWORDS", "NUMWORDS", "NUMCHARS", "USERNAME", "USERINITIALS", "REVNUM", "TEMPLATE"),
    *("LASTSAVEDBY", "ADVANCE", "=", "IF"),
}
NOTHING = re.compile(r"(?!)")
OF_A_SHEET = re.compile(r"/(spreadsheetml|chart|excel)")
JUMPS = {"hlinkshowjump", "hlinksldjump", "noaction", "customshow", ""}


def look_through(root: Any) -> None:
    """Refuse a part in which something acts or fetches; take out what tells where it was made."""
    for element in list(elements_of(root)):
        name = name_of(element)
        if name in ACTIVE:
            raise Active
        if name in TELLS:
            remove(element)
        elif name in FORMULAS and OF_A_SHEET.search(element.tag):
            refuse_calls("".join(element.itertext()), pipe_is_call=True)
        for attribute, value in element.attrib.items():
            look_at_attribute(name_of(attribute), value)
    look_at_fields(root)


def look_at_attribute(name: str, value: str) -> None:
    """Refuse an action of a slide that starts a program, and a picture of VML that is fetched."""
    if name == "action" and value.startswith("ppaction://"):
        if value.removeprefix("ppaction://").partition("?")[0] not in JUMPS:
            raise Active
    elif (name == "src" and leads_elsewhere(value)) or (name == "href" and leads_elsewhere(value, WEB)):
        raise Active


def leads_elsewhere(value: str, fine: re.Pattern = NOTHING) -> bool:
    """Whether an address names something outside the document, other than what is fine to link to."""
    return (":" in value or value.startswith("\\\\")) and not fine.match(value)


def look_at_fields(root: Any) -> None:
    """Refuse fields of Word that do more than show. An instruction may be cut in pieces, and fields stand in fields."""
    open_fields: list[str] = []
    for element in elements_of(root):
        name = name_of(element)
        kind = next((value for key, value in element.attrib.items() if name_of(key) == "fldCharType"), "")
        if name == "fldSimple":
            refuse_field(next((value for key, value in element.attrib.items() if name_of(key) == "instr"), ""))
        elif name == "instrText" and open_fields:
            open_fields[-1] += "".join(element.itertext())
        elif name == "instrText":
            raise Active
        elif name == "fldChar" and kind == "begin":
            open_fields.append("")
        elif name == "fldChar" and kind == "separate" and open_fields:
            refuse_field(open_fields[-1])
        elif name == "fldChar" and kind == "end" and open_fields:
            refuse_field(open_fields.pop())


def refuse_field(instruction: str) -> None:
    words = instruction.replace("=", " = ", 1).split()
    if not words or words[0].upper() not in SHOWING:
        raise Active
