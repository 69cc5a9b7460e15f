"""From bytes to text, strictly: a letter that cannot be read makes a wrong file, not a wrong name."""

import codecs
import re

from charset_normalizer import from_bytes

from webapp.schools.school_file.contents import UnreadableFile

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
ONE_BYTE_ENCODING = re.compile(r"windows-125\d|iso-8859-\d{1,2}|us-ascii")
WRITTEN_AS_WINDOWS = {"iso-8859-1": "cp1252", "iso-8859-9": "cp1254"}  # as every browser does (WHATWG Encoding, 4.2)
OFFICE_ENCODINGS = ["cp1252", "mac_roman", "cp850"]  # what Excel writes on Windows, on an old Mac, and MS-DOS
BYTES_TO_GUESS_FROM = 20_000
COMMON_LETTERS = "ëéèêïíîöóôüúûçáàäâñøåËÉÈÖÜÇÄÁØÅ"
COMMON_SIGNS = "’‘“”–…€\u00a0"


def marked_encoding(data: bytes) -> tuple[str, int]:
    """The encoding that the first bytes give away, and how many of them are the mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    if data.startswith((b"<\0", b"\0<")):
        return ("utf-16-le" if data[1] == 0 else "utf-16-be"), 0
    return "", 0


def xml_text(data: bytes) -> str:
    """The text of an XML file, by its mark or declaration; raises `wrong_encoding` where its bytes say otherwise."""
    marked, skip = marked_encoding(data)
    found = XML_DECLARATION.match(data[skip : skip + 400].decode(marked or "latin-1", "replace"))
    declared = found[1].lower() if found else ""
    if declared and marked and not declared.startswith(marked[:6]):
        raise UnreadableFile("wrong_encoding", 1, encoding=declared)
    encoding = marked or declared or "utf-8"
    if not marked and encoding != "utf-8" and not ONE_BYTE_ENCODING.fullmatch(encoding):
        raise UnreadableFile("wrong_encoding", 1, encoding=encoding)
    if encoding != "utf-8" and not marked and is_utf8(data):
        raise UnreadableFile("wrong_encoding", first_line_beyond_ascii(data), encoding=encoding)
    return decoded(data[skip:], WRITTEN_AS_WINDOWS.get(encoding, encoding), encoding)


def table_text(data: bytes) -> str:
    """The text of a CSV file, which does not say its encoding."""
    marked, skip = marked_encoding(data)
    if marked or is_utf8(data, also_ascii=True):
        return decoded(data[skip:], marked or "utf-8", marked or "utf-8")
    encoding = guessed_encoding(b"\n".join(line for line in data.splitlines() if not line.isascii()))
    if not encoding:
        raise UnreadableFile("wrong_encoding", first_line_beyond_ascii(data), encoding="utf-8")
    return decoded(data, encoding, encoding)


def guessed_encoding(telling_lines: bytes) -> str:
    """The office encoding in which these lines read most like names; charset-normalizer decides between equals."""
    sample = telling_lines[:BYTES_TO_GUESS_FROM]
    scores = {codec: likeness_to_names(sample.decode(codec, "replace")) for codec in OFFICE_ENCODINGS}
    likely = [codec for codec in OFFICE_ENCODINGS if scores[codec] == max(scores.values()) > 0]
    guess = from_bytes(sample, cp_isolation=likely).best() if len(likely) > 1 else None
    return guess.encoding if guess else next(iter(likely), "")


def likeness_to_names(text: str) -> int:
    """How much what is beyond ASCII looks like names: «Zoë» does; «Zo‰», «RenŽ» and «díArc» do not."""
    padded = f" {text} "
    return sum(
        likeness(before, sign, after)
        for before, sign, after in zip(padded, padded[1:], padded[2:], strict=False)
        if not sign.isascii()
    )


def likeness(before: str, sign: str, after: str) -> int:
    odd_capital = sign.isupper() and before.islower()
    odd_small = sign.islower() and (after.isupper() or not before.isalpha())
    if sign in COMMON_LETTERS and not odd_capital and not odd_small:
        return 3
    if sign in COMMON_SIGNS:
        return 2
    return 0 if sign.islower() and not odd_small else -3


def decoded(data: bytes, codec: str, encoding: str) -> str:
    try:
        return data.decode(codec)
    except LookupError:
        raise UnreadableFile("wrong_encoding", 1, encoding=encoding) from None
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(codec, "replace").count("\n") + 1
        if error.end == len(data) and error.reason in ("unexpected end of data", "truncated data"):
            raise UnreadableFile("truncated", line) from None
        raise UnreadableFile("wrong_encoding", line, encoding=encoding) from None


def is_utf8(data: bytes, also_ascii: bool = False) -> bool:
    """Bytes beyond ASCII are valid UTF-8 by intention only: no name in another encoding looks so by chance."""
    if data.isascii():
        return also_ascii
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def first_line_beyond_ascii(data: bytes) -> int:
    return next((number for number, line in enumerate(data.split(b"\n"), 1) if not line.isascii()), 1)
