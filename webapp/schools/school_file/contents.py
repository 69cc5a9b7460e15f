"""What a school's file says, free of the form it came in."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake and the line it stands on (None: the file as a whole). The sentence for `code` is in phrases."""

    line: int | None
    code: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class FileGroup:
    """`year` is "1".."8", or "" when the file does not say it or the group has more than one."""

    key: str
    name: str
    year: str
    is_combined: bool
    line: int


@dataclass(frozen=True, slots=True)
class FilePupil:
    key: str
    given_name: str
    infix: str
    surname: str
    birthdate: date | None
    group_key: str
    combined_keys: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class FileTeacher:
    key: str
    given_name: str
    infix: str
    surname: str
    email: str
    group_keys: tuple[str, ...]
    line: int


@dataclass(slots=True)
class SchoolFile:
    """Everything that could be read. With a mistake in it, it may be shown but not applied."""

    kind: str
    school_name: str = ""
    brin: str = ""
    school_year: str = ""
    groups: list[FileGroup] = field(default_factory=list)
    pupils: list[FilePupil] = field(default_factory=list)
    teachers: list[FileTeacher] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


class UnreadableFile(Exception):
    """Nothing of this file can be used. The sentence for `code` is in phrases."""

    def __init__(self, code: str, line: int | None = None, **values: str):
        super().__init__(code)
        self.code = code
        self.line = line
        self.values = values
