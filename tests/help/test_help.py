"""The manual in the portal: whole in both languages, and for each role its own chapters first."""

import re
from pathlib import Path

import pytest

CHAPTERS = Path(__file__).resolve().parents[2] / "webapp/templates/help/show"


def chapters(html: str) -> list[str]:
    return re.findall(r'<h2 id="(\w+)"', html)


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("marieke", ["parents", "questions"]),
        ("joris", ["teachers", "parents", "questions"]),
        ("ingrid", ["office", "teachers", "parents", "questions"]),
        ("anouk", ["admin", "parents", "questions"]),
    ],
)
def test_each_reads_the_own_chapters_first(cast, browser_of, name, reads):
    assert chapters(browser_of(getattr(cast, name)).get("/help").text) == reads


def test_stranger_reads_how_to_begin(client):
    response = client.get("/help")

    assert (response.status_code, chapters(response.text)) == (200, ["parents", "questions"])


def test_reader_finds_the_own_school_to_phone_and_no_other(cast, browser_of):
    page = browser_of(cast.marieke).get("/help").text

    assert 'href="tel:0591234567"' in page
    assert "Het Kompas" not in page


def test_english_reader_reads_english(cast, browser_of):
    cast.marieke.language = "en"
    cast.marieke.save(only=["language"])

    assert "For parents and guardians" in browser_of(cast.marieke).get("/help").text


@pytest.mark.parametrize("chapter", sorted(path.name for path in (CHAPTERS / "nl").iterdir()))
def test_both_languages_tell_the_same(chapter):
    dutch, english = ((CHAPTERS / language / chapter).read_text() for language in ("nl", "en"))

    assert chapters(english) == chapters(dutch)
    assert [english.count(tag) for tag in ("<summary>", "<li>", "<p>")] == [
        dutch.count(tag) for tag in ("<summary>", "<li>", "<p>")
    ]
