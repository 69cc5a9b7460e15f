"""The zip file that an office document is: taken apart within bounds, and written anew."""

import io
import re
import zipfile
import zlib

MOST_PARTS = 3_000
MOST_UNPACKED = 100 * 1024 * 1024
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same document is the same file
SAFE_NAME = re.compile(r"[A-Za-z0-9 _.,()\[\]/+-]{1,200}")


class NotADocument(ValueError):
    """What was sent is no office document that we take; its text is the reason, as a refusal code."""


class Active(NotADocument):
    """The document can do something by itself, or fetches something from elsewhere."""

    def __init__(self) -> None:
        super().__init__("active_file")


def parts_of(data: bytes) -> dict[str, bytes]:
    """What lies in the zip file, by name. Raises NotADocument for more than we open, names that lead elsewhere or
    come twice, and what is locked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            check_entries(entries)
            return {entry.filename: file.read(entry) for entry in entries}
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
        zlib.error,
    ) as problem:
        raise problem if isinstance(problem, NotADocument) else NotADocument("not_an_attachment") from None


def check_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Before anything is unpacked. The library never unpacks more of an entry than the size that is added up here."""
    names = [entry.filename for entry in entries]
    is_fit = (
        0 < len(entries) <= MOST_PARTS
        and sum(entry.file_size for entry in entries) <= MOST_UNPACKED
        and len({name.casefold() for name in names}) == len(names)
        and all(is_safe(name) for name in names)
        and not any(entry.flag_bits & 1 for entry in entries)
    )
    if not is_fit:
        raise NotADocument("not_an_attachment")


def is_safe(name: str) -> bool:
    steps = name.split("/")
    return bool(SAFE_NAME.fullmatch(name)) and not any(step in {"", ".", ".."} for step in steps)


def zip_of(parts: dict[str, bytes], plain: str = "") -> bytes:
    """These parts as a zip file; the one called `plain` is not packed (ODF wants that of its first)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            file.writestr(entry, data, zipfile.ZIP_STORED if name == plain else zipfile.ZIP_DEFLATED)
    return made.getvalue()
