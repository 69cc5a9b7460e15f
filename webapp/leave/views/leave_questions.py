"""The school asks the family something about a request."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.credentials import new_token
from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.leave.actions.questions import ask_question
from webapp.leave.forms.desk import QuestionForm
from webapp.leave.phrases.desk import DESK_REFUSALS
from webapp.leave.queries.desk import request_seen_by
from webapp.leave.views.leave_desk import request_page
from webapp.schools.policies import office_only

bp = Blueprint("leave_questions", __name__, url_prefix="/leave-requests/<int:request_id>/questions")


@bp.post("")
@limiter.limit("60 per hour", key_func=lambda: f"leave-questions:{getattr(current_user, 'id', None)}")
@office_only
def create(request_id):
    leave_request, form = request_seen_by(current_user, request_id), QuestionForm(request.form)
    if not form.validate():
        return request_page(leave_request, form), 422
    try:
        ask_question(current_user, leave_request, form.text.data, form.key.data or new_token())
        flash(_("Uw vraag is gestuurd. U ziet hier het antwoord."), "success")
    except Refused as refusal:
        flash(DESK_REFUSALS[refusal.code], "error")
    return redirect(url_for("leave_desk.show", request_id=leave_request.id), 303)
