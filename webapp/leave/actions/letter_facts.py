"""What the school's letters about leave tell, put together when it happens: later rows change nothing in them."""

from typing import Any

from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.i18n import language_of
from webapp.leave.actions.confirmation_letters import in_each_language
from webapp.leave.models import LeaveDecision, LeaveRequest
from webapp.leave.phrases.desk import GROUND_ARTICLES, OUTCOMES_SAID, SUMMARY_NAMES, period_in_full
from webapp.leave.phrases.requests import GROUND_NAMES, days_said, kind_said
from webapp.leave.queries.desk import asked_of, group_name_of, history_of, span_asked, span_given
from webapp.leave.queries.requests import attachments_of
from webapp.leave.rules.decisions import APPROVED


def period_facts(span: Span, halves: int) -> dict[str, dict[str, str]]:
    """A period and how many school days it takes, in words."""
    return {"period": in_each_language(lambda: period_in_full(span)), "days": days_facts(halves)}


def days_facts(halves: int) -> dict[str, str]:
    return in_each_language(lambda: days_said(halves))


def ground_facts(ground: str) -> dict[str, str]:
    return in_each_language(lambda: str(GROUND_NAMES[ground]))


def request_facts(request: LeaveRequest) -> dict[str, Any]:
    """What every letter about a request tells of it."""
    unit, child = request.unit, request.child
    return {
        "child": child.name,
        "birthdate": child.birthdate,
        "group": group_name_of(request),
        "school": {"name": unit.name, "kind": unit.kind, "email": unit.email, "phone": unit.phone},
        "asked_by": request.asked_by_name,
        "asked_on": request.asked_at.astimezone(clock.SCHOOL_ZONE).date(),
        "kind": in_each_language(lambda: kind_said(request.kind, request.kind_name)),
        "ground": ground_facts(request.ground),
        "asked": period_facts(span_asked(request), request.halves),
    }


def decision_facts(request: LeaveRequest, decision: LeaveDecision) -> dict[str, Any]:
    """What stands in the letter of a decision; the objection clause only where not all that was asked was given."""
    given = span_given(decision)
    facts = request_facts(request) | {
        "outcome": decision.outcome,
        "given": period_facts(given, decision.halves) if given else None,
        "ground": ground_facts(decision.ground),
        "article": in_each_language(lambda: str(GROUND_ARTICLES[decision.ground])),
        "reason": decision.reason,
        "decided_by": decision.decided_by_name,
        "decided_on": decision.decided_at.astimezone(clock.SCHOOL_ZONE).date(),
        "objection_until": None if decision.outcome == APPROVED else decision.objection_until,
    }
    return facts | {"summary": decision_summary(facts)}


def decision_summary(facts: dict[str, Any]) -> list[list[str]]:
    """What the check page shows of a decision, in Dutch."""
    with language_of("nl"):
        rows = [
            ("outcome", str(OUTCOMES_SAID[facts["outcome"]])),
            ("asked", f"{facts['asked']['period']['nl']} ({facts['asked']['days']['nl']})"),
            ("given", f"{facts['given']['period']['nl']} ({facts['given']['days']['nl']})" if facts["given"] else ""),
            ("ground", facts["ground"]["nl"]),
            ("decided_by", facts["decided_by"]),
        ]
        return [[str(SUMMARY_NAMES[name]), value] for name, value in rows if value]


def referral_facts(request: LeaveRequest, by: Person, advice: str, recipient: dict[str, str]) -> dict[str, Any]:
    """What stands in the dossier for the leerplichtambtenaar."""
    asked, asker = asked_of(request), request.asked_by
    facts = request_facts(request) | {
        "recipient": recipient,
        "asker": {"email": asker.email, "phone": asker.phone} if asker else {},
        "used": days_facts(asked.used_weighty),
        "together": days_facts(asked.used_weighty + asked.halves),
        "reason": request.reason,
        "talk": talk_about(request),
        "attachments": [attachment.name for attachment in attachments_of(request)],
        "advice": advice,
        "referred_by": by.name,
    }
    return facts | {"summary": referral_summary(facts)}


def talk_about(request: LeaveRequest) -> list[dict[str, Any]]:
    """The questions of the school and the answers of the family, the first one first."""
    return [
        {"kind": step.kind, "by": step.by_name, "on": step.at.astimezone(clock.SCHOOL_ZONE).date(), "text": step.text}
        for step in history_of(request)
        if step.kind in ("question", "answer")
    ]


def referral_summary(facts: dict[str, Any]) -> list[list[str]]:
    """What the check page shows of a dossier, in Dutch."""
    with language_of("nl"):
        asked = f"{facts['asked']['period']['nl']} ({facts['asked']['days']['nl']})"
        rows = [
            ("asked", asked),
            ("municipality", facts["recipient"]["municipality"]),
            ("sent_by", facts["referred_by"]),
        ]
        return [[str(SUMMARY_NAMES[name]), value] for name, value in rows]
