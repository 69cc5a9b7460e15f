"""What kind of file this is, by its content: offices rename files, and exports carry wrong names."""

import io
import zipfile
from typing import IO

from webapp.schools.school_file.contents import UnreadableFile
from webapp.schools.school_file.encodings import marked_encoding

MAX_BYTES = 20 * 1024 * 1024  # a school of 10,000 pupils is 8 MB of EDEXML
MAX_UNPACKED_BYTES = 64 * 1024 * 1024  # 60,000 rows of a spreadsheet are about 40 MB
MAX_ROW_BYTES = 1024 * 1024  # openpyxl holds a whole row at once, in thirty times its bytes
MAX_RATIO = 200  # spreadsheets shrink 5 to 50 times; a bomb a thousand times
MAX_MEMBERS = 1_000
CONTROL_SHARE = 0.01  # of the first 64 KB; text has none, or a stray one

SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"{\\rtf", "word"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"SQLite format 3", "unknown"),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the compound file of Office 97–2003, and of encrypted new files
ZIP_MEMBERS = (("xl/workbook.xml", "xlsx"), ("word/document.xml", "word"), ("mimetype", "opendocument"))


def kind_of(data: bytes) -> str:
    """ "edexml", "csv" or "xlsx"; raises `UnreadableFile` for what can be none of these."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile("too_large", limit=str(MAX_BYTES // 1024**2))
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("empty_file")
    for signature, found in SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile("not_a_school_file", found=found)
    if data.startswith(OLD_OFFICE):
        refuse_old_office(data)
    if data.startswith(b"PK"):
        return kind_of_zip(data)
    return kind_of_text(data)


def kind_of_text(data: bytes) -> str:
    encoding, skip = marked_encoding(data)
    start = data[skip : skip + 65_536].decode(encoding or "latin-1", "replace").lstrip("\ufeff \t\r\n")
    if start[:200].lower().startswith(("<!doctype html", "<html", "<head", "<table", "<body")):
        raise UnreadableFile("not_a_school_file", found="html")
    if start.startswith("<"):
        return "edexml"
    controls = sum(1 for character in start if character < " " and character not in "\t\r\n\f\v")
    if "\0" in start or controls > CONTROL_SHARE * len(start):
        raise UnreadableFile("not_a_school_file", found="unknown")
    return "csv"


def refuse_old_office(data: bytes) -> None:
    """Names inside such a file are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile("encrypted_xlsx")
    if "WordDocument".encode("utf-16-le") in data:
        raise UnreadableFile("not_a_school_file", found="word")
    raise UnreadableFile("old_excel")


def kind_of_zip(data: bytes) -> str:
    """Looks at the list of a ZIP first; nothing is unpacked before its sizes are known to be bearable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception:  # zipfile raises half a dozen kinds for a damaged list
        raise UnreadableFile("broken_xlsx") from None
    members = archive.infolist()
    names = {member.filename for member in members}
    found = next((kind for name, kind in ZIP_MEMBERS if name in names), "archive")
    if found != "xlsx":
        raise UnreadableFile("not_a_school_file", found=found)
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile("encrypted_xlsx")
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if (
        unpacked > min(MAX_UNPACKED_BYTES, MAX_RATIO * len(data))
        or packed > len(data)  # members that overlap
        or len(members) > MAX_MEMBERS
    ):
        raise UnreadableFile("zip_bomb")
    refuse_endless_rows(archive)
    return "xlsx"


def refuse_endless_rows(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        try:
            is_endless = name.startswith("xl/worksheets/") and has_endless_row(archive.open(name))
        except Exception:  # of zipfile and its decompressors
            raise UnreadableFile("broken_xlsx") from None
        if is_endless:
            raise UnreadableFile("zip_bomb")


def has_endless_row(sheet: IO[bytes]) -> bool:
    """True when a full megabyte of a sheet's rows goes by without the end of one."""
    within_rows = False
    while piece := sheet.read(MAX_ROW_BYTES):
        if within_rows and len(piece) == MAX_ROW_BYTES and b"row>" not in piece:
            return True
        within_rows = within_rows or b"sheetData" in piece
    return False
