"""The pages of notifications: who sees what, and what they change."""

import pytest
from playhouse.test_utils import assert_query_count

from tests.cast import make_staff
from tests.notifications.devices import make_device
from webapp.accounts.models import Person
from webapp.core.mail import OutgoingMail
from webapp.news.actions.posts import publish_post
from webapp.notifications.actions.telling import notify
from webapp.notifications.models import Delivery, Notification, Preference
from webapp.notifications.queries.deliveries import deliveries_seen_by
from webapp.notifications.rules import KINDS, unsubscribe_token
from webapp.schools.rules.audiences import Part


def publish(cast, *parts, key="k1"):
    return publish_post(cast.ingrid, "Studiedag", "<p>Vrijdag vrij.</p>", parts, key)


def test_a_parent_chooses_by_which_ways_to_hear(cast, browser_of):
    make_device(cast.marieke)
    browser = browser_of(cast.marieke)

    answer = browser.post("/account/notifications", data={"ways": ["school_news-push", "group_news-mail"]})

    chosen = {row.kind: (row.push, row.mail) for row in Preference.select()}
    nothing = dict.fromkeys(KINDS, (False, False))
    assert (answer.status_code, chosen) == (303, nothing | {"school_news": (True, False), "group_news": (False, True)})
    assert browser.get("/account/notifications").text.count(" checked") == 2


def test_who_has_no_device_is_asked_about_mail_and_keeps_the_rest(cast, browser_of):
    browser = browser_of(cast.marieke)

    page = browser.get("/account/notifications").text

    assert (page.count('type="checkbox"'), page.count(" checked")) == (len(KINDS), len(KINDS))
    assert page.count('<input type="hidden" name="ways" value="school_news-push">') == 1


def test_a_post_is_told_once_to_each_guardian_of_the_school(cast):
    post = publish(cast, Part(cast.school.id))

    told = Notification.get()
    assert (told.kind, told.title, told.body, told.link) == (
        "school_news", "De Notenboom", "Studiedag", f"/news/{post.id}?n={told.id}",
    )  # fmt: skip
    assert sorted(mail.to for mail in OutgoingMail.select()) == sorted(
        person.email for person in (cast.marieke, cast.sanne, cast.tom, cast.karima, cast.eline)
    )


def test_a_post_sent_twice_is_told_once(cast):
    publish(cast, Part(cast.school.id, cast.group3.id))
    publish(cast, Part(cast.school.id, cast.group3.id))

    assert [(told.kind, told.title) for told in Notification.select()] == [("group_news", "Groep 3")]


def test_what_went_to_two_units_is_shown_to_each_for_its_own_people(cast):
    make_staff(cast.peter, "director", cast.bso)
    peter = Person.get_by_id(cast.peter.id)
    publish_post(
        peter,
        "Samen",
        "<p>Feest.</p>",
        [Part(cast.school.id, cast.group3.id), Part(cast.bso.id, cast.squirrels.id)],
        "k",
    )
    notify("welcome", [cast.marieke], "Welkom", "", "/", key="welcome-1", devices=[make_device(cast.marieke)])

    seen = {
        name: {row.person.name for row in deliveries_seen_by(getattr(cast, name), unit.id)}
        for name, unit in (("ingrid", cast.school), ("bram", cast.bso))
    }
    told = Notification.get(Notification.key.startswith("post-"))
    kinds = {row.notification.kind for row in deliveries_seen_by(cast.bram, cast.bso.id)}
    assert (told.title, told.unit_id, kinds) == ("De Notenboom · BSO De Notenkraker", None, {"group_news"})
    assert seen == {"ingrid": {"Marieke de Vries", "Eline van den Berg"}, "bram": {"Marieke de Vries"}}
    assert list(deliveries_seen_by(cast.bram, cast.school.id)) == []


def test_the_link_of_a_mail_shows_what_it_stops_and_stops_it_without_signing_in(cast, client, app):
    token = unsubscribe_token(app.config["SETTINGS"].SECRET_KEY, cast.marieke.id, "school_news")

    shown = client.get(f"/unsubscribe/{token}")
    before = Preference.select().count()
    done = client.post(f"/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"})

    row = Preference.get()
    assert (shown.status_code, before, done.status_code) == (200, 0, 200)
    assert (row.person_id, row.kind, row.push, row.mail) == (cast.marieke.id, "school_news", True, False)


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_made_up_link_stops_nothing(cast, client, verb):
    answer = getattr(client, verb)(f"/unsubscribe/{cast.marieke.id}-school_news-{'0' * 32}")

    assert (answer.status_code, Preference.select().count()) == (404, 0)


def test_the_office_sees_what_was_sent_and_why_something_was_not(cast, browser_of):
    publish(cast, Part(cast.school.id, cast.group3.id))

    answer = browser_of(cast.ingrid).get(f"/units/{cast.school.id}/deliveries?only=failed")

    assert (answer.status_code, answer.text.count("heeft geen apparaat voor meldingen")) == (200, 2)


@pytest.mark.parametrize("who", ["marieke", "joris", "bram", "anouk"])
def test_nobody_else_sees_what_the_school_sent(cast, browser_of, who):
    assert browser_of(getattr(cast, who)).get(f"/units/{cast.school.id}/deliveries").status_code == 404


def test_the_list_takes_one_query_however_long_it_is(cast):
    make_device(cast.marieke)
    publish(cast, Part(cast.school.id))
    list(deliveries_seen_by(cast.ingrid, cast.school.id))

    with assert_query_count(1):
        rows = [(r.notification.title, r.person.name) for r in deliveries_seen_by(cast.ingrid, cast.school.id)]

    assert len(rows) == Delivery.select().count()
