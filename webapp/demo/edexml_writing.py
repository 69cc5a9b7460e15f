"""Writes EDEXML 2.1 as a school administration does."""

from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from webapp.demo.names import Name


@dataclass(frozen=True)
class Group:
    key: str
    name: str
    year: str = ""  # "" for a samengestelde groep, "C" for a group of several years


@dataclass(frozen=True)
class Pupil:
    key: str
    name: Name
    birthdate: date
    group: Group
    year: str
    plus_groups: tuple[Group, ...] = ()
    more: tuple[tuple[str, str], ...] = ()  # what administrations send along and the portal passes over


@dataclass(frozen=True)
class Teacher:
    key: str
    name: Name
    email: str
    groups: tuple[Group, ...]


@dataclass
class School:
    name: str
    brin: str
    school_year: str
    made_on: date
    groups: list[Group] = field(default_factory=list)
    pupils: list[Pupil] = field(default_factory=list)
    teachers: list[Teacher] = field(default_factory=list)


def edexml(school: School) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<EDEX>", "\t<school>"]
    lines += [
        element(2, "schooljaar", school.school_year),
        element(2, "peildatum", f"{school.made_on}"),
        element(2, "brincode", school.brin),
        element(2, "dependancecode", "00"),
        element(2, "aanmaakdatum", f"{school.made_on}T07:30:00"),
        element(2, "auteur", "Schoolplein"),
        element(2, "xsdversie", "2.1"),
        element(2, "schoolnaam", school.name),
        "\t</school>",
        "\t<groepen>",
    ]
    for group in school.groups:
        lines += group_lines(group)
    lines += ["\t</groepen>", "\t<leerlingen>"]
    for pupil in school.pupils:
        lines += pupil_lines(pupil)
    lines += ["\t</leerlingen>", "\t<leerkrachten>"]
    for teacher in school.teachers:
        lines += teacher_lines(teacher)
    lines += ["\t</leerkrachten>", "</EDEX>", ""]
    return "\n".join(lines).encode()


def group_lines(group: Group) -> list[str]:
    tag = tag_of(group)
    year = [element(3, "jaargroep", group.year)] if group.year else []
    return [f"\t\t<{tag} key={quoteattr(group.key)}>", element(3, "naam", group.name), *year, f"\t\t</{tag}>"]


def pupil_lines(pupil: Pupil) -> list[str]:
    references = [reference(4, group) for group in pupil.plus_groups]
    if references:
        references = ["\t\t\t<samengestelde_groepen>", *references, "\t\t\t</samengestelde_groepen>"]
    return [
        f"\t\t<leerling key={quoteattr(pupil.key)}>",
        *name_lines(pupil.name),
        element(3, "geboortedatum", f"{pupil.birthdate}"),
        element(3, "jaargroep", pupil.year),
        reference(3, pupil.group),
        *references,
        *[element(3, tag, text) for tag, text in pupil.more],
        "\t\t</leerling>",
    ]


def teacher_lines(teacher: Teacher) -> list[str]:
    return [
        f"\t\t<leerkracht key={quoteattr(teacher.key)}>",
        *name_lines(teacher.name),
        element(3, "emailadres", teacher.email),
        "\t\t\t<groepen>",
        *[reference(4, group) for group in teacher.groups],
        "\t\t\t</groepen>",
        "\t\t</leerkracht>",
    ]


def name_lines(name: Name) -> list[str]:
    infix = [element(3, "voorvoegsel", name.infix)] if name.infix else []
    return [
        element(3, "achternaam", name.surname),
        *infix,
        element(3, "voorletters-1", name.given_name[0]),
        element(3, "roepnaam", name.given_name),
    ]


def element(depth: int, tag: str, text: str) -> str:
    return "\t" * depth + f"<{tag}>{escape(text)}</{tag}>"


def reference(depth: int, group: Group) -> str:
    return "\t" * depth + f"<{tag_of(group)} key={quoteattr(group.key)}/>"


def tag_of(group: Group) -> str:
    return "groep" if group.year else "samengestelde_groep"
