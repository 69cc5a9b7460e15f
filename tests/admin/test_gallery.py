"""The gallery shows each shared piece of the screen, to who works here."""

from pathlib import Path

import pytest

import webapp

PIECES = Path(webapp.__file__).with_name("templates") / "ui"


def test_every_piece_is_shown(cast, browser_of):
    page = browser_of(cast.joris).get("/admin/ui").text

    missing = [piece.stem for piece in sorted(PIECES.glob("_*.html")) if f"<h3>{piece.stem}</h3>" not in page]
    assert missing == ["_csrf"]  # a hidden field: nothing to see


@pytest.mark.parametrize(("name", "status"), [("anouk", 200), ("ingrid", 200), ("marieke", 404)])
def test_gallery_is_for_who_works_here(cast, browser_of, name, status):
    assert browser_of(getattr(cast, name)).get("/admin/ui").status_code == status


def test_stranger_is_sent_to_sign_in(client):
    assert client.get("/admin/ui").location.partition("?")[0] == "/sign-in"
