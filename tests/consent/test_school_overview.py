"""The office's overview: who disagrees, who has not chosen yet, and reminding them without a child's name."""

from datetime import date, timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.consent.choosing import choose_on
from webapp.consent.actions.papers import enter_paper
from webapp.consent.actions.reminders import remind_parents
from webapp.consent.actions.removals import ask_removal
from webapp.consent.queries.unchosen import overview_of
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.notifications.models import Delivery, Notification
from webapp.schools.models import Enrolment, Guardianship, Link

DAY = date(2026, 11, 10)
ALL = ["portal", "website", "social_media", "guide", "press", "class_photo", "lessons"]


def choose_all(person, child, unit, but=()):
    for key in ALL:
        if key not in but:
            choose_on(DAY, person, child, unit, key)


def waiting(stands):
    return [(one.child.given_name, one.person.name, one.open, one.can_choose) for one in stands.waiting]


def told():
    people = Delivery.select(Delivery.person).join(Notification).where(Notification.kind == "reminders").distinct()
    return sorted(delivery.person.name for delivery in people)


def test_overview_tells_how_many_choices_each_guardian_left_open(cast):
    choose_all(cast.marieke, cast.noor, cast.school)
    choose_all(cast.sanne, cast.mees, cast.school, but=("press", "lessons"))

    stands = overview_of(cast.school)

    assert waiting(stands) == [
        ("Daan", "Marieke de Vries", 7, True),
        ("Mees", "Sanne Bakker", 2, True),
        ("Mees", "Tom Visser", 7, True),
        ("Sem", "Eline van den Berg", 7, True),
        ("Yara", "Karima el Idrissi", 7, True),
    ]
    assert (stands.total, [child.given_name for child in stands.undecided]) == (7, ["Daan", "Mees", "Sem", "Yara"])


def test_one_group_at_a_time(cast):
    assert [one.child for one in overview_of(cast.school, cast.group4.id).waiting] == [cast.mees, cast.mees]
    assert overview_of(cast.school, cast.squirrels.id).waiting == []


def test_paper_form_of_a_guardian_is_a_choice(cast):
    enter_paper(cast.ingrid, cast.noor, cast.school, DAY, cast.marieke, dict.fromkeys(ALL, "no"))

    assert overview_of(cast.school, cast.group3.id).undecided == [cast.sem]


def test_guardian_without_authority_is_asked_nothing(cast):
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()

    assert waiting(overview_of(cast.school, cast.group4.id)) == [("Mees", "Sanne Bakker", 7, True)]


def test_who_cannot_choose_in_the_portal_stands_apart(cast):
    Link.update(approved_at=None).where(Link.guardianship.in_(cast.mees.guardianships)).execute()
    Guardianship.delete().where(Guardianship.child == cast.sem).execute()

    stands = overview_of(cast.school)

    assert [one.person.name for one in stands.unreachable] == ["Sanne Bakker", "Tom Visser"]
    assert (stands.alone, [person.name for person in stands.to_remind]) == (
        [cast.sem],
        ["Marieke de Vries", "Karima el Idrissi"],
    )


def test_guardian_who_is_linked_elsewhere_only_is_not_known_here(cast):
    Link.delete().where(Link.unit == cast.bso).execute()

    assert waiting(overview_of(cast.bso)) == []
    assert overview_of(cast.bso).alone == [cast.noor]


def test_office_sees_who_differ_and_on_what(cast, browser_of):
    choose_on(DAY, cast.sanne, cast.mees, cast.school)
    choose_on(DAY, cast.tom, cast.mees, cast.school, choice="no")

    stands = overview_of(cast.school)
    page = browser_of(cast.ingrid).get(f"/units/{cast.school.id}/consents").text

    (one,) = stands.disagreements
    assert (one.child, [point.asked.key for point in one.points]) == (cast.mees, ["portal"])
    assert [(entry.signer, entry.choice) for entry in one.points[0].voices] == [
        ("Sanne Bakker", "yes"),
        ("Tom Visser", "no"),
    ]
    assert page.index("Ouders zijn het niet eens") < page.index("Tom Visser") < page.index("Nog niet gekozen")


@pytest.mark.parametrize("children", [1, 3])
def test_overview_costs_the_same_queries_however_many_children(cast, children):
    for person, child in ((cast.sanne, cast.mees), (cast.tom, cast.mees), (cast.karima, cast.yara)):
        choose_on(DAY, person, child, cast.school, choice="no" if person == cast.tom else "yes")
    if children == 1:
        Enrolment.delete().where(Enrolment.child != cast.mees).execute()

    with count_queries() as counter:
        stands = overview_of(cast.school)

    assert (len(stands.disagreements), counter.count) == (1, 12)


def test_reminder_goes_to_each_parent_once_and_names_no_child(cast):
    count = remind_parents(cast.ingrid, cast.school, None, "token")

    notification = Notification.get(Notification.kind == "reminders")
    names = ("Noor", "Daan", "Mees", "Yara", "Sem", "Vries", "Notenboom")
    assert (count, told()) == (
        5,
        ["Eline van den Berg", "Karima el Idrissi", "Marieke de Vries", "Sanne Bakker", "Tom Visser"],
    )
    assert (notification.path, notification.unit) == ("/consents", cast.school)
    assert [name for name in names if name in notification.title + notification.body] == []


def test_parent_is_left_alone_for_seven_days(cast):
    start = clock.now()
    counts = []
    for days in (0, 6, 7):
        with clock.frozen_at(start + timedelta(days=days)):
            counts.append(remind_parents(cast.ingrid, cast.school, cast.group4.id, f"token {days}"))

    assert counts == [2, 0, 2]
    assert [entry.verb for entry in AuditEntry.select()].count("remind_parents") == 2


def test_reminder_of_one_unit_does_not_silence_another(cast):
    remind_parents(cast.ingrid, cast.school, cast.group3.id, "token")

    assert [person.name for person in overview_of(cast.bso).to_remind] == ["Marieke de Vries"]


def test_office_reads_how_many_before_it_reminds(cast, browser_of):
    browser, address = browser_of(cast.ingrid), f"/units/{cast.school.id}/consent-reminders"

    before = browser.get(f"{address}/new?group={cast.group4.id}").text
    answers = [browser.post(address, data={"group": cast.group4.id, "key": "token"}) for _ in range(2)]
    page = browser.get(answers[0].location).text

    assert "Deze herinnering gaat naar 2 ouders." in before
    assert ([answer.status_code for answer in answers], told()) == ([303, 303], ["Sanne Bakker", "Tom Visser"])
    assert ("herinnerd op vandaag" in page, "Herinner deze ouders" in page) == (True, False)


def test_beheer_shows_the_counts_of_the_overview(cast, browser_of):
    choose_on(DAY, cast.sanne, cast.mees, cast.school)
    choose_on(DAY, cast.tom, cast.mees, cast.school, choice="no")
    choose_all(cast.marieke, cast.noor, cast.school)
    ask_removal(cast.marieke, cast.noor, cast.school)
    ask_removal(cast.marieke, cast.noor, cast.bso)
    browser, address = browser_of(cast.ingrid), f"/units/{cast.school.id}/consents"

    office = browser.get("/office").text
    part = browser.get(address, headers={"HX-Request": "true"}).text

    assert (f'hx-get="{address}"' in office, "<h1>" in part) == (True, False)
    assert [piece.partition("</strong>")[0] for piece in part.split("<strong>")[1:]] == ["1", "4", "1"]


@pytest.mark.parametrize("name", ["joris", "eline", "marieke", "bram", "anouk"])
def test_overview_and_reminders_are_for_the_units_own_office(cast, browser_of, name):
    browser, base = browser_of(getattr(cast, name)), f"/units/{cast.school.id}"

    answers = [browser.get(f"{base}/{page}").status_code for page in ("consents", "consent-reminders/new")]
    answers.append(browser.post(f"{base}/consent-reminders").status_code)

    assert (answers, told()) == ([404, 404, 404], [])
