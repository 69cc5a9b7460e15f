"""The bars: what each finds in them, and where they say somebody is."""

import re

import pytest

OF_PARENTS = ["Nieuws", "Agenda", "Administratie", "Gesprekken"]


def side_bar(html: str) -> list[str]:
    bar = html[html.index('class="side-bar"') : html.index('<div class="page')]
    return re.findall(r"<span>([^<]+)</span>", bar)


def tab_bar(html: str) -> list[str]:
    return re.findall(r"<span>([^<]+)</span>", html[html.index('class="tab-bar"') :])


def menu(html: str) -> list[str]:
    found = html[html.index('class="account-menu"') : html.index("</details>")]
    return re.findall(r"</svg>\s*([^<\n]+)", found)


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
    ("name", "tabs", "pages"),
    [
        ("marieke", OF_PARENTS, []),
        ("eline", [*OF_PARENTS[:3], "Vandaag", "Spoed"], ["Gesprekken", "Oudergesprekken", "Groepen"]),
        ("joris", ["Nieuws", "Agenda", "Vandaag", "Groepen", "Spoed"], ["Oudergesprekken"]),
        ("ingrid", ["Nieuws", "Agenda", "Vandaag", "Spoed", "Beheer"], ["Oudergesprekken", "Groepen"]),
        ("anouk", ["Scholen", "Help"], []),
    ],
)
def test_what_a_phone_has_no_tab_for_stands_in_the_menu(cast, browser_of, name, tabs, pages):
    page = browser_of(getattr(cast, name)).get("/help").text

    assert tab_bar(page) == tabs
    assert menu(page)[:-6] == pages
    assert set(tabs + menu(page)) >= set(side_bar(page))


@pytest.mark.parametrize(
    ("name", "address", "place"),
    [
        ("marieke", "/news", "Nieuws"),
        ("marieke", "/administration", "Administratie"),
        ("marieke", "/absences/new", "Administratie"),
        ("marieke", "/conferences", "Gesprekken"),
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
    assert menu(browser_of(cast.marieke).get("/news").text) == [
        "Account &amp; profiel",
        "Meldingen",
        "Koppelcode",
        "Apparaten",
        "Help",
        "Uitloggen",
    ]
