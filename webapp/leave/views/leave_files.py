"""A file that a family sent with a request, for who decides on it."""

from flask import Blueprint, Response
from flask_login import current_user

from webapp.core.files import path_of
from webapp.leave.actions.questions import look_at_attachment
from webapp.leave.queries.desk import attachment_seen_by
from webapp.schools.policies import office_only

bp = Blueprint("leave_files", __name__, url_prefix="/leave-requests/<int:request_id>/attachments/<int:attachment_id>")

KINDS = {"pdf": "application/pdf", "webp": "image/webp"}


@bp.get("")
@office_only
def show(request_id, attachment_id):
    attachment = attachment_seen_by(current_user, request_id, attachment_id)
    look_at_attachment(current_user, attachment)
    kind = attachment.file.rpartition(".")[2]
    how = "inline" if kind in KINDS else "attachment"
    return Response(
        path_of(attachment.file).read_bytes(),
        mimetype=KINDS.get(kind, "application/octet-stream"),
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'{how}; filename="bijlage-{attachment.id}.{kind}"',
        },
    )
