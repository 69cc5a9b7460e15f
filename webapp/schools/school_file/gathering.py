"""Puts groups, children and teachers together as they are read, and keeps what is wrong with each."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from webapp.schools.school_file.contents import FileGroup, FilePupil, FileTeacher, Mistake, SchoolFile, UnreadableFile
from webapp.schools.school_file.values import (
    MAX_KEY,
    WrongValue,
    clean_name,
    clean_text,
    read_birthdate,
    read_email,
    read_year,
    shown,
)

MAX_PUPILS = 60_000  # the largest board in the country has fewer; beyond it the file is not a school's
MAX_MISTAKES = 500  # nobody reads more; the file is then wrong as a whole

Value = TypeVar("Value")


def derived_key(*parts: str) -> str:
    """A key for who has none: the same name and birthdate give the same key, so a second import changes nothing."""
    text = "\n".join(part.casefold() for part in parts)
    return "~" + hashlib.sha256(text.encode()).hexdigest()[:20]


def group_key_of(name: str) -> str:
    return "~" + name.casefold()


class Gathering:
    """One file being read. A person with a mistake stays in as far as can be read: else he would seem to have left."""

    def __init__(self, kind: str, today: date):
        self.file = SchoolFile(kind=kind)
        self.today = today
        self.pupils_seen = 0
        self.final_group_keys: dict[str, str] = {}
        self.group_lines: dict[str, int] = {}
        self.pupil_lines: dict[str, int] = {}
        self.teacher_lines: dict[str, int] = {}
        self.email_lines: dict[str, int] = {}
        self.late_mistakes: list[Mistake] = []

    def add_group(self, line: int, key: str, name: str, year: str = "", is_combined: bool = False) -> None:
        name = self.read(line, "group", name, clean_text, name=shown(name)) or ""
        raw_key = self.read(line, "key", key, clean_key, name=name) or ""
        if not raw_key:
            return self.wrong(line, "missing_key", name=name)
        if not name:
            self.wrong(line, "missing_group_name", key=shown(raw_key))
        final = group_key_of(name) if is_passing(raw_key) and name else raw_key
        self.final_group_keys.setdefault(raw_key, final)
        if self.is_new(self.group_lines, final, line, "duplicate_group_key", key=shown(raw_key), name=name):
            self.file.groups.append(FileGroup(final, name, read_year(year), is_combined, line))
        return None

    def add_pupil(
        self,
        line: int,
        key: str,
        given_name: str,
        infix: str,
        surname: str,
        birthdate: object,
        group_key: str,
        combined_keys: tuple[str, ...] = (),
        must_have_key: bool = True,
    ) -> None:
        self.pupils_seen += 1
        if self.pupils_seen > MAX_PUPILS:
            raise UnreadableFile("too_many_pupils", line, limit=str(MAX_PUPILS))
        name, given_name, infix, surname = self.read_names(line, given_name, infix, surname)
        day = self.read(line, "birthdate", birthdate, lambda raw: read_birthdate(raw, self.today), name=name)
        key = self.read(line, "key", key, clean_key, name=name) or ""
        if not key and must_have_key:
            self.wrong(line, "missing_key", name=name)
        if not group_key:
            self.wrong(line, "missing_group", name=name)
        own_key = bool(key) and not is_passing(key)
        if not own_key and (key or not must_have_key) and name:
            key = derived_key(given_name, infix, surname, day.isoformat() if day else "")
        code = "duplicate_pupil_key" if own_key else "duplicate_pupil"
        if key and self.is_new(self.pupil_lines, key, line, code, key=shown(key), name=name):
            self.file.pupils.append(
                FilePupil(key, given_name, infix, surname, day, group_key, tuple(dict.fromkeys(combined_keys)), line)
            )

    def add_teacher(
        self,
        line: int,
        key: str,
        given_name: str,
        infix: str,
        surname: str,
        email: str,
        group_keys: tuple[str, ...],
    ) -> None:
        name, given_name, infix, surname = self.read_names(line, given_name, infix, surname)
        email = self.read(line, "email", email, read_email, name=name) or ""
        key = self.read(line, "key", key, clean_key, name=name) or ""
        if not key:
            return self.wrong(line, "missing_key", name=name)
        if is_passing(key):
            key = derived_key(email or name)
        if email:
            self.is_new(self.email_lines, email.casefold(), line, "duplicate_email", email=email, name=name)
        if self.is_new(self.teacher_lines, key, line, "duplicate_teacher_key", key=shown(key), name=name):
            groups = tuple(dict.fromkeys(group_keys))
            self.file.teachers.append(FileTeacher(key, given_name, infix, surname, email, groups, line))
        return None

    def finish(self) -> SchoolFile:
        """The file, with every group that is referred to looked up and the mistakes in the order of the lines."""
        if not self.pupils_seen:
            raise UnreadableFile("no_pupils")
        self.file.pupils = [self.placed_pupil(pupil) for pupil in self.file.pupils]
        self.file.teachers = [
            replace(teacher, group_keys=self.known_groups(teacher, teacher.group_keys))
            for teacher in self.file.teachers
        ]
        found = sorted([*self.file.mistakes, *self.late_mistakes], key=lambda mistake: mistake.line or 0)
        self.file.mistakes = found[:MAX_MISTAKES]
        if len(found) > MAX_MISTAKES:
            self.file.mistakes.append(Mistake(None, "too_many_mistakes", {"limit": str(MAX_MISTAKES)}))
        return self.file

    def placed_pupil(self, pupil: FilePupil) -> FilePupil:
        group = self.known_groups(pupil, (pupil.group_key,) if pupil.group_key else ())
        combined = self.known_groups(pupil, pupil.combined_keys)
        return replace(pupil, group_key=group[0] if group else "", combined_keys=combined)

    def known_groups(self, person: FilePupil | FileTeacher, raw_keys: tuple[str, ...]) -> tuple[str, ...]:
        for raw_key in raw_keys:
            if raw_key not in self.final_group_keys and len(self.late_mistakes) <= MAX_MISTAKES:
                values = {"group": shown(raw_key), "name": full_name(person.given_name, person.infix, person.surname)}
                self.late_mistakes.append(Mistake(person.line, "unknown_group", values))
        return tuple(self.final_group_keys[raw_key] for raw_key in raw_keys if raw_key in self.final_group_keys)

    def read_names(self, line: int, given_name: str, infix: str, surname: str) -> tuple[str, str, str, str]:
        """The whole name for a sentence, and its three parts."""
        name = shown(full_name(given_name, infix, surname))
        given_name = self.read_name(line, "given_name", given_name, name)
        infix = self.read(line, "infix", infix, clean_name, name=name) or ""
        return name, given_name, infix, self.read_name(line, "surname", surname, name)

    def read_name(self, line: int, field: str, raw: str, name: str) -> str:
        text = self.read(line, field, raw, clean_name, name=name)
        if text == "":
            self.wrong(line, f"missing_{field}", name=name)
        return text or ""

    def read(self, line: int, field: str, raw: object, reader: Callable[..., Value], /, **values: str) -> Value | None:
        """What `reader` makes of the raw value; None, and a mistake, when it cannot."""
        try:
            return reader(raw)
        except WrongValue as wrong:
            self.wrong(line, wrong.code, field=field, **values, **wrong.values)
            return None

    def is_new(self, lines: dict[str, int], key: str, line: int, code: str, /, **values: str) -> bool:
        if key in lines:
            self.wrong(line, code, first_line=str(lines[key]), **values)
            return False
        lines[key] = line
        return True

    def wrong(self, line: int | None, code: str, /, **values: str) -> None:
        if len(self.file.mistakes) <= MAX_MISTAKES:
            self.file.mistakes.append(Mistake(line, code, values))


def clean_key(raw: str) -> str:
    return clean_text(raw, MAX_KEY)


def is_passing(key: str) -> bool:
    """In EDEXML a key that begins with # holds within its own file only; the next export gives another."""
    return key.startswith("#")


def full_name(given_name: str, infix: str, surname: str) -> str:
    return " ".join(part for part in (given_name, infix, surname) if part)
