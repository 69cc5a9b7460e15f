"""What a parent answers with one tap, signed in or not: the signed address is the proof."""

from contextlib import suppress

from flask import Blueprint, make_response, redirect, request, url_for

from webapp.absence.actions.questions import answer_question
from webapp.absence.queries.questions import is_settled, questions_by
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.rate_limits import limiter
from webapp.core.security import anyone

bp = Blueprint("answers", __name__, url_prefix="/answers")


@bp.get("/<answer_token>")
@anyone
def show(answer_token: str):
    _person, questions = questions_by(answer_token)
    now = clock.now()
    response = make_response(
        page(
            "absence/answers/show.html",
            token=answer_token,
            kind=questions[0].kind,
            settled={question.id for question in questions if is_settled(question)},
            found={question.id for question in questions if question.closed_at and not question.answer},
            questions=questions,
            is_over=now >= questions[0].expires_at,
        )
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.post("/<answer_token>")
@limiter.limit("60 per hour", key_func=lambda: f"answers:{(request.view_args or {}).get('answer_token', '')[:120]}")
@anyone
def create(answer_token: str):
    person, questions = questions_by(answer_token)
    asked = {question.id: question for question in questions}
    question = asked.get(request.form.get("question_id", 0, type=int))
    if question:
        with suppress(Refused):  # somebody answered a moment earlier, or it is over: the page says which
            answer_question(person, question, request.form.get("answer", ""))
    return redirect(url_for("answers.show", answer_token=answer_token), 303)
