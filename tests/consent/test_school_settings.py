"""A unit's own list: what it asks, in which words, and from when the portal outranks paper."""

from datetime import date, timedelta

import pytest

from tests.consent.choosing import choose_on
from webapp.consent.actions.wordings import add_purpose, end_purpose, move_purpose, reword_purpose
from webapp.consent.models import ConsentSettings, Purpose, Wording
from webapp.consent.queries.outcomes import may_be_pictured
from webapp.consent.queries.purposes import consent_settings_of, purposes_of
from webapp.consent.queries.wordings import asked_on, choices_counted, wordings_of
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.core.i18n import language_of

DAY = date(2026, 11, 10)
STANDARD = ["portal", "website", "social_media", "guide", "press", "class_photo", "lessons"]


def keys_of(unit):
    return [asked.key for asked in purposes_of(unit)]


def verbs():
    return [entry.verb for entry in AuditEntry.select().order_by(AuditEntry.id) if entry.verb != "sign_in"]


def test_first_change_copies_the_standard_list_in_dutch(cast):
    with language_of("en"):
        add_purpose(cast.peter, cast.school, "token", "Musical", "De film van de musical.")

    assert keys_of(cast.school) == [*STANDARD, "token"]
    assert Wording.select().order_by(Wording.id).first().title == "Ouderportaal"
    assert (keys_of(cast.bso), verbs()) == (STANDARD, ["add_purpose"])


def test_the_same_tap_twice_adds_one_purpose(cast):
    for _ in range(2):
        add_purpose(cast.peter, cast.school, "a token of forty-three characters, as forms", "Musical", "De film.")

    assert (len(keys_of(cast.school)), verbs()) == (8, ["add_purpose"])


def test_two_purposes_of_one_name_cannot_be_told_apart(cast):
    with pytest.raises(Refused) as refusal:
        add_purpose(cast.peter, cast.school, "token", "KLASSENFOTO", "Nog een.")

    assert (refusal.value.code, "token" in keys_of(cast.school), verbs()) == ("title_taken", False, [])


def test_small_improvement_lets_choices_hold(cast):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)

    reword_purpose(cast.peter, cast.school, "portal", "Dit portaal", "Alleen hier.", asks_again=False)

    assert may_be_pictured(cast.noor, cast.school, "portal", clock.today()) is True
    assert [(w.version, w.round, w.title, w.made_by) for w in wordings_of(cast.school, "portal")] == [
        (2, 1, "Dit portaal", "Peter Hofman"),
        (1, 1, "Ouderportaal", None),
    ]


def test_changed_meaning_asks_everybody_again(cast):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)
    today = clock.today()

    reword_purpose(cast.peter, cast.school, "portal", "Ouderportaal", "Ook op tv.", asks_again=True)

    found = [may_be_pictured(cast.noor, cast.school, "portal", day) for day in (today - timedelta(days=1), today)]
    assert found == [True, False]
    assert [w.round for w in wordings_of(cast.school, "portal")] == [2, 1]


def test_saving_the_same_words_makes_no_version(cast):
    reword_purpose(cast.peter, cast.school, "website", "Site", "Alles.", asks_again=False)

    reword_purpose(cast.peter, cast.school, "website", "Site", "Alles.", asks_again=True)

    assert (len(list(wordings_of(cast.school, "website"))), verbs()) == (2, ["reword_purpose"])


def test_choices_that_become_history_are_counted_before(cast):
    choose_on(DAY, cast.sanne, cast.mees, cast.school)
    choose_on(DAY, cast.tom, cast.mees, cast.school, choice="no")
    choose_on(DAY, cast.tom, cast.mees, cast.school, "website")

    assert [choices_counted(cast.school, key) for key in ("portal", "website", "guide")] == [2, 1, 0]


def test_ended_purpose_is_asked_no_more_and_stays_readable(cast):
    end_purpose(cast.peter, cast.school, "press")

    assert "press" not in keys_of(cast.school)
    assert asked_on(cast.school, clock.today())["press"].title == "PR en de krant"


def test_pictures_in_the_portal_are_always_asked_for(cast):
    with pytest.raises(Refused) as refusal:
        end_purpose(cast.peter, cast.school, "portal")

    assert (refusal.value.code, keys_of(cast.school)[0], verbs()) == ("portal_stays", "portal", [])


def test_purposes_move_one_place_and_the_first_stays_first(cast):
    move_purpose(cast.peter, cast.school, "website", earlier=True)
    move_purpose(cast.peter, cast.school, "website", earlier=True)
    move_purpose(cast.peter, cast.school, "guide", earlier=False)

    assert keys_of(cast.school) == ["website", "portal", "social_media", "press", "guide", "class_photo", "lessons"]


def test_director_rewords_through_a_page_that_tells_what_becomes_history(cast, browser_of):
    choose_on(DAY, cast.marieke, cast.noor, cast.school)
    browser, address = browser_of(cast.peter), f"/units/{cast.school.id}/purposes/portal/wordings"
    typed = {"title": "Portaal", "text": "Ook voor opa.", "change": "meaning"}

    form = browser.get(f"{address}/new").text
    asked = browser.post(address, data=typed)
    versions = Wording.select().where(Wording.title == "Portaal").count()
    answer = browser.post(address, data=typed | {"confirmed": "yes"})

    assert "De betekenis verandert: iedereen wordt opnieuw gevraagd" in form
    assert (asked.status_code, "1 keuze wordt geschiedenis." in asked.text, versions) == (200, True, 0)
    assert (answer.status_code, answer.location) == (303, f"/units/{cast.school.id}/consent-settings#purposes")
    assert may_be_pictured(cast.noor, cast.school, "portal", clock.today()) is False
    assert "iedereen is opnieuw gevraagd" in browser.get(address).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": "", "text": "Iets."}, "Vul dit in."),
        ({"title": "Musical", "text": ""}, "Vul dit in."),
        ({"title": "klassenfoto", "text": "Iets."}, "Er staat al een doel met deze naam in de lijst."),
    ],
)
def test_wrong_purpose_is_said_and_not_kept(cast, browser_of, typed, sentence):
    answer = browser_of(cast.peter).post(f"/units/{cast.school.id}/purposes", data=typed | {"key": "token"})

    assert (answer.status_code, sentence in answer.text, "token" in keys_of(cast.school)) == (422, True, False)


def test_director_sets_the_leading_date_and_how_long_choices_are_kept(cast, browser_of):
    browser, address = browser_of(cast.peter), f"/units/{cast.school.id}/consent-settings"

    answer = browser.post(address, data={"leads_from": "2026-12-01", "keep_years": "3"})
    again = browser.post(address, data={"leads_from": "2026-12-01", "keep_years": "3"})

    kept = consent_settings_of(cast.school)
    assert (answer.status_code, again.status_code) == (303, 303)
    assert (kept.leads_from, kept.keep_years, verbs()) == (date(2026, 12, 1), 3, ["change_consent_settings"])


@pytest.mark.parametrize("wrong", [{"leads_from": "morgen"}, {"keep_years": "0"}, {"keep_years": "x"}])
def test_wrong_settings_are_not_kept(cast, browser_of, wrong):
    typed = {"leads_from": "", "keep_years": "2"} | wrong

    answer = browser_of(cast.peter).post(f"/units/{cast.school.id}/consent-settings", data=typed)

    assert (answer.status_code, ConsentSettings.select().count()) == (422, 0)


@pytest.mark.parametrize("name", ["ingrid", "joris", "bram", "marieke"])
def test_list_is_not_there_for_who_does_not_lead_the_unit(cast, browser_of, name):
    base = f"/units/{cast.school.id}"
    pages = [f"{base}/consent-settings", f"{base}/purposes/new", f"{base}/purposes/website/wordings"]
    acts = [f"{base}/consent-settings", f"{base}/purposes"]
    acts += [f"{base}/purposes/website/{act}" for act in ("wordings", "ending", "position")]
    browser = browser_of(getattr(cast, name))

    answers = [browser.get(page).status_code for page in pages] + [browser.post(act).status_code for act in acts]

    assert (answers, Purpose.select().count()) == ([404] * 8, 0)


def test_director_adds_moves_and_ends_a_purpose(cast, browser_of):
    browser, base = browser_of(cast.peter), f"/units/{cast.school.id}/purposes"

    browser.post(base, data={"title": "Musical", "text": "De film.", "key": "musical"})
    browser.post(f"{base}/musical/position", data={"towards": "start"})
    told = browser.get(f"{base}/press/ending/new").text
    browser.post(f"{base}/press/ending")
    browser.post(f"{base}/portal/ending")

    page = browser.get(f"/units/{cast.school.id}/consent-settings").text
    assert "0 keuzes blijven in het register staan." in told
    assert keys_of(cast.school) == [
        "portal", "website", "social_media", "guide", "class_photo", "musical", "lessons",
    ]  # fmt: skip
    assert "Deze vraag kan niet van de lijst." in page
