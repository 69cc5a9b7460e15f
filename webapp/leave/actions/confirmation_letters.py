"""The letter that says what was asked: its facts, as they were when it was asked."""

from collections.abc import Callable, Sequence
from typing import Any

from webapp.core import clock
from webapp.core.i18n import LANGUAGES, full_day, language_of
from webapp.documents.actions.letters import issue_letter
from webapp.documents.models import Letter
from webapp.leave.models import LeaveRequest
from webapp.leave.phrases.requests import GROUND_NAMES, LETTER_LABELS, days_said, kind_said, said, span_said
from webapp.leave.rules.assessing import Assessment

CONFIRMATION = "leave/confirmation"
# What the form told before sending that still says something on paper.
STAYS_TRUE = ("not_compulsory", "late_notice", "statement_needed")


def issue_confirmation(request: LeaveRequest, assessment: Assessment, paper_names: Sequence[str]) -> Letter:
    """The family can print what was asked, inside the transaction that asks it."""
    told = [one for one in assessment.said if one.code in STAYS_TRUE]
    facts = {
        "child": request.child.name,
        "birthdate": request.child.birthdate,
        "asked_by": request.asked_by_name,
        "asked_on": clock.today(),
        "is_notice": request.is_notice,
        "outcome": assessment.outcome,
        "awaits_confirmation": request.state == "unconfirmed",
        "kind": in_each_language(lambda: kind_said(request.kind, request.kind_name)),
        "ground": in_each_language(lambda: str(GROUND_NAMES[request.ground])),
        "span": in_each_language(lambda: span_of(request)),
        "days": in_each_language(lambda: days_said(request.halves)),
        "used": in_each_language(lambda: days_said(assessment.used)) if assessment.used else None,
        "told": in_each_language(lambda: [said(one) for one in told]),
        "reason": request.reason,
        "papers": list(paper_names),
        "decide_by": None if request.is_notice else request.decide_by,
        "summary": summary_of(request),
    }
    return issue_letter(CONFIRMATION, request.unit, request.child, request, facts)


def in_each_language(words: Callable[[], Any]) -> dict[str, Any]:
    """What is said, in each language in which the letter may be printed."""
    found = {}
    for language in LANGUAGES:
        with language_of(language):
            found[language] = words()
    return found


def span_of(request: LeaveRequest) -> str:
    return span_said(request.first_day, request.last_day, request.starts_at, request.ends_at, written_out=True)


def summary_of(request: LeaveRequest) -> list[list[str]]:
    """What the school compares with the paper: not why it was asked."""
    with language_of("nl"):
        return [
            [str(LETTER_LABELS["asked_by"]), request.asked_by_name],
            [str(LETTER_LABELS["asked_on"]), full_day(clock.today())],
            [str(LETTER_LABELS["span"]), span_of(request)],
            [str(LETTER_LABELS["days"]), days_said(request.halves)],
        ]
