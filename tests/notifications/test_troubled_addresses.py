"""Meldingen and this device; and addresses that do not work, as parent and office see them."""

import pytest

from tests.notifications.devices import connect
from webapp.core import clock
from webapp.notifications.actions.devices import end_device
from webapp.notifications.models import AddressTrouble, Device

PAGE, DEVICES = "/account/notifications/device", "/account/notifications/devices"


@pytest.mark.parametrize(
    ("is_on", "sentence"), [(True, "Meldingen staan aan op dit apparaat."), (False, "nog geen meldingen")]
)
def test_notifications_page_tells_how_it_stands_on_this_device(cast, browser_of, is_on, sentence):
    browser = browser_of(cast.marieke)
    id = connect(browser).json["id"]
    if not is_on:
        end_device(Device.get_by_id(id), "removed")

    page = browser.get("/account/notifications").text

    assert (page.count(sentence), page.count(f'href="{PAGE}"')) == (1, 1)


def trouble(person):
    return AddressTrouble.create(person=person, email=person.email, why="550", since=clock.now())


def test_whom_no_mail_reaches_sees_it_on_top_of_the_next_page(cast, browser_of):
    trouble(cast.marieke)
    browser = browser_of(cast.marieke)

    pages = [browser.get(path).text for path in ("/news", "/account/profile", "/account/notifications")]

    assert [page.count("komt niet aan") for page in pages] == [1, 1, 1]
    assert browser_of(cast.tom).get("/news").text.count("komt niet aan") == 0


def test_kept_feed_is_shown_anew_when_an_address_stops_working(cast, browser_of):
    browser = browser_of(cast.marieke)
    browser.get("/news")
    tag = browser.get("/news").headers["ETag"]
    same = browser.get("/news", headers={"If-None-Match": tag})
    trouble(cast.marieke)
    browser.get("/account/notifications")

    answer = browser.get("/news", headers={"If-None-Match": tag})

    assert (same.status_code, answer.status_code, answer.text.count("komt niet aan")) == (304, 200, 1)


def test_notice_goes_when_the_address_changes_or_works_again(cast, browser_of):
    row = trouble(cast.marieke)
    browser = browser_of(cast.marieke)
    browser.get("/news")
    row.delete_instance()

    browser.get("/account/notifications")

    assert browser.get("/news").text.count("komt niet aan") == 0


def test_office_sees_whom_no_mail_reaches_with_a_way_to_each_child(cast, browser_of):
    trouble(cast.marieke)
    trouble(cast.wouter)
    browser = browser_of(cast.ingrid)

    start, page = browser.get("/office").text, browser.get(f"/units/{cast.school.id}/deliveries").text

    assert (start.count("Bij 1 ouder komt mail niet aan."), start.count("Alles is geregeld")) == (1, 0)
    assert [page.count(f"/children/{child.id}") for child in (cast.noor, cast.daan, cast.lotte)] == [1, 1, 0]
    assert (page.count(cast.marieke.email), page.count(cast.wouter.email)) == (1, 0)
