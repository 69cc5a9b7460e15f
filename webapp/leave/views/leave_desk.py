"""One request, as office and director see it."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.htmx import page
from webapp.documents.queries.letters import letters_about
from webapp.leave.actions.questions import look_at_request
from webapp.leave.forms.desk import QuestionForm
from webapp.leave.phrases.desk import DESK_REFUSALS, OUTCOMES_SAID, said_to_school
from webapp.leave.phrases.requests import EVENT_NAMES, GROUND_NAMES
from webapp.leave.queries.desk import (
    asked_of,
    confirmation_of,
    decides_at,
    decisions_like,
    group_name_of,
    history_of,
    request_seen_by,
    said_of,
    siblings_of,
)
from webapp.leave.queries.requests import attachments_of, decision_of
from webapp.leave.rules.decisions import WEIGHTY, is_too_early, ways_out, why_never_granted
from webapp.leave.views.unit_leave import words
from webapp.schools.policies import office_only

bp = Blueprint("leave_desk", __name__, url_prefix="/leave-requests/<int:request_id>")

LETTERS = ("leave/decision", "leave/referral")


@bp.get("")
@office_only
def show(request_id):
    request = request_seen_by(current_user, request_id)
    look_at_request(current_user, request)
    return request_page(request, QuestionForm())


def request_page(request, question_form) -> str:
    """The page of a request, with a question that was refused where there is one."""
    history, asked = history_of(request), asked_of(request)
    return page(
        "leave/desk/show.html",
        request=request,
        unit=request.unit,
        group=group_name_of(request),
        history=history,
        asked=asked,
        ways=ways_out(asked),
        law=law_of(request, asked),
        said=said_to_school(said_of(request)),
        alike=decisions_like(request),
        attachments=list(attachments_of(request)),
        confirmation=confirmation_of(request, history),
        siblings=siblings_of(current_user, request),
        decision=decision_of(request),
        letters=letters_of(request),
        decides=decides_at(current_user, request.unit_id),
        question_form=question_form,
        **words(),
        **more_words(),
    )


def law_of(request, asked) -> list:
    """What the law says of a request, in sentences, where it leaves not everything open."""
    if request.is_notice:
        return []
    codes = [why_never_granted(asked), "only_referral" if ways_out(asked) == ("referred",) else None]
    if is_too_early(asked.ground, asked.span, asked.first_weeks):
        codes.append("profession_too_early")
    return [DESK_REFUSALS[code] for code in codes if code]


def letters_of(request) -> dict:
    """Kind → the letter about a request, where there is one."""
    subject = f"leaverequest-{request.id}"
    found = {kind.rpartition("/")[2]: letters_about(kind, [subject]).get(subject) for kind in LETTERS}
    return {name: letter for name, letter in found.items() if letter}


def more_words() -> dict:
    return {
        "steps_said": EVENT_NAMES,
        "outcomes_said": OUTCOMES_SAID,
        "ground_names": GROUND_NAMES,
        "weighty": WEIGHTY,
    }
