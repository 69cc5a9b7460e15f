"""How a unit takes part, its own reasons, and the notes that go."""

import re
from datetime import timedelta

import pytest

from tests.absence.reporting import EARLY, TODAY, report
from webapp.absence.actions.reasons import add_reason, change_reason, end_reason, move_reason
from webapp.absence.actions.settings import forget_old_notes
from webapp.absence.models import Absence, AbsenceReason, AbsenceSettings
from webapp.absence.queries.settings import absence_settings_of, reasons_of
from webapp.absence.rules.reports import Span
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.core.jobs import huey

NORMAL = {
    "is_on": "y", "own_text": "", "still_ill_at": "07:10", "missing_at": "08:40", "call_at": "08:50",
    "note_days": "30", "long_days": "5", "often_times": "3", "often_weeks": "12",
}  # fmt: skip
TRIP = {"name": "Schoolreis", "is_illness": False, "needs_end": True, "by_phone_only": False}


@pytest.fixture(autouse=True)
def early_morning():
    """It is Tuesday 07:50 at school."""
    with clock.frozen_at(EARLY):
        yield


def names_at(unit):
    return [reason.name for reason in reasons_of(unit)]


def verbs():
    return [entry.verb for entry in AuditEntry.select().order_by(AuditEntry.id) if entry.verb != "sign_in"]


def test_director_sets_how_the_unit_takes_part(cast, browser_of):
    browser = browser_of(cast.peter)
    address = f"/units/{cast.school.id}/absence-settings"
    typed = NORMAL | {"still_ill_at": "07:00", "note_days": "14", "own_text": "Bel ons."}
    del typed["is_on"]

    answer = browser.post(address, data=typed)

    kept = absence_settings_of(cast.school)
    assert (answer.status_code, answer.location) == (303, address)
    assert (kept.is_on, kept.own_text, kept.still_ill_at, kept.note_days) == (False, "Bel ons.", "07:00", 14)
    assert verbs() == ["change_absence_settings"]


def test_saving_without_a_change_writes_nothing(cast, browser_of):
    answer = browser_of(cast.peter).post(f"/units/{cast.school.id}/absence-settings", data=NORMAL)

    assert (answer.status_code, AbsenceSettings.select().count(), verbs()) == (303, 0, [])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"still_ill_at": "7 uur"}, "Dit is geen tijd. Schrijf die zoals 08:30."),
        ({"missing_at": ""}, "Vul een tijd in."),
        ({"note_days": "0"}, "Kies een getal van 1 tot en met 365."),
        ({"long_days": "x"}, "Schrijf hier een getal."),
        ({"own_text": "x" * 301}, "Houd het kort: hoogstens 300 tekens."),
    ],
)
def test_wrong_settings_are_said_and_not_kept(cast, browser_of, changes, sentence):
    answer = browser_of(cast.peter).post(f"/units/{cast.school.id}/absence-settings", data=NORMAL | changes)

    assert (answer.status_code, sentence in answer.text, AbsenceSettings.select().count()) == (422, True, 0)


def addresses(unit):
    reasons = f"/units/{unit.id}/absence-reasons"
    return [
        *(("GET", url) for url in (f"/units/{unit.id}/absence-settings", f"{reasons}/new", f"{reasons}/ill/edit")),
        *(("POST", url) for url in (f"/units/{unit.id}/absence-settings", reasons)),
        *(("POST", f"{reasons}/ill/{act}") for act in ("edit", "ending", "position")),
    ]


@pytest.mark.parametrize("name", ["ingrid", "joris", "bram", "marieke"])
def test_settings_are_not_there_for_who_does_not_lead_the_unit(cast, browser_of, name):
    answers = [browser_of(getattr(cast, name)).open(url, method=verb) for verb, url in addresses(cast.school)]

    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert (AbsenceSettings.select().count(), AbsenceReason.select().count()) == (0, 0)


def test_settings_of_the_unit_lead_to_those_of_absence(cast, browser_of):
    page = browser_of(cast.anouk).get(f"/units/{cast.school.id}/settings").text

    assert f'href="/units/{cast.school.id}/absence-settings"' in page


def test_unit_without_a_list_of_its_own_has_the_standard_one_in_the_readers_language(cast):
    with language_of("nl"):
        assert names_at(cast.school) == ["Ziek", "Dokter, tandarts of andere afspraak", "Corona", "Iets anders"]
    assert AbsenceReason.select().count() == 0


def test_first_change_copies_the_standard_list(cast):
    add_reason(cast.peter, cast.school, "token", **TRIP)

    assert names_at(cast.school) == [
        "Ziek", "Dokter, tandarts of andere afspraak", "Corona", "Iets anders", "Schoolreis",
    ]  # fmt: skip
    assert names_at(cast.bso)[-1] == "Iets anders"
    assert [reason.by_phone_only for reason in reasons_of(cast.school)] == [False, False, True, False, False]


def test_the_same_tap_twice_adds_one_reason(cast):
    for _ in range(2):
        add_reason(cast.peter, cast.school, "a token of forty-three characters, as forms", **TRIP)

    assert (names_at(cast.school).count("Schoolreis"), verbs()) == (1, ["add_reason"])


def test_two_reasons_of_one_name_are_refused(cast):
    with pytest.raises(Refused, match="reason_taken"):
        add_reason(cast.peter, cast.school, "token", **TRIP | {"name": "ziek"})
    with pytest.raises(Refused, match="reason_taken"):
        change_reason(cast.peter, cast.school, "other", **TRIP | {"name": "Ziek"})

    assert ("Schoolreis" in names_at(cast.school), verbs()) == (False, [])


def test_renamed_reason_leaves_what_was_reported(cast):
    absence = report(cast.marieke, cast.daan)

    change_reason(
        cast.peter, cast.school, "ill", name="Niet lekker", is_illness=True, needs_end=False, by_phone_only=False
    )

    assert (names_at(cast.school)[0], Absence.get_by_id(absence.id).reason_name) == ("Niet lekker", "Ziek")


def test_reason_that_is_to_be_phoned_from_now_on_is_refused_here(cast):
    change_reason(cast.peter, cast.school, "ill", name="Ziek", is_illness=True, needs_end=False, by_phone_only=True)

    with pytest.raises(Refused, match="by_phone_only"):
        report(cast.marieke, cast.daan)
    assert Absence.select().count() == 0


def test_reasons_move_one_place_and_the_ends_stay(cast):
    move_reason(cast.peter, cast.school, "other", earlier=True)
    move_reason(cast.peter, cast.school, "ill", earlier=True)
    move_reason(cast.peter, cast.school, "corona", earlier=False)

    assert [reason.key for reason in reasons_of(cast.school)] == ["ill", "appointment", "other", "corona"]


def test_ended_reason_cannot_be_chosen_and_the_last_one_stays(cast):
    for key in ("corona", "other", "appointment"):
        end_reason(cast.peter, cast.school, key)

    with pytest.raises(Refused, match="last_reason"):
        end_reason(cast.peter, cast.school, "ill")
    with pytest.raises(Refused, match="unknown_reason"):
        report(cast.marieke, cast.daan, Span(TODAY, TODAY), "other")
    assert names_at(cast.school) == ["Ziek"]


def test_reasons_over_http(cast, browser_of):
    browser = browser_of(cast.peter)
    reasons = f"/units/{cast.school.id}/absence-reasons"
    key = re.search(r'name="key"[^>]*value="([^"]+)"', browser.get(f"{reasons}/new").text)[1]

    added = browser.post(reasons, data={"name": "Schoolreis", "needs_end": "y", "key": key})
    taken = browser.post(reasons, data={"name": "schoolreis", "key": "other key"})
    renamed = browser.post(f"{reasons}/corona/edit", data={"name": "Griep in de groep", "by_phone_only": "y"})
    moved = browser.post(f"{reasons}/corona/position", data={"towards": "start"})
    ended = browser.post(f"{reasons}/other/ending")

    assert [answer.status_code for answer in (added, taken, renamed, moved, ended)] == [303, 422, 303, 303, 303]
    assert names_at(cast.school) == ["Ziek", "Griep in de groep", "Dokter, tandarts of andere afspraak", "Schoolreis"]
    assert browser.get(f"{reasons}/nothing/edit").status_code == 404
    assert browser.post(f"{reasons}/nothing/ending").status_code == 404


def test_notes_go_after_the_days_that_their_unit_keeps_them(cast):
    AbsenceSettings.create(unit=cast.school, note_days=14)
    old = report(cast.marieke, cast.daan, note="KANARIE")
    later = report(cast.sanne, cast.mees, Span(TODAY + timedelta(days=7)), note="Nog nodig")

    with clock.frozen_at(EARLY + timedelta(days=13)):
        early = forget_old_notes()
    with clock.frozen_at(EARLY + timedelta(days=14)):
        gone = forget_old_notes()

    assert (early, gone) == (0, 1)
    assert [Absence.get_by_id(one.id).note for one in (old, later)] == ["", "Nog nodig"]
    assert verbs().count("forget_notes") == 1


def test_a_worker_forgets_notes_every_night():
    at = clock.now().replace(tzinfo=None, hour=3, minute=50)

    assert "forget_notes_every_night" in {task.name for task in huey.read_periodic(at)}
