"""The papers of a request: opened by the family and who decides, added by the family until it is decided."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.files import kept_paper
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.core.security import signed_in
from webapp.leave.actions.attachments import attach_papers, keep_papers, open_paper
from webapp.leave.forms.requests import AnswerForm, PapersForm
from webapp.leave.phrases.requests import refused
from webapp.leave.queries.requests import attachment_for, leave_request_of
from webapp.leave.views.leave_requests import sent_papers, show_page
from webapp.schools.policies import guardian_only

bp = Blueprint("leave_attachments", __name__, url_prefix="/leave/<int:request_id>/attachments")


@bp.post("")
@limiter.limit("30 per hour", key_func=lambda: f"leave-papers:{getattr(current_user, 'id', None)}")
@guardian_only
def create(request_id: int):
    leave, form = leave_request_of(current_user, request_id), PapersForm()
    try:
        sent = sent_papers()
        if not sent:
            raise Refused("no_file")
        attach_papers(current_user, leave, keep_papers(sent))
        flash(_("De bijlage is toegevoegd."), "success")
        return redirect(url_for("leave_requests.show", request_id=leave.id), 303)
    except Refused as refusal:
        form.papers.errors = [refused(refusal.code, refusal.values)]
    return show_page(leave, AnswerForm(), form), 422


@bp.get("/<int:attachment_id>")
@signed_in
def show(request_id: int, attachment_id: int):
    attachment = attachment_for(current_user, request_id, attachment_id)
    return kept_paper(open_paper(current_user, attachment), attachment.name)
