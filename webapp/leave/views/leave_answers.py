"""The answer to what the school asked."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.leave.actions.answers import answer_question
from webapp.leave.actions.attachments import keep_papers
from webapp.leave.forms.requests import AnswerForm, PapersForm
from webapp.leave.phrases.requests import refused
from webapp.leave.queries.requests import leave_request_of
from webapp.leave.views.leave_requests import OF_PAPERS, sent_papers, show_page
from webapp.schools.policies import guardian_only

bp = Blueprint("leave_answers", __name__, url_prefix="/leave/<int:request_id>/answers")


@bp.post("")
@limiter.limit("60 per hour", key_func=lambda: f"leave-answers:{getattr(current_user, 'id', None)}")
@guardian_only
def create(request_id: int):
    leave, form = leave_request_of(current_user, request_id), AnswerForm(request.form)
    if form.validate():
        try:
            answer_question(current_user, leave, form.text.data, keep_papers(sent_papers()))
            flash(_("Uw antwoord is verstuurd."), "success")
            return redirect(url_for("leave_requests.show", request_id=leave.id), 303)
        except Refused as refusal:
            field = form.papers if refusal.code in OF_PAPERS else form.text
            field.errors = [refused(refusal.code, refusal.values)]
    return show_page(leave, form, PapersForm()), 422
