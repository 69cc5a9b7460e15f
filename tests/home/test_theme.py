"""The colours of the units as a style sheet, asked by every page and kept by the browser."""

import re

from playhouse.test_utils import assert_query_count

from webapp.core.colours import scale_of


def test_each_unit_has_its_own_colour_and_the_first_one_is_the_portals(cast, client):
    answer = client.get("/theme.css")

    units = re.findall(r"^\.unit-(\d+) \{ --unit: (#[0-9a-f]{6});", answer.text, re.MULTILINE)
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert sorted(units) == sorted(
        (str(unit.id), scale_of(unit.colour)["accent"]) for unit in (cast.school, cast.bso, cast.other_school)
    )
    assert answer.text.count(":root { --accent:") == 2  # by day and by night


def test_portal_without_units_has_no_colours_of_its_own(client):
    assert client.get("/theme.css").text.strip() == ""


def test_browser_asks_again_only_whether_it_changed(cast, client):
    first = client.get("/theme.css")

    again = client.get("/theme.css", headers={"If-None-Match": first.headers["ETag"]})
    cast.bso.colour = "#1e293b"
    cast.bso.save()
    changed = client.get("/theme.css", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=600"
    assert (again.status_code, again.data, changed.status_code) == (304, b"", 200)


def test_theme_is_the_same_for_everybody_and_sets_no_cookie(cast, client, browser_of):
    mine, strangers = browser_of(cast.marieke).get("/theme.css"), client.get("/theme.css")

    assert (mine.data, mine.headers.getlist("Set-Cookie")) == (strangers.data, [])


def test_theme_takes_one_query_however_many_units(cast, client):
    with assert_query_count(1):
        client.get("/theme.css")
