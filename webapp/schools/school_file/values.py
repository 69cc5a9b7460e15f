"""How one name, date or address in a school's file is read; a `WrongValue` says why it cannot be."""

import re
import unicodedata
from datetime import date, datetime, timedelta

MAX_TEXT = 200  # EDEXML 2.1: a surname is at most 200 characters
MAX_KEY = 256  # EDEXML 2.1: EDEXKeyType
MAX_SHOWN = 60  # of what stood there, a sentence repeats no more than this

FIRST_BIRTHDATE = date(2005, 1, 1)  # whoever is older has left primary school, also special education
EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_SERIALS = range(20_000, 80_000)  # 1954 to 2119; any other number is not meant as a day

YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]*)?(?:Z|[+-]\d\d:\d\d)?")
DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: [\d:]*)?")
EMAIL = re.compile(r"[^@\s<>()\",;:\\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

INFIXES = frozenset(
    word
    for words in (
        "de den der het van von te ten ter tot op in aan bij onder over uit voor 't ’t t 's ’s s 'd ’d d' d’",
        "la le les du des da das dos do di del della el al af zu zum zur",
    )
    for word in words.split()
)


class WrongValue(Exception):
    def __init__(self, code: str, **values: str):
        super().__init__(code)
        self.code = code
        self.values = values


def clean_text(raw: str, limit: int = MAX_TEXT) -> str:
    """One line of text in NFC with single spaces.

    Raises `WrongValue` for characters that hide or turn around what is written (control, bidi, zero-width), since such
    a name would look different on a letter than in a search.
    """
    if not raw.isascii():
        raw = unicodedata.normalize("NFC", raw)
    if not raw.isprintable() and any(is_hidden(character) for character in raw):
        raise WrongValue("control_characters")
    text = " ".join(raw.split())
    if len(text) > limit:
        raise WrongValue("text_too_long", limit=str(limit))
    return text


def plain_key(raw: str) -> str:
    """A key as `clean_text` would write it, to compare with; a wrong one is found where it is given out."""
    return " ".join(unicodedata.normalize("NFC", raw).split())


def clean_name(raw: str) -> str:
    """A name. A question mark in it is a letter that the export could not write: «?ahin» was «Şahin»."""
    text = clean_text(raw)
    if "?" in text or "\ufffd" in text:
        raise WrongValue("lost_letters", value=shown(text))
    return text


def is_hidden(character: str) -> bool:
    return character not in "\t\n\r" and unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs")


def shown(raw: object) -> str:
    """What stood there, safe to repeat in a sentence."""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(raw)[: 4 * MAX_SHOWN]).split())
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def read_birthdate(raw: object, today: date) -> date | None:
    """A birthdate, or None where nothing is written."""
    if raw is None or raw == "":
        return None
    day = date_of(raw)
    if day is None:
        raise WrongValue("bad_date", value=shown(raw))
    if day > today:
        raise WrongValue("date_in_future", value=f"{day:%d-%m-%Y}")
    if day < FIRST_BIRTHDATE:
        raise WrongValue("date_too_long_ago", value=f"{day:%d-%m-%Y}", limit=str(FIRST_BIRTHDATE.year))
    return day


def date_of(raw: object) -> date | None:
    """A day as Excel keeps it or as people write it: 14-03-2020, 2020-03-14. A year in two digits is not guessed."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = str(raw).strip().removesuffix(".0")
    if text.isascii() and text.isdigit() and len(text) == 5 and int(text) in EXCEL_SERIALS:
        return EXCEL_DAY_ZERO + timedelta(days=int(text))
    try:
        if found := YEAR_FIRST.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := DAY_FIRST.fullmatch(text):
            return date(int(found[4]), int(found[3]), int(found[1]))
    except ValueError:
        return None
    return None


def read_email(raw: str) -> str:
    email = clean_text(raw)
    if email and not EMAIL.fullmatch(email):
        raise WrongValue("bad_email", value=shown(email))
    return email


def read_year(raw: str) -> str:
    """ "1".."8"; anything else (toddlers, special education, combination groups) is not a year of primary school."""
    text = raw.strip().removeprefix("0")
    return text if text in set("12345678") else ""


def split_surname(surname: str) -> tuple[str, str]:
    """«Vries, de» is («de», «Vries»): infix and surname."""
    head, comma, tail = surname.partition(",")
    if comma and head.strip() and tail.split() and all(is_infix(word) for word in tail.split()):
        return " ".join(tail.split()), head.strip()
    return "", surname


def split_full_name(name: str) -> tuple[str, str, str]:
    """«Bakker, Fleur de» and «Fleur de Bakker» are both («Fleur», «de», «Bakker»): given name, infix, surname.

    Without an infix the last word is the surname: first names are written apart more often than surnames are.
    """
    if "," in name:
        return split_turned_name(name)
    words = name.split()
    start = next((i for i in range(1, len(words) - 1) if is_infix(words[i])), None)
    if start is None:
        return " ".join(words[:-1] or words), "", " ".join(words[-1:] if len(words) > 1 else [])
    end = start
    while end < len(words) - 1 and is_infix(words[end]):
        end += 1
    return " ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:])


def split_turned_name(name: str) -> tuple[str, str, str]:
    surname, _, rest = name.partition(",")
    surname_words, given_words = surname.split(), rest.replace(",", " ").split()
    infix_words: list[str] = []
    while len(given_words) > 1 and is_infix(given_words[-1]):
        infix_words.insert(0, given_words.pop())
    if not infix_words:  # «Berg, van den, Sem»
        infix_words = leading_infixes(given_words)
        del given_words[: len(infix_words)]
    if not infix_words:  # «van den Berg, Sem» and «Berg van den, Sem»
        infix_words = leading_infixes(surname_words) or trailing_infixes(surname_words)
        surname_words = [word for word in surname_words if word not in infix_words]
    return " ".join(given_words), " ".join(infix_words), " ".join(surname_words)


def leading_infixes(words: list[str]) -> list[str]:
    count = next((i for i, word in enumerate(words[:-1]) if not is_infix(word)), max(len(words) - 1, 0))
    return words[:count]


def trailing_infixes(words: list[str]) -> list[str]:
    return leading_infixes(words[::-1])[::-1]


def is_infix(word: str) -> bool:
    return word.casefold() in INFIXES
