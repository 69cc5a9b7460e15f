"""Reads EDEXML 2.1, the export that every Dutch school administration can make (Edustandaard, February 2017).

Only what a parent portal needs is read: names, birthdate and group of a child; name, e-mail address and groups of a
teacher. The citizen number (BSN), ECK iD, gender, country, weight, postcode and notes are passed over and never held.

https://www.edustandaard.nl/standaard_afspraken/edexml/edexml-2-1/
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from xml.parsers import expat
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from webapp.schools.school_file.contents import SchoolFile, UnreadableFile
from webapp.schools.school_file.encodings import xml_text
from webapp.schools.school_file.gathering import Gathering
from webapp.schools.school_file.values import WrongValue, clean_text, plain_key

MAX_DEPTH = 30  # EDEXML goes six deep
MAX_TAG = 64  # of a tag, no more is looked at
MAX_CHARACTERS = 1_000  # of a field, no more is kept: enough to see that it is too long
STEPS = 48  # how often `progress` is told
MIN_STEP = 64 * 1024
LEFT_SCHOOL = "H"  # jaargroep "historisch": in the file for old results only

RECORDS = {
    "/edex/school": "school",
    "/edex/groepen/groep": "group",
    "/edex/groepen/samengestelde_groep": "combined",
    "/edex/leerlingen/leerling": "pupil",
    "/edex/leerkrachten/leerkracht": "teacher",
}
FIELDS = {
    "school": ("schoolnaam", "naam", "brincode", "schooljaar"),
    "group": ("naam", "jaargroep"),
    "combined": ("naam",),
    "pupil": ("achternaam", "voorvoegsel", "roepnaam", "voornamen", "geboortedatum", "jaargroep"),
    "teacher": ("achternaam", "voorvoegsel", "roepnaam", "voornamen", "voorletters-1", "emailadres"),
}
TEXTS = {f"{path}/{name}": name for path, record in RECORDS.items() for name in FIELDS[record]}
REFERENCES = {
    "/edex/leerlingen/leerling/groep": "groups",
    "/edex/leerlingen/leerling/samengestelde_groepen/samengestelde_groep": "combined",
    "/edex/leerkrachten/leerkracht/groepen/groep": "groups",
    "/edex/leerkrachten/leerkracht/groepen/samengestelde_groep": "groups",
}
CUT_OFF = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}


def read_edexml(data: bytes, today: date, progress: Callable[[int, int], None] | None = None) -> SchoolFile:
    text = xml_text(data)
    parser = create_parser(forbid_dtd=True)
    handler = EdexmlHandler(Gathering("edexml", today), line_now=parser.getLineNumber)
    parser.setContentHandler(handler)
    step = max(MIN_STEP, len(text) // STEPS + 1)  # few, large steps: expat reads a token that is cut by each step anew
    try:
        for start in range(0, len(text), step):
            parser.feed(text[start : start + step])
            if progress:
                progress(min(len(data), len(data) * (start + step) // len(text)), len(data))
        parser.close()
    except DefusedXmlException:
        raise UnreadableFile("forbidden_xml", parser.getLineNumber()) from None
    except SAXParseException as error:
        cut_off = getattr(error.getException(), "code", None) in CUT_OFF
        raise UnreadableFile("truncated" if cut_off else "bad_xml", error.getLineNumber()) from None
    return handler.gathering.finish()


class EdexmlHandler(ContentHandler):
    """Follows the path of tags and keeps the few texts and references that are wanted. Prefixes are ignored."""

    def __init__(self, gathering: Gathering, line_now: Callable[[], int]):
        super().__init__()
        self.gathering = gathering
        self.line_now = line_now
        self.paths = [""]
        self.record: dict[str, Any] = {}
        self.text: list[str] | None = None
        self.characters_kept = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 (SAX's name)
        tag = name[-MAX_TAG:].rpartition(":")[2].lower()
        path = f"{self.paths[-1]}/{tag}"
        self.paths.append(path)
        if len(self.paths) == 2 and tag != "edex":
            raise UnreadableFile("not_edexml", self.line_now(), root=name[:MAX_TAG])
        if len(self.paths) > MAX_DEPTH:
            raise UnreadableFile("too_deep", self.line_now(), limit=str(MAX_DEPTH))
        if path in RECORDS:
            line = self.line_now()
            self.record = {"line": line, "key": attrs.get("key", ""), "groups": [], "combined": []}
        elif path in REFERENCES:
            if key := plain_key(attrs.get("key", "")):
                self.record[REFERENCES[path]].append(key)
        elif path in TEXTS:
            self.text, self.characters_kept = [], 0

    def characters(self, content: str) -> None:
        if self.text is not None and self.characters_kept < MAX_CHARACTERS:
            self.text.append(content[:MAX_CHARACTERS])
            self.characters_kept += len(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        path = self.paths.pop()
        if path in TEXTS and self.text is not None:
            self.record.setdefault(TEXTS[path], "".join(self.text).strip())
            self.text = None
        elif path in RECORDS:
            getattr(self, f"end_{RECORDS[path]}")(self.record)

    def end_school(self, school: dict[str, Any]) -> None:
        file = self.gathering.file
        file.school_name = short_text(school.get("schoolnaam") or school.get("naam", ""))
        file.brin = short_text(school.get("brincode", ""))
        file.school_year = short_text(school.get("schooljaar", ""))

    def end_group(self, group: dict[str, Any]) -> None:
        self.gathering.add_group(group["line"], group["key"], group.get("naam", ""), group.get("jaargroep", ""))

    def end_combined(self, group: dict[str, Any]) -> None:
        self.gathering.add_group(group["line"], group["key"], group.get("naam", ""), is_combined=True)

    def end_pupil(self, pupil: dict[str, Any]) -> None:
        if pupil.get("jaargroep") == LEFT_SCHOOL:
            return
        self.gathering.add_pupil(
            line=pupil["line"],
            key=pupil["key"],
            given_name=given_name_of(pupil),
            infix=pupil.get("voorvoegsel", ""),
            surname=pupil.get("achternaam", ""),
            birthdate=pupil.get("geboortedatum"),
            group_key=next(iter(pupil["groups"]), ""),
            combined_keys=tuple(pupil["combined"]),
        )

    def end_teacher(self, teacher: dict[str, Any]) -> None:
        self.gathering.add_teacher(
            line=teacher["line"],
            key=teacher["key"],
            given_name=given_name_of(teacher),
            infix=teacher.get("voorvoegsel", ""),
            surname=teacher.get("achternaam", ""),
            email=teacher.get("emailadres", ""),
            group_keys=tuple(teacher["groups"]),
        )


def given_name_of(person: dict[str, Any]) -> str:
    """The name one is called by. EDEXML may leave it out: then the first first name, or a teacher's initials."""
    first_names = str(person.get("voornamen", "")).split()
    return person.get("roepnaam") or next(iter(first_names), "") or person.get("voorletters-1", "")


def short_text(raw: str) -> str:
    """What the file says of the school itself is shown only: unreadable is empty."""
    try:
        return clean_text(raw)
    except WrongValue:
        return ""
