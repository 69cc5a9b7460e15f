"""What a guardian reads of the own choices, and nothing of another's."""

from datetime import date, timedelta

import pytest
from peewee import DoesNotExist
from playhouse.test_utils import count_queries

from tests.consent.choosing import choose_on
from tests.consent.sheets import choose_all, has_children, nothing_written, on_paper, portal_for, sheet_for
from webapp.consent.actions.decisions import choose
from webapp.consent.actions.purposes import keep_list_of, word
from webapp.consent.actions.reviews import review_choices
from webapp.consent.models import ConsentReview, ConsentSettings, Purpose, Wording
from webapp.consent.queries.histories import history_of
from webapp.consent.queries.own import open_choices_of, sheet_of, sheets_of
from webapp.consent.rules.reviews import is_to_look_at_again
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.schools.models import Guardianship, Link

DAY = date(2026, 11, 10)
LAST_YEAR = date(2026, 5, 11)


@pytest.fixture(autouse=True)
def on_a_school_day():
    with clock.frozen_at(clock.at(date(2026, 11, 25), clock.now().time().replace(hour=9))):
        yield


def new_round(unit, key: str = "portal") -> Wording:
    """The unit asks a purpose anew, in other words."""
    keep_list_of(unit)
    purpose = Purpose.get(Purpose.unit == unit, Purpose.key == key)
    return word(None, purpose, 2, 2, "Portaal", "Nieuwe tekst.")


def test_guardian_reads_each_child_at_each_unit(cast):
    found = [
        (child.given_name, sheet.unit.name, len(sheet.consents), sheet.open)
        for child, sheets in sheets_of(cast.marieke).items()
        for sheet in sheets
    ]

    assert found == [
        ("Daan", "De Notenboom", 7, 7),
        ("Noor", "De Notenboom", 7, 7),
        ("Noor", "BSO De Notenkraker", 7, 7),
    ]


def test_own_choice_stands_with_what_it_comes_to(cast):
    number = choose(cast.marieke, cast.noor, cast.school, "portal", "yes")

    consent = portal_for(cast.marieke, cast.noor, cast.school)

    assert (consent.chosen.number, consent.chosen.recorded_by_name, consent.why) == (
        number, "Marieke de Vries", "allowed",
    )  # fmt: skip


def test_other_guardian_reads_the_outcome_and_not_by_whom(cast):
    choose(cast.tom, cast.mees, cast.school, "portal", "no")
    choose(cast.sanne, cast.mees, cast.school, "portal", "yes")

    hers, his = portal_for(cast.sanne, cast.mees, cast.school), portal_for(cast.tom, cast.mees, cast.school)

    assert [(one.why, one.chosen.choice, one.is_overruled) for one in (hers, his)] == [
        ("refused", "yes", True),
        ("refused", "no", False),
    ]


def test_what_only_the_other_chose_is_no_choice_of_the_own(cast):
    choose(cast.tom, cast.mees, cast.school, "portal", "yes")

    consent = portal_for(cast.sanne, cast.mees, cast.school)

    assert (consent.chosen, consent.has_history, consent.why) == (None, False, "allowed")
    assert history_of(cast.sanne, sheet_for(cast.sanne, cast.mees, cast.school), consent.asked) == []


@pytest.mark.parametrize("who", ["karima", "joris", "ingrid", "wouter"])
def test_stranger_finds_no_sheet(cast, who):
    with pytest.raises(DoesNotExist):
        sheet_of(getattr(cast, who), cast.noor.id, cast.school.id)


def test_guardian_finds_no_sheet_where_the_link_ended(cast):
    Link.update(ended_at=clock.now()).where(Link.unit == cast.bso).execute()

    with pytest.raises(DoesNotExist):
        sheet_of(cast.marieke, cast.noor.id, cast.bso.id)


@pytest.mark.parametrize("change", [{"ends_on": DAY}, {"information": "on_request"}, {"information": "none"}])
def test_who_is_not_told_everything_finds_no_sheet(cast, change):
    Guardianship.update(**change).where(Guardianship.person == cast.tom).execute()

    with pytest.raises(DoesNotExist):
        sheet_of(cast.tom, cast.mees.id, cast.school.id)


def test_guardian_without_authority_reads_but_has_nothing_to_choose(cast):
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()
    choose(cast.sanne, cast.mees, cast.school, "portal", "yes")

    sheet = sheet_for(cast.tom, cast.mees, cast.school)

    assert (sheet.has_voice, sheet.open, sheet.consent("portal").why) == (False, 0, "allowed")


def test_new_wording_asks_again_and_keeps_the_old_answer_as_history(cast):
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")
    new_round(cast.school)

    consent = portal_for(cast.marieke, cast.noor, cast.school)
    history = history_of(cast.marieke, sheet_for(cast.marieke, cast.noor, cast.school), consent.asked)

    assert (consent.asked.title, consent.chosen, consent.is_asked_again, consent.why) == (
        "Portaal", None, True, "no_choice",
    )  # fmt: skip
    assert [(entry.title, entry.decision.wording.version, entry.counts) for entry in history] == [
        ("Ouderportaal", 1, False)
    ]


def test_history_is_newest_first(cast):
    for choice in ("yes", "no", "yes"):
        choose(cast.marieke, cast.noor, cast.school, "portal", choice)
    choose(cast.marieke, cast.noor, cast.school, "website", "no")

    sheet = sheet_for(cast.marieke, cast.noor, cast.school)
    history = history_of(cast.marieke, sheet, sheet.consent("portal").asked)

    assert [(entry.decision.choice, entry.counts) for entry in history] == [("yes", True), ("no", True), ("yes", True)]


def test_portal_waits_for_the_leading_date_when_paper_counts(cast):
    ConsentSettings.create(unit=cast.school, leads_from=date(2027, 2, 1))
    on_paper(cast.ingrid, cast.marieke, cast.noor, cast.school, "no", LAST_YEAR)
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")

    consent = portal_for(cast.marieke, cast.noor, cast.school)

    assert (consent.why, consent.chosen.choice, consent.waits) == ("refused", "yes", True)


def test_refusal_in_the_portal_does_not_wait_for_the_leading_date(cast):
    ConsentSettings.create(unit=cast.school, leads_from=date(2027, 2, 1))
    on_paper(cast.ingrid, cast.marieke, cast.noor, cast.school, "yes", LAST_YEAR)
    choose(cast.marieke, cast.noor, cast.school, "portal", "no")

    consent = portal_for(cast.marieke, cast.noor, cast.school)

    assert (consent.why, consent.chosen.choice, consent.waits) == ("refused", "no", False)


def test_paper_form_is_read_as_the_own_choice(cast):
    on_paper(cast.ingrid, cast.marieke, cast.noor, cast.school, "yes", LAST_YEAR)

    consent = portal_for(cast.marieke, cast.noor, cast.school)

    assert (consent.chosen.source, consent.chosen.counts_from, consent.waits) == ("paper", LAST_YEAR, False)


def test_open_choices_count_over_all_children_and_units(cast):
    before = open_choices_of(cast.marieke)
    choose_all(cast.marieke, cast.daan, cast.school)
    choose(cast.marieke, cast.noor, cast.bso, "portal", "no")

    assert (before, open_choices_of(cast.marieke)) == (21, 13)


def test_open_choices_are_those_of_the_sheets(cast):
    choose(cast.marieke, cast.noor, cast.school, "portal", "yes")
    new_round(cast.school)
    Purpose.update(ended_at=clock.now()).where(Purpose.unit == cast.school, Purpose.key == "press").execute()

    on_sheets = sum(sheet.open for sheets in sheets_of(cast.marieke).values() for sheet in sheets)

    assert open_choices_of(cast.marieke) == on_sheets == 19


def test_who_decides_about_no_child_has_no_open_choices(cast):
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()

    assert open_choices_of(cast.tom) is None


@pytest.mark.parametrize("read", [sheets_of, open_choices_of])
def test_more_children_take_no_more_queries(cast, read):
    choose_all(cast.karima, cast.yara, cast.school)
    counts = []
    has_children(cast.eline, cast.school, cast.mees, cast.yara)
    for person in (cast.karima, cast.eline):
        person.__dict__.pop("standing", None)
        with count_queries() as counter:
            read(person)
        counts.append(counter.count)

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("looked_at", "is_due"),
    [(None, False), (date(2026, 7, 31), True), (date(2026, 8, 1), False), (date(2026, 11, 24), False)],
)
def test_choices_are_looked_at_again_each_school_year(looked_at, is_due):
    assert is_to_look_at_again(looked_at, date(2026, 11, 25)) is is_due


def test_choices_of_last_school_year_are_to_be_looked_at(cast):
    Guardianship.update(starts_on=LAST_YEAR).execute()
    choose_on(LAST_YEAR, cast.marieke, cast.noor, cast.school)
    choose_on(DAY, cast.marieke, cast.noor, cast.bso)

    found = [sheet_for(cast.marieke, cast.noor, unit).is_to_review for unit in (cast.school, cast.bso)]

    assert found == [True, False]


def test_look_is_kept_once_a_day_and_ends_the_asking(cast):
    Guardianship.update(starts_on=LAST_YEAR).execute()
    choose_on(LAST_YEAR, cast.marieke, cast.noor, cast.school)

    reviews = [review_choices(cast.marieke, cast.noor, cast.school) for _ in range(2)]

    assert (reviews[0], ConsentReview.select().count()) == (reviews[1], 1)
    assert sheet_for(cast.marieke, cast.noor, cast.school).is_to_review is False
    assert AuditEntry.select().where(AuditEntry.verb == "review_choices").count() == 1


def test_look_of_another_day_is_another_one(cast):
    for day in (DAY, DAY + timedelta(days=1)):
        with clock.frozen_at(clock.at(day, clock.now().time())):
            review_choices(cast.marieke, cast.noor, cast.school)

    assert ConsentReview.select().count() == 2


def test_guardian_without_authority_finds_nothing_still_right(cast):
    Guardianship.update(authority="no").where(Guardianship.person == cast.tom).execute()

    with pytest.raises(Refused) as refusal:
        review_choices(cast.tom, cast.mees, cast.school)

    assert (refusal.value.code, ConsentReview.select().count(), nothing_written()) == ("no_authority", 0, True)
