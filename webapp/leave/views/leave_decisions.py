"""The director decides: for brothers and sisters at once, with ground and reason."""

from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _, moment
from webapp.leave.actions.decisions import decide_requests, given_with, problem_with
from webapp.leave.forms.desk import DecisionForm
from webapp.leave.phrases.desk import DESK_REFUSALS, OUTCOME_NAMES, OUTCOMES_SAID, decided_by_other
from webapp.leave.phrases.requests import GROUND_NAMES
from webapp.leave.queries.desk import asked_of, asked_together, request_decided_by
from webapp.leave.queries.requests import decision_of
from webapp.leave.rules.decisions import DECIDED_GROUNDS, WEIGHTY, Asked, ways_out
from webapp.leave.views.unit_leave import words
from webapp.schools.policies import director_only

bp = Blueprint("leave_decisions", __name__, url_prefix="/leave-requests/<int:request_id>/decision")


class Piece(NamedTuple):
    """What is decided for one child: the request, what the law leaves open, and the form; none where it only refers."""

    request: Any
    asked: Asked
    ways: tuple[str, ...]
    form: DecisionForm | None


@bp.get("")
@director_only
def new(request_id):
    leave_request = request_decided_by(current_user, request_id)
    pieces = pieces_of(leave_request, None)
    if not any(piece.request.id == leave_request.id for piece in pieces):
        return already_decided(leave_request)
    return decide_page(leave_request, pieces)


@bp.post("")
@director_only
def create(request_id):
    leave_request = request_decided_by(current_user, request_id)
    pieces = pieces_of(leave_request, request.form)
    if not any(piece.request.id == leave_request.id for piece in pieces):
        return already_decided(leave_request)
    if not are_valid(pieces):
        return decide_page(leave_request, pieces), 422
    try:
        decide_requests(current_user, choices_of_pieces(pieces))
    except Refused as refusal:
        return refused(leave_request, pieces, refusal)
    flash(_("Het besluit is genomen. De ouders krijgen een melding; de brief staat klaar."), "success")
    return redirect(url_for("leave_desk.show", request_id=leave_request.id), 303)


def refused(leave_request, pieces, refusal):
    """Somebody else was first, which is said on the page of the request; or something has to be changed."""
    if refusal.code in ("moved_on", "nobody_to_decide"):
        return already_decided(leave_request)
    for piece in pieces:
        if piece.form and piece.request.id == refusal.values.get("request_id"):
            piece.form.refuse(DESK_REFUSALS[refusal.code])
    return decide_page(leave_request, pieces), 422


def already_decided(leave_request):
    """The one who was second is told what the first decided."""
    decision = decision_of(leave_request)
    if decision is None:
        flash(DESK_REFUSALS["moved_on"], "error")
    else:
        is_own = decision.decided_by_id == current_user.id
        flash(
            decided_by_other(decision.decided_by_name, decision.outcome, moment(decision.decided_at)),
            "success" if is_own else "error",
        )
    return redirect(url_for("leave_desk.show", request_id=leave_request.id), 303)


def pieces_of(leave_request, typed) -> list[Piece]:
    """A form for each child of the batch that can still be decided."""
    return [piece_of(one, typed) for one in asked_together(current_user, leave_request)]


def piece_of(one, typed) -> Piece:
    asked = asked_of(one)
    ways = ways_out(asked)
    if ways == ("referred",):
        return Piece(one, asked, ways, None)
    start = {"ground": one.ground if one.ground in DECIDED_GROUNDS else WEIGHTY} | {
        name: getattr(one, name) for name in ("first_day", "last_day", "starts_at", "ends_at")
    }
    if len(ways) == 1:
        start["outcome"] = ways[0]
    return Piece(one, asked, ways, DecisionForm(typed, prefix=f"r{one.id}-", data=start).offer(ways, one.ground))


def are_valid(pieces) -> bool:
    """Whether all forms are; each says what is wrong with it, also by the law."""
    forms = [piece.form for piece in pieces if piece.form]
    wrong = [form for form in forms if not form.validate()]
    if wrong:
        return False
    for piece in pieces:
        problem = problem_with(piece.form.choice_for(piece.request)) if piece.form else None
        if problem:
            piece.form.refuse(DESK_REFUSALS[problem])
    return not any(form.form_errors for form in forms)


def choices_of_pieces(pieces) -> list:
    return [piece.form.choice_for(piece.request) for piece in pieces if piece.form]


def decide_page(leave_request, pieces) -> str:
    return page("leave/desk/decide.html", request=leave_request, pieces=pieces, **words(), **decision_words())


def review_page(leave_request, pieces) -> str:
    """What happens exactly, before it does."""
    chosen = [(piece, given_with(piece.form.choice_for(piece.request))) for piece in pieces if piece.form]
    return page("leave/desk/review.html", request=leave_request, chosen=chosen, **words(), **decision_words())


def decision_words() -> dict:
    return {
        "outcome_names": OUTCOME_NAMES,
        "outcomes_said": OUTCOMES_SAID,
        "ground_names": GROUND_NAMES,
        "refusals": DESK_REFUSALS,
        "weighty": WEIGHTY,
    }
