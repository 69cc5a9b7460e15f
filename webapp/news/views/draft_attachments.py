"""The papers of a draft: added and taken away."""

from flask import Blueprint, render_template
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import asks_for_part
from webapp.core.rate_limits import limiter
from webapp.news.actions.attachments import remove_attachment
from webapp.news.queries.drafts import draft_paper_of, sheet_of
from webapp.news.views.drafts import back_to, by_author, kept_with_files, refusing
from webapp.schools.policies import staff_only

bp = Blueprint("draft_attachments", __name__, url_prefix="/news/drafts/attachments")


@bp.post("")
@limiter.limit("100 per hour", key_func=by_author("draft-attachments"))
@staff_only
def create():
    try:
        _form, _choices, draft = kept_with_files()
        if draft is None:
            raise Refused("no_paper")
    except Refused as refusal:
        return refusing(refusal)
    if not asks_for_part():
        return back_to(draft, "files-title")
    return render_template("news/drafts/_files.html", sheet=sheet_of(draft, ()))


@bp.post("/<int:draft_file_id>/removal")
@staff_only
def destroy(draft_file_id):
    paper = draft_paper_of(current_user, draft_file_id)
    try:
        if not asks_for_part():
            kept_with_files()
        remove_attachment(current_user, paper)
    except Refused as refusal:
        return refusing(refusal)
    return ("", 204) if asks_for_part() else back_to(paper.draft, "files-title")
