"""Paper forms: the only way in which the school writes in the register, and visible as such."""

from datetime import date, timedelta

import pytest

from tests.consent.choosing import choose_on
from webapp.accounts.models import Person
from webapp.consent.actions.papers import enter_paper
from webapp.consent.actions.wordings import reword_purpose
from webapp.consent.models import ConsentDecision, ConsentSettings
from webapp.consent.queries.outcomes import may_be_pictured
from webapp.core import clock
from webapp.core.chain import ChainLink
from webapp.core.errors import Refused
from webapp.notifications.models import Delivery, Notification
from webapp.schools.models import Guardianship

SIGNED = date(2025, 9, 3)
DAY = date(2026, 11, 10)


def rows():
    return [
        (row.purpose.key, row.choice, row.source, row.counts_from, row.guardian_id, row.signer, row.recorded_by_name)
        for row in ConsentDecision.select().order_by(ConsentDecision.number)
    ]


def typed(cast, **more):
    return {
        "child": cast.noor.id, "signed_on": "2025-09-03", "signed_by": cast.marieke.id, "signer": "",
        "choice_portal": "yes", "choice_website": "no", "choice_guide": "",
    } | more  # fmt: skip


def address(unit):
    return f"/units/{unit.id}/paper-forms"


def test_office_enters_all_purposes_of_a_form_at_once(cast, browser_of):
    browser = browser_of(cast.ingrid)

    answer = browser.post(address(cast.school), data=typed(cast))

    assert (answer.status_code, answer.location) == (303, f"/children/{cast.noor.id}/consents")
    assert rows() == [
        (key, choice, "paper", SIGNED, cast.marieke.id, "Marieke de Vries", "Ingrid Mulder")
        for key, choice in (("portal", "yes"), ("website", "no"))
    ]
    page = browser.get(answer.location).text
    assert "op papier, getekend op wo 3 sep 2025; ingevoerd op" in page
    assert "Ingevoerd: 2 keuzes voor Noor." in page


def test_who_signed_is_told_and_the_message_names_no_child(cast):
    enter_paper(cast.ingrid, cast.noor, cast.school, SIGNED, cast.marieke, {"portal": "no", "website": "no"})

    told = Notification.get()
    assert [delivery.person for delivery in Delivery.select().where(Delivery.channel == "mail")] == [cast.marieke]
    assert (told.kind, told.path, Notification.select().count()) == ("consent", "/consents", 1)
    assert [word in told.title + told.body for word in ("Noor", "niet", "Vries")] == [False] * 3


def test_the_same_form_twice_is_entered_once(cast, browser_of):
    browser = browser_of(cast.ingrid)
    for _ in range(2):
        answer = browser.post(address(cast.school), data=typed(cast))

    assert (len(rows()), Notification.select().count()) == (2, 1)
    assert "Dit formulier van Noor was al ingevoerd." in browser.get(answer.location).text


def test_slip_is_put_right_by_entering_the_form_again(cast):
    for choice in ("yes", "no", "yes"):
        enter_paper(cast.ingrid, cast.noor, cast.school, SIGNED, cast.marieke, {"portal": choice})

    assert [row[1] for row in rows()] == ["yes", "no", "yes"]
    assert may_be_pictured(cast.noor, cast.school, "portal", clock.today()) is True


def test_somebody_without_account_signs_by_name(cast, browser_of):
    answer = browser_of(cast.ingrid).post(
        address(cast.school), data=typed(cast, signed_by="other", signer="Jan de Vries", choice_website="")
    )

    assert (answer.status_code, rows()) == (
        303,
        [("portal", "yes", "paper", SIGNED, None, "Jan de Vries", "Ingrid Mulder")],
    )


def test_what_somebody_without_account_refused_can_be_taken_back_after_they_have_one(cast, browser_of):
    enter_paper(cast.ingrid, cast.mees, cast.school, SIGNED, "Tom Visser senior", {"portal": "no"})
    Person.update(name="Tom Visser senior").where(Person.id == cast.tom.id).execute()
    choose_on(DAY, cast.tom, cast.mees, cast.school)
    before = may_be_pictured(cast.mees, cast.school, "portal", DAY)
    form = {"child": cast.mees.id, "signed_by": "name:Tom Visser senior", "signed_on": "2026-11-10"}

    answer = browser_of(cast.ingrid).post(address(cast.school), data=typed(cast, **form) | {"choice_website": ""})

    assert (answer.status_code, before) == (303, False)
    assert may_be_pictured(cast.mees, cast.school, "portal", DAY) is True


def test_name_of_a_guardian_is_that_guardian(cast):
    enter_paper(cast.ingrid, cast.noor, cast.school, SIGNED, " marieke  DE vries ", {"portal": "yes"})

    assert [row[4:6] for row in rows()] == [(cast.marieke.id, "Marieke de Vries")]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"signed_on": "2199-01-01"}, "Een formulier kan niet in de toekomst getekend zijn."),
        ({"signed_on": ""}, "Kies een dag."),
        ({"signed_by": ""}, "Kies een van de mogelijkheden."),
        ({"signed_by": "other"}, "Vul in wie het formulier heeft getekend."),
        ({"signed_by": "999999"}, "Kies een van de mogelijkheden."),
        ({"choice_portal": "", "choice_website": "maybe"}, "Kies bij minstens één doel wat er op het formulier staat."),
    ],
)
def test_wrong_form_is_said_kept_on_the_page_and_written_nowhere(cast, browser_of, wrong, sentence):
    answer = browser_of(cast.ingrid).post(address(cast.school), data=typed(cast, **wrong))

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert (rows(), ChainLink.select().count(), Notification.select().count()) == ([], 0, 0)


@pytest.mark.parametrize("by_name", [False, True])
def test_guardian_without_authority_signs_nothing(cast, by_name):
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()

    with pytest.raises(Refused) as refusal:
        enter_paper(
            cast.ingrid, cast.mees, cast.school, SIGNED, cast.tom.name if by_name else cast.tom, {"portal": "yes"}
        )

    assert (refusal.value.code, rows(), Notification.select().count()) == ("signer_without_authority", [], 0)


def test_one_wrong_choice_enters_nothing_of_the_form(cast):
    with pytest.raises(Refused):
        enter_paper(cast.ingrid, cast.noor, cast.school, SIGNED, cast.marieke, {"portal": "yes", "unknown": "yes"})

    assert (rows(), ChainLink.select().count()) == ([], 0)


def test_portal_outranks_paper_from_the_leading_date(cast):
    leads = DAY + timedelta(days=5)
    ConsentSettings.create(unit=cast.school, leads_from=leads)
    choose_on(DAY, cast.marieke, cast.noor, cast.school, choice="yes")

    enter_paper(cast.ingrid, cast.noor, cast.school, SIGNED, cast.marieke, {"portal": "no"})

    days = [leads - timedelta(days=1), leads]
    assert [may_be_pictured(cast.noor, cast.school, "portal", day) for day in days] == [False, True]


def test_office_is_told_before_saving_what_the_portal_outranks(cast, browser_of):
    choose_on(DAY, cast.marieke, cast.noor, cast.school, choice="no")
    browser = browser_of(cast.ingrid)

    asked = browser.post(address(cast.school), data=typed(cast))
    before = len(rows())
    answer = browser.post(address(cast.school), data=typed(cast, confirmed="yes"))

    assert (asked.status_code, before, answer.status_code, len(rows())) == (422, 1, 303, 3)
    assert "<strong>Ouderportaal: toestaan</strong>, de ouder koos in het portaal anders" in asked.text
    assert [word in asked.text for word in ("Toch invoeren", "<strong>Website van de school: ")] == [True, False]


def test_refusal_on_paper_of_a_later_day_counts_at_once(cast, browser_of):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)
    later = f"{DAY + timedelta(days=1)}"

    answer = browser_of(cast.ingrid).post(
        address(cast.school), data=typed(cast, signed_on=later, choice_portal="no", choice_website="")
    )

    assert (answer.status_code, may_be_pictured(cast.noor, cast.school, "portal", clock.today())) == (303, False)


def test_form_from_before_the_question_changed_is_history(cast, browser_of):
    reword_purpose(cast.peter, cast.school, "portal", "Ouderportaal", "Ook op tv.", asks_again=True)
    with clock.frozen_at(clock.now() + timedelta(days=2)):
        browser = browser_of(cast.ingrid)
        asked = browser.post(address(cast.school), data=typed(cast, choice_website=""))
        browser.post(address(cast.school), data=typed(cast, choice_website="", confirmed="yes"))
        today = clock.today()

    assert "de tekst is na de handtekening veranderd" in asked.text
    assert [row.wording.version for row in ConsentDecision.select()] == [1]
    assert may_be_pictured(cast.noor, cast.school, "portal", today) is False


def test_page_begins_with_the_child(cast, browser_of):
    browser = browser_of(cast.ingrid)

    choosing = browser.get(f"{address(cast.school)}/new").text
    form = browser.get(f"{address(cast.school)}/new?child={cast.mees.id}").text

    assert f'<option value="{cast.mees.id}">Mees Bakker (Groep 4)</option>' in choosing
    assert [name in form for name in ("Sanne Bakker", "Tom Visser", "Marieke")] == [True, True, False]


@pytest.mark.parametrize("name", ["joris", "eline", "marieke", "bram", "wouter", "anouk"])
def test_nobody_but_the_office_enters_a_form(cast, browser_of, name):
    browser = browser_of(getattr(cast, name))

    answers = [
        browser.get(f"{address(cast.school)}/new").status_code,
        browser.post(address(cast.school), data=typed(cast)).status_code,
    ]

    assert (answers, rows()) == ([404, 404], [])


def test_child_of_another_school_is_not_there(cast, browser_of):
    browser = browser_of(cast.ingrid)

    answers = [
        browser.get(f"{address(cast.school)}/new?child={cast.lotte.id}").status_code,
        browser.post(address(cast.school), data=typed(cast, child=cast.lotte.id)).status_code,
        browser.post(address(cast.school), data=typed(cast, child="x")).status_code,
    ]

    assert (answers, rows()) == ([404, 404, 422], [])


def test_name_that_somebody_else_must_give_is_not_called_optional(cast, browser_of):
    page = browser_of(cast.ingrid).get(f"/units/{cast.school.id}/paper-forms/new?child={cast.noor.id}").text

    assert ("Nodig als u «Iemand anders» kiest." in page, "niet verplicht" in page) == (True, False)
