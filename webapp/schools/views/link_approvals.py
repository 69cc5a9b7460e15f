"""The office's say in a link that waits: approve it or refuse it."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.schools.actions.links import approve_link, refuse_link
from webapp.schools.phrases import LINK_REFUSALS
from webapp.schools.policies import office_only
from webapp.schools.queries.links import managed_link_of

bp = Blueprint("link_approvals", __name__, url_prefix="/links/<int:link_id>")


@bp.post("/approval")
@office_only
def create(link_id):
    return decide(link_id, approve_link, _("De koppeling is goedgekeurd. De ouder krijgt een mail."))


@bp.post("/refusal")
@office_only
def destroy(link_id):
    return decide(link_id, refuse_link, _("De koppeling is geweigerd. De koppelcode werkt niet meer."))


def decide(link_id: int, action: Callable, sentence: str) -> Response:
    link = managed_link_of(current_user, link_id)
    try:
        action(current_user, link)
        flash(sentence, "success")
    except Refused as refusal:
        flash(LINK_REFUSALS[refusal.code], "error")
    return redirect(url_for("links.index", unit_id=link.unit_id), 303)
