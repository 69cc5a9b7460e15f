"""The papers of posts, as downloads: no browser opens one within a page of ours."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.files import kept_paper
from webapp.core.security import signed_in
from webapp.news.queries.photos import attachment_for

bp = Blueprint("attachments", __name__, url_prefix="/attachments/<int:file_id>")


@bp.get("")
@signed_in
def show(file_id):
    attachment = attachment_for(current_user, file_id)
    return kept_paper(attachment.file, attachment.name)
