"""What text of a post is safe, and who may change it."""

import pytest

from webapp.news.rules import clean_body, is_empty, may_change


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Morgen vrij.", "<p>Morgen vrij.</p>"),
        ("Eén.\r\nTwee.\r\n\r\nDrie.", "<p>Eén.<br>Twee.</p><p>Drie.</p>"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("<p>Neem <b>laarzen</b> mee</p>", "<p>Neem <b>laarzen</b> mee</p>"),
        ("<div>Hallo</div>", "<p>Hallo</p>"),
        ("<p onclick='x()'>Klik</p>", "<p>Klik</p>"),
        ("<script>alert(1)</script><p>Rest</p>", "<p>Rest</p>"),
        ("<img src=x onerror=alert(1)><p>Foto</p>", "<p>Foto</p>"),
        ("<a href='javascript:alert(1)'>Kijk</a>", '<a rel="noopener noreferrer nofollow">Kijk</a>'),
        ("<a href='data:text/html,x'>Kijk</a>", '<a rel="noopener noreferrer nofollow">Kijk</a>'),
        (
            "<a href='https://example.org' target=_blank>Kijk</a>",
            '<a href="https://example.org" rel="noopener noreferrer nofollow">Kijk</a>',
        ),
        ("<p style='position:fixed'>Vast</p>", "<p>Vast</p>"),
        ("<svg><script>x</script></svg><p>Ja</p>", "<p>Ja</p>"),
        ("<iframe src='https://example.org'></iframe><p>Ja</p>", "<p>Ja</p>"),
        ("<h1>Groot</h1>", "Groot"),
    ],
)
def test_a_body_keeps_only_a_safe_subset(typed, kept):
    assert clean_body(typed) == kept


@pytest.mark.parametrize(
    ("body", "empty"),
    [("", True), ("<p></p>", True), ("<p>&nbsp;<br></p>", True), ("<p>\xa0</p>", True), ("<p>Ja</p>", False)],
)
def test_a_body_without_words_is_empty(body, empty):
    assert is_empty(body) is empty


@pytest.mark.parametrize(
    ("person", "units", "works_at", "manages", "may"),
    [
        (1, {5}, {5}, set(), True),  # the author
        (1, {5}, set(), set(), False),  # the author, who no longer works there
        (2, {5}, {5}, set(), False),  # a colleague
        (2, {5}, {5}, {5}, True),  # the office
        (2, {5, 6}, {5}, {5}, False),  # the office of only one of two units
        (2, set(), {5}, {5}, False),
    ],
)
def test_only_the_author_and_the_office_of_all_it_went_to_may_change_a_post(person, units, works_at, manages, may):
    assert may_change(person, 1, units, works_at, manages) is may
