"""The English catalogue: every Dutch sentence of the portal has its English one, and nothing else stands in it."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
PLACEHOLDER = re.compile(r"%\(\w+\)s")


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (ROOT / "webapp/translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="en")


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    """What the program and the templates say, in Dutch."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {"_": None, "later": None, "_l": None, "gettext": None, "ngettext": (1, 2)}
    found = extract_from_dir(ROOT, methods, options, keywords)
    return {message if isinstance(message, str) else message[0] for _file, _line, message, _comments, _context in found}


def msgid(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(texts: str | list[str] | tuple[str, ...]) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts)


def test_every_sentence_has_its_english(english, sentences):
    translated = {msgid(message) for message in english if message.id and all(forms(message.string))}

    assert sorted(sentences - translated) == []


def test_no_english_stands_there_without_its_sentence(english, sentences):
    assert sorted({msgid(message) for message in english if message.id} - sentences) == []


def test_no_english_waits_to_be_checked(english):
    assert [msgid(message) for message in english if message.id and message.fuzzy] == []


def test_english_fills_in_what_the_dutch_fills_in(english):
    wrong = [
        msgid(message)
        for message in english
        if message.id
        for text in forms(message.string)
        if not set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(" ".join(forms(message.id))))
        or not set(PLACEHOLDER.findall(forms(message.id)[0]))
        <= set(PLACEHOLDER.findall(" ".join(forms(message.string))))
    ]

    assert wrong == []
