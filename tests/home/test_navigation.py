"""The bars: what each finds in them, and where they say somebody is."""

import re

import pytest

OF_PARENTS = ["Nieuws", "Agenda", "Administratie", "Oudergesprekken"]


def side_bar(html: str) -> list[str]:
    bar = html[html.index('class="side-bar"') : html.index('<div class="page')]
    return re.findall(r"<span>([^<]+)</span>", bar)


def current(html: str) -> list[str]:
    bar = html[html.index('class="side-bar"') : html.index('<div class="page')]
    return re.findall(r'aria-current="page">.*?<span>([^<]+)</span>', bar)


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("marieke", [*OF_PARENTS, "Help"]),
        ("eline", [*OF_PARENTS, "Help", "Vandaag", "Oudergesprekken", "Groepen", "Spoed"]),
        ("joris", ["Nieuws", "Agenda", "Help", "Vandaag", "Oudergesprekken", "Groepen", "Spoed"]),
        ("ingrid", ["Nieuws", "Agenda", "Help", "Vandaag", "Oudergesprekken", "Groepen", "Spoed", "Beheer"]),
        ("anouk", ["Help", "Scholen"]),
    ],
)
def test_each_finds_the_own_pages_in_the_side_bar(cast, browser_of, name, items):
    assert side_bar(browser_of(getattr(cast, name)).get("/help").text) == items


@pytest.mark.parametrize(
    ("name", "address", "place"),
    [
        ("marieke", "/news", "Nieuws"),
        ("marieke", "/administration", "Administratie"),
        ("marieke", "/absences/new", "Administratie"),
        ("marieke", "/conferences", "Oudergesprekken"),
        ("ingrid", "/rounds/new", "Oudergesprekken"),
        ("peter", "/units/{school}/absence-settings", "Beheer"),
        ("anouk", "/units/{school}/absence-settings", "Scholen"),
        ("joris", "/children/{noor}", "Groepen"),
        ("ingrid", "/children/{noor}", "Beheer"),
        ("ingrid", "/units/{school}/staff", "Beheer"),
        ("anouk", "/units/{school}/staff", "Scholen"),
    ],
)
def test_bar_says_where_somebody_is(cast, browser_of, name, address, place):
    path = address.format(noor=cast.noor.id, school=cast.school.id)

    assert current(browser_of(getattr(cast, name)).get(path).text) == [place]


def test_menu_under_the_name_holds_what_the_manual_says(cast, browser_of):
    page = browser_of(cast.marieke).get("/news").text
    menu = page[page.index('class="account-menu"') : page.index("</details>")]

    assert re.findall(r"</svg>\s*([^<\n]+)", menu)[-6:] == [
        "Account &amp; profiel",
        "Meldingen",
        "Koppelcode",
        "Apparaten",
        "Help",
        "Uitloggen",
    ]
