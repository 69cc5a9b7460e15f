"""What text of a post is safe, and what is no text at all."""

import pytest

from webapp.news.rules.posts import clean_body, is_empty


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
