"""More than ten school days in a school year is for the municipality where the child lives (Leerplichtwet 1969, 14)."""

from webapp.accounts.models import Person
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.documents.actions.letters import issue_letter
from webapp.documents.models import Letter
from webapp.documents.rules import SCHOOL
from webapp.leave.actions.events import note_event, take_step
from webapp.leave.actions.letter_facts import referral_facts
from webapp.leave.models import LeaveRequest
from webapp.leave.notices import tell_of_referral
from webapp.leave.queries.desk import asked_of
from webapp.leave.rules.decisions import why_not_referred


@db.atomic()
def refer_request(director: Person, request: LeaveRequest, advice: str, recipient: dict[str, str]) -> Letter:
    """The director hands a request to the leerplichtambtenaar, with an advice: a dossier is made for the school to
    send, and the family is told. Refused for what the head decides, and for a holiday by profession."""
    take_step(request, "referred")
    if problem := why_not_referred(asked_of(request)):
        raise Refused(problem)
    facts = referral_facts(request, director, advice, recipient)
    letter = issue_letter("leave/referral", request.unit, request.child, request, facts, SCHOOL)
    note_event(request, "referred", director, municipality=recipient["municipality"])
    audit(director, "refer_leave", request, request.unit, municipality=recipient["municipality"])
    tell_of_referral(director, request)
    return letter
