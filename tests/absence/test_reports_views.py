"""Reports over HTTP: the parent, the other guardian, who is neither; as htmx and as a plain browser."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from playhouse.test_utils import count_queries
from pypdf import PdfReader

from tests.absence.reporting import EARLY, EVENING, FRIDAY, LATER, TODAY, TOMORROW, forget_told, report, told
from tests.browsers import HTMX
from webapp.absence.models import Absence, AbsenceEvent, AbsenceSettings
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.documents.actions.letters import letter_pdf
from webapp.documents.models import Letter
from webapp.schools.models import Guardianship


@pytest.fixture(autouse=True)
def early_morning():
    """It is Tuesday 07:50 at school, unless a test says otherwise."""
    with clock.frozen_at(EARLY):
        yield


def form_of(*children, **changes):
    typed = {"reason": "ill", "first_day": TODAY.isoformat(), "last_day": "", "note": "", "key": "key"}
    return typed | {"child": [child.id for child in children]} | changes


def checked(html: str, name: str) -> list[str]:
    """The values of the boxes or buttons of this name that are on."""
    boxes = re.findall(rf'<input[^>]*name="{name}"[^>]*>', html)
    return [re.search(r'value="([^"]*)"', box)[1] for box in boxes if "checked" in box]


def value_of(html: str, name: str) -> str:
    return re.search(r'value="([^"]*)"', re.search(rf'<input[^>]*name="{name}"[^>]*>', html)[0])[1]


def test_three_taps_lead_from_the_bar_to_reported(cast, browser_of):
    browser = browser_of(cast.marieke)
    first = browser.get("/administration").text
    link = re.search(rf'href="(/absences/new\?child={cast.noor.id})"', first)[1]
    form = browser.get(link).text

    answer = browser.post(
        "/absences",
        data=form_of(
            reason=checked(form, "reason"), child=checked(form, "child"), first_day=value_of(form, "first_day")
        ),
    )

    absence = Absence.get()
    assert (answer.status_code, answer.location) == (303, f"/absences/receipt?id={absence.id}")
    assert (absence.child, absence.first_day, absence.last_day, absence.reason_key) == (cast.noor, TODAY, None, "ill")
    receipt = browser.get(answer.location).text
    assert ("Gemeld vandaag 07:50 door u." in receipt, "07:10" in receipt) == (True, True)


def test_late_in_the_evening_the_next_school_day_is_proposed(cast, browser_of):
    browser = browser_of(cast.marieke)

    with clock.frozen_at(EVENING):
        form = browser.get(f"/absences/new?child={cast.noor.id}").text

    assert value_of(form, "first_day") == TOMORROW.isoformat()
    assert "Niet vandaag, maar vanaf wo 25 nov." in form


def test_brothers_and_sisters_are_reported_in_one_go(cast, browser_of):
    browser = browser_of(cast.marieke)

    answer = browser.post("/absences", data=form_of(cast.noor, cast.daan))
    receipt = browser.get(answer.location).text

    assert [absence.child for absence in Absence.select().order_by(Absence.child)] == [cast.noor, cast.daan]
    assert ("<strong" in receipt, "Noor" in receipt, "Daan" in receipt) == (True, True, True)


def test_reason_for_the_phone_shows_the_number_and_takes_the_button_away(cast, browser_of):
    typed = form_of(cast.noor, reason="corona")

    part = browser_of(cast.marieke).post("/absences/drafts", data=typed, headers=HTMX).text
    whole = browser_of(cast.marieke).post("/absences/drafts", data=typed).text

    for html in (part, whole):
        assert ('href="tel:0591234567"' in html, "send-bar" in html, 'name="first_day"' in html) == (True, False, False)
    assert ("<html" in part, "<html" in whole) == (False, True)


def test_reason_that_needs_an_end_has_its_first_day_as_its_last(cast, browser_of):
    typed = form_of(cast.noor, reason="appointment", first_day=TOMORROW.isoformat())

    part = browser_of(cast.marieke).post("/absences/drafts", data=typed, headers=HTMX).text

    assert (value_of(part, "first_day"), value_of(part, "last_day")) == (TOMORROW.isoformat(), TOMORROW.isoformat())


def test_another_first_day_brings_the_end_along_and_another_reason_proposes_it_anew(cast, browser_of):
    typed = form_of(cast.noor, reason="appointment", last_day=FRIDAY.isoformat())

    ends = [
        value_of(browser_of(cast.marieke).post(address, data=typed, headers=HTMX).text, "last_day")
        for address in ("/absences/drafts?end=typed", "/absences/drafts")
    ]

    assert ends == [FRIDAY.isoformat(), TODAY.isoformat()]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "soon"])
def test_first_day_that_is_a_slip_while_it_is_typed_is_proposed_anew(cast, browser_of, day):
    part = browser_of(cast.marieke).post("/absences/drafts", data=form_of(cast.noor, first_day=day), headers=HTMX)

    assert (part.status_code, value_of(part.text, "first_day")) == (200, TODAY.isoformat())


def test_number_too_long_for_a_row_is_nothing_and_no_error_of_ours(cast, browser_of):
    number = "9" * 20
    browser = browser_of(cast.marieke)

    answers = browser.get(f"/absences/receipt?id={number}"), browser.post("/absences", data={"child": [number]})

    assert [answer.status_code for answer in answers] == [404, 404]


def test_why_a_child_is_away_is_in_no_address(cast, browser_of):
    browser = browser_of(cast.marieke)

    form = browser.get(f"/absences/new?child={cast.noor.id}&reason=corona").text

    assert ("hx-get" in form, checked(form, "reason")) == (False, ["ill"])
    assert browser.get("/absences/drafts").location == "/absences/new"
    assert Absence.select().count() == 0


def test_what_must_be_phoned_is_refused_with_the_number(cast, browser_of):
    answer = browser_of(cast.marieke).post("/absences", data=form_of(cast.noor, reason="corona"))

    assert (answer.status_code, 'href="tel:0591234567"' in answer.text) == (422, True)
    assert (Absence.select().count(), told()) == (0, [])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"child": []}, "Kies voor welk kind."),
        ({"reason": "x"}, "Kies een van de mogelijkheden."),
        ({"first_day": "31-31-2026"}, "Dit is geen datum."),
        ({"first_day": "0026-11-24"}, "Dit is geen datum."),
        ({"first_day": "9999-12-31"}, "Dit is geen datum."),
        ({"first_day": ""}, "Kies een dag."),
        ({"first_day": "2026-11-23"}, "Deze dag is al voorbij."),
        ({"first_day": "2026-11-28", "last_day": "2026-11-29"}, "Op deze dag is er geen school."),
        ({"starts_at": "25:00"}, "Dit is geen tijd. Schrijf die zoals 08:30."),
        ({"note": "x" * 301}, "Houd het kort: hoogstens 300 tekens."),
        ({"reason": "appointment"}, "Vul in tot en met welke dag uw kind er niet is."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(cast, browser_of, changes, sentence):
    answer = browser_of(cast.marieke).post("/absences", data=form_of(cast.noor) | {"note": "Groet"} | changes)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert changes.get("note", "Groet") in answer.text
    assert (Absence.select().count(), told()) == (0, [])


def test_double_tap_gets_the_same_answer(cast, browser_of):
    browser = browser_of(cast.marieke)

    answers = [browser.post("/absences", data=form_of(cast.noor)) for _ in range(2)]

    assert [(answer.status_code, answer.location) for answer in answers] == [
        (303, f"/absences/receipt?id={Absence.get().id}")
    ] * 2


def test_second_guardian_reads_that_it_is_done_with_the_way_to_it(cast, browser_of):
    absence = report(cast.sanne, cast.mees)

    answer = browser_of(cast.tom).post("/absences", data=form_of(cast.mees))

    assert (answer.status_code, "Mees is voor deze dag al gemeld." in answer.text) == (422, True)
    assert f'href="/absences/{absence.id}"' in answer.text


def test_child_of_another_family_is_not_there(cast, browser_of):
    browser = browser_of(cast.karima)

    answers = [
        browser.post("/absences", data=form_of(cast.noor)),
        browser.post("/absences", data=form_of(cast.yara, cast.noor)),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert (Absence.select().count(), told()) == (0, [])


def addresses(absence: Absence) -> list[tuple[str, str]]:
    one = f"/absences/{absence.id}"
    return [
        *(
            ("GET", address)
            for address in (one, f"{one}/edit", f"{one}/recovery", f"/absences/receipt?id={absence.id}")
        ),
        *(("POST", f"{one}/{verb}") for verb in ("edit", "recovery", "withdrawal", "reopening")),
    ]


@pytest.mark.parametrize("name", ["karima", "joris", "ingrid", "peter", "anouk", "wouter"])
def test_report_is_not_there_for_who_is_no_guardian_of_the_child(cast, browser_of, name):
    absence = report(cast.sanne, cast.mees)
    forget_told()

    answers = [browser_of(getattr(cast, name)).open(url, method=verb) for verb, url in addresses(absence)]

    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert (AbsenceEvent.select().count(), told()) == (1, [])


@pytest.mark.parametrize("information", ["none", "on_request"])
def test_report_is_not_there_for_a_guardian_whom_the_school_tells_nothing(cast, browser_of, information):
    absence = report(cast.sanne, cast.mees)
    Guardianship.update(information=information).where(Guardianship.person == cast.tom).execute()
    browser = browser_of(cast.tom)

    answers = [browser.open(url, method=verb) for verb, url in addresses(absence)]
    letter = browser.get(f"/letters/{Letter.get().number}.pdf")

    assert [answer.status_code for answer in [*answers, letter]] == [404] * (len(answers) + 1)
    assert "Mees" not in browser.get("/administration").text + browser.get("/absences").text
    assert browser.post("/absences", data=form_of(cast.mees, first_day=TOMORROW)).status_code == 404


def test_other_guardian_sees_who_did_what(cast, browser_of):
    absence = report(cast.sanne, cast.mees, note="Belt u mij?")

    page = browser_of(cast.tom).get(f"/absences/{absence.id}").text

    assert ("door Sanne Bakker" in page, "Belt u mij?" in page, "na 30 dagen verwijderd" in page) == (True, True, True)
    assert f"/letters/{Letter.get().number}.pdf" in page


def test_report_that_has_not_begun_is_changed_and_taken_back(cast, browser_of):
    absence = report(cast.marieke, cast.noor, Span(TOMORROW))
    browser = browser_of(cast.marieke)
    typed = {"reason": "appointment", "first_day": TOMORROW.isoformat(), "starts_at": "10:15", "ends_at": "11:30"}

    form = browser.get(f"/absences/{absence.id}/edit").text
    changed = browser.post(f"/absences/{absence.id}/edit", data=typed)
    page = browser.get(f"/absences/{absence.id}").text
    taken_back = browser.post(f"/absences/{absence.id}/withdrawal")

    assert ('name="reason"' in form, changed.status_code, "wo 25 nov 10:15–11:30" in page) == (True, 303, True)
    assert (taken_back.status_code, Absence.get().withdrawn_at) == (303, EARLY)
    assert "Deze melding is ingetrokken." in browser.get(f"/absences/{absence.id}").text


def test_of_a_report_that_has_begun_only_the_end_is_asked(cast, browser_of):
    absence = report(cast.marieke, cast.noor)
    browser = browser_of(cast.marieke)

    with clock.frozen_at(LATER):
        form = browser.get(f"/absences/{absence.id}/edit").text
        wrong = browser.post(f"/absences/{absence.id}/edit", data={"last_day": "2026-11-20"})
        right = browser.post(f"/absences/{absence.id}/edit", data={"last_day": "2026-11-27", "reason": "other"})
        browser.post(f"/absences/{absence.id}/withdrawal")

    now = Absence.get()
    assert ('name="reason"' in form, wrong.status_code, right.status_code) == (False, 422, 303)
    assert (now.last_day.isoformat(), now.reason_key, now.withdrawn_at) == ("2026-11-27", "ill", None)


def test_report_that_began_while_it_was_being_changed_stays_and_that_is_said(cast, browser_of):
    absence = report(cast.marieke, cast.noor)
    forget_told()
    typed = {"reason": "other", "first_day": TOMORROW.isoformat(), "last_day": TOMORROW.isoformat()}

    with clock.frozen_at(LATER):
        answer = browser_of(cast.marieke).post(f"/absences/{absence.id}/edit", data=typed)

    assert (answer.status_code, "Dit is al begonnen." in answer.text, 'name="reason"' in answer.text) == (
        422,
        True,
        False,
    )
    assert (Absence.get().first_day, Absence.get().last_day, told()) == (TODAY, None, [])


def test_better_and_not_better_after_all(cast, browser_of):
    absence = report(cast.marieke, cast.noor)
    browser = browser_of(cast.marieke)

    with clock.frozen_at(LATER):
        on_top = browser.get("/administration").text
        asked = browser.get(f"/absences/{absence.id}/recovery").text
        better = browser.post(f"/absences/{absence.id}/recovery", data={"back_on": TOMORROW.isoformat()})
        page = browser.get(f"/absences/{absence.id}").text
        reopened = browser.post(f"/absences/{absence.id}/reopening")

    assert (f"/absences/{absence.id}/recovery" in on_top, "Komt morgen weer" in asked) == (True, True)
    assert (better.status_code, "Toch nog niet beter" in page, reopened.status_code) == (303, True, 303)
    assert [event.kind for event in AbsenceEvent.select().order_by(AbsenceEvent.id)] == [
        "reported",
        "better",
        "reopened",
    ]


def test_wrong_day_to_be_back_is_refused_and_kept(cast, browser_of):
    absence = report(cast.marieke, cast.noor)
    forget_told()

    browser = browser_of(cast.marieke)

    with clock.frozen_at(LATER):
        answer = browser.post(f"/absences/{absence.id}/recovery", data={"back_on": "2026-11-20"})

    assert (answer.status_code, re.search(r'value="2026-11-20"', answer.text) is not None) == (422, True)
    assert (Absence.get().last_day, told()) == (None, [])


def test_unit_that_does_not_take_part_says_so_in_its_own_words(cast, browser_of):
    AbsenceSettings.create(unit=cast.bso, is_on=False, own_text="Meld het bij de BSO zelf.")
    browser = browser_of(cast.marieke)

    pages = browser.get("/administration").text, browser.get("/absences/new").text

    assert ["Meld het bij de BSO zelf." in page for page in pages] == [True, True]


def test_child_that_can_be_reported_nowhere_has_no_button(cast, browser_of):
    AbsenceSettings.create(unit=cast.school, is_on=False, own_text="Bel ons.")
    browser = browser_of(cast.sanne)

    page, form = browser.get("/administration").text, browser.get(f"/absences/new?child={cast.mees.id}").text

    assert ("/absences/new" in page, "Bel ons." in page, "Melden" in form, "tel:0591234567" in form) == (
        False,
        True,
        False,
        True,
    )


def test_history_is_turned_page_by_page(cast, browser_of):
    for number in range(32):
        time = f"{9 + number // 6:02}:{number % 6}"
        report(cast.marieke, cast.daan, Span(TOMORROW, TOMORROW, f"{time}0", f"{time}5"), "other")
    browser = browser_of(cast.marieke)

    first, second = browser.get("/absences").text, browser.get("/absences?page=2").text

    assert (first.count('href="/absences/'), second.count('href="/absences/')) == (30, 2)


def test_administration_asks_the_database_no_more_with_more_reports(cast, browser_of):
    browser = browser_of(cast.marieke)
    report(cast.marieke, cast.daan)
    browser.get("/administration")
    with count_queries() as one:
        browser.get("/administration")
    for number in (1, 2):
        report(
            cast.marieke,
            cast.daan,
            Span(TODAY + timedelta(days=7 * number), TODAY + timedelta(days=7 * number)),
            "other",
        )

    with count_queries() as three:
        browser.get("/administration")

    assert (three.count, one.count <= 12) == (one.count, True)


def test_nobody_has_reports_before_there_are_any(cast, browser_of):
    assert "Nog geen meldingen" in browser_of(cast.karima).get("/absences").text


def test_letter_on_paper_says_what_the_page_said(cast):
    report(cast.sanne, cast.mees, note="KANARIE")

    text = PdfReader(BytesIO(letter_pdf(Letter.get(), "nl"))).pages[0].extract_text()

    words = ("Bevestiging ziekmelding", "Mees Bakker", "Groep 4", "24 november 2026 07:50", "Sanne Bakker")
    assert [word for word in words if word not in text] == []
    assert [word for word in ("KANARIE", "Tom") if word in text] == []
