"""May this child be in a picture? The rule, case by case."""

from datetime import date

import pytest

from webapp.consent.rules.outcomes import Decision, Voice, is_never_pictured, outcome_of, round_on

ON = date(2026, 11, 24)
LEADS = date(2026, 11, 1)
BEFORE = date(2026, 10, 31)
M, F, NEIGHBOUR = 1, 2, 3  # mother, father
HER = (Voice(M, "yes"),)
BOTH = (*HER, Voice(F, "yes"))
WITHOUT_HIM = (*HER, Voice(F, "no"))
HE_UNKNOWN = (*HER, Voice(F, "unknown"))
UNKNOWN = (Voice(F, "unknown"),)


def yes(voice, day, round=1):
    return (voice, "yes", "portal", day, round)


def no(voice, day, round=1):
    return (voice, "no", "portal", day, round)


def signed_yes(voice, day, round=1):
    return (voice, "yes", "paper", day, round)


def signed_no(voice, day, round=1):
    return (voice, "no", "paper", day, round)


SEP, OCT, NOV = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 10)
OLD, TOMORROW = date(2025, 9, 1), date(2026, 11, 25)
FIRST = date(2026, 8, 1)

CASES = [
    # what it is about, entries in their order, guardians, round, leading date, day, what it comes to
    ("nothing chosen", [], BOTH, 1, None, ON, "no_choice"),
    ("nobody linked and nothing chosen", [], (), 1, None, ON, "no_choice"),
    ("one allows", [yes(M, SEP)], BOTH, 1, None, ON, "allowed"),
    ("one refuses", [no(M, SEP)], BOTH, 1, None, ON, "refused"),
    ("both allow", [yes(M, SEP), yes(F, OCT)], BOTH, 1, None, ON, "allowed"),
    ("both refuse", [no(M, SEP), no(F, OCT)], BOTH, 1, None, ON, "refused"),
    ("they differ", [yes(M, OCT), no(F, SEP)], BOTH, 1, None, ON, "disagreement"),
    ("refusal first", [no(F, SEP), yes(M, OCT)], BOTH, 1, None, ON, "disagreement"),
    (
        "they agree after all",
        [yes(M, SEP), no(F, SEP), yes(F, NOV)],
        BOTH, 1, None, ON, "allowed",
    ),
    ("withdrawn", [yes(M, SEP), no(M, NOV)], BOTH, 1, None, ON, "refused"),
    ("before it was withdrawn", [yes(M, SEP), no(M, NOV)], BOTH, 1, None, OCT, "allowed"),
    ("withdrawn and given on one day", [no(M, ON), yes(M, ON)], BOTH, 1, None, ON, "allowed"),
    ("given and withdrawn on one day", [yes(M, ON), no(M, ON)], BOTH, 1, None, ON, "refused"),
    ("chosen on the day itself", [yes(M, ON)], BOTH, 1, None, ON, "allowed"),
    ("the day before it was chosen", [yes(M, TOMORROW)], BOTH, 1, None, ON, "no_choice"),
    ("a paper form alone", [signed_yes(M, OLD)], BOTH, 1, LEADS, ON, "allowed"),
    ("a paper form alone, refusing", [signed_no(M, OLD)], BOTH, 1, LEADS, ON, "refused"),
    ("before the form was signed", [signed_yes(M, OCT)], BOTH, 1, LEADS, SEP, "no_choice"),
    ("a form of somebody without account", [signed_yes("opa jan", OLD)], BOTH, 1, LEADS, ON, "allowed"),
    ("that form, and a refusal", [signed_yes("opa jan", OLD), no(M, OCT)], BOTH, 1, None, ON, "disagreement"),
    ("two forms of one person", [signed_no("opa jan", OLD), signed_yes("opa jan", OCT)], BOTH, 1, LEADS, ON, "allowed"),
    ("the day before it leads", [signed_no(M, OLD), yes(M, OCT)], BOTH, 1, LEADS, BEFORE, "refused"),
    ("the day from which the portal leads", [signed_no(M, OLD), yes(M, OCT)], BOTH, 1, LEADS, LEADS, "allowed"),
    ("refused in the portal before it leads", [signed_yes(M, OLD), no(M, OCT)], BOTH, 1, LEADS, BEFORE, "refused"),
    ("refused there on the day of the form", [signed_yes(M, OCT), no(M, OCT)], BOTH, 1, LEADS, BEFORE, "refused"),
    ("a form after that refusal", [no(M, SEP), signed_yes(M, OCT)], BOTH, 1, LEADS, BEFORE, "allowed"),
    ("the portal leads, the other way", [signed_yes(M, OLD), no(M, OCT)], BOTH, 1, LEADS, LEADS, "refused"),
    ("no leading date: the portal always leads", [signed_no(M, OLD), yes(M, OCT)], BOTH, 1, None, OCT, "allowed"),
    ("portal alone before the leading date", [yes(M, SEP)], BOTH, 1, LEADS, OCT, "allowed"),
    ("a later form gives nothing that was refused", [no(M, SEP), signed_yes(M, NOV)], BOTH, 1, LEADS, ON, "refused"),
    ("a later form withdraws what was given", [yes(M, SEP), signed_no(M, NOV)], BOTH, 1, LEADS, ON, "refused"),
    ("form refusing on the day of the portal's yes", [yes(M, NOV), signed_no(M, NOV)], BOTH, 1, LEADS, ON, "allowed"),
    ("portal after that withdrawal", [yes(M, SEP), signed_no(M, OCT), yes(M, NOV)], BOTH, 1, LEADS, ON, "allowed"),
    (
        "refused in the portal before it leads, and taken back there",
        [signed_yes(M, OLD), no(M, SEP), yes(M, OCT)],
        BOTH, 1, LEADS, BEFORE, "allowed",
    ),
    (
        "a later form withdraws, and a form after it gives again",
        [yes(M, SEP), signed_no(M, OCT), signed_yes(M, NOV)],
        BOTH, 1, LEADS, ON, "allowed",
    ),
    ("her portal does not outrank his form", [signed_no(F, OLD), yes(M, NOV)], BOTH, 1, LEADS, ON, "disagreement"),
    ("the wording changed", [yes(M, SEP)], BOTH, 2, None, ON, "no_choice"),
    ("the wording changed after a refusal", [no(M, SEP)], BOTH, 2, None, ON, "refused"),
    ("chosen in the new wording", [no(M, SEP), yes(M, NOV, round=2)], BOTH, 2, None, ON, "allowed"),
    ("one chose anew, the other had refused", [no(M, SEP), yes(F, NOV, round=2)], BOTH, 2, None, ON, "disagreement"),
    ("one chose anew, the other had allowed", [yes(M, SEP), yes(F, NOV, round=2)], BOTH, 2, None, ON, "allowed"),
    ("refused, allowed, then the wording changed", [no(M, SEP), yes(M, OCT)], BOTH, 2, None, ON, "no_choice"),
    ("before the new wording", [yes(M, SEP), no(M, NOV, round=2)], BOTH, 1, None, OCT, "allowed"),
    ("guardian whose time ended", [yes(F, SEP)], HER, 1, None, ON, "no_choice"),
    ("refusal of a guardian whose time ended", [no(F, SEP), yes(M, OCT)], HER, 1, None, ON, "allowed"),
    ("guardian without authority allows", [yes(F, SEP)], WITHOUT_HIM, 1, None, ON, "no_choice"),
    ("guardian without authority refuses", [no(F, SEP), yes(M, OCT)], WITHOUT_HIM, 1, None, ON, "allowed"),
    ("authority unknown allows", [yes(F, SEP)], UNKNOWN, 1, None, ON, "allowed"),
    ("authority unknown refuses", [no(F, SEP), yes(M, OCT)], HE_UNKNOWN, 1, None, ON, "disagreement"),
    ("who is no guardian", [yes(NEIGHBOUR, SEP)], BOTH, 1, None, ON, "no_choice"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("entries", "guardians", "round", "leads_from", "on", "why"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_the_voices_come_to(entries, guardians, round, leads_from, on, why):
    decisions = [Decision(number, *entry) for number, entry in enumerate(entries, 1)]

    outcome = outcome_of(decisions, guardians, round, leads_from, on)

    assert (outcome.why, outcome.is_allowed) == (why, why == "allowed")


def test_outcome_names_the_entries_that_covered_a_picture():
    decisions = [
        Decision(1, M, "no", "portal", SEP, 1),
        Decision(2, F, "yes", "paper", SEP, 1),
        Decision(3, M, "yes", "portal", OCT, 1),
    ]

    outcome = outcome_of(decisions, BOTH, 1, None, ON)

    assert sorted(decision.number for decision in outcome.standing) == [2, 3]


@pytest.mark.parametrize(("on", "round"), [(OLD, 1), (FIRST, 1), (OCT, 1), (NOV, 2), (ON, 2)], ids=str)
def test_round_is_the_last_that_began(on, round):
    assert round_on([(FIRST, 1), (NOV, 2)], on) == round


def test_never_pictured_is_who_allowed_nothing():
    allowed = outcome_of([Decision(1, M, "yes", "portal", SEP, 1)], BOTH, 1, None, ON)
    nothing = outcome_of([], BOTH, 1, None, ON)

    assert [is_never_pictured(found) for found in ([nothing, nothing], [nothing, allowed], [])] == [True, False, True]
