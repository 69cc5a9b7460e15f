"""The school says that what was urgent is over."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only
from webapp.urgent.actions.messages import end_message
from webapp.urgent.phrases import REFUSALS
from webapp.urgent.queries.messages import message_answered_for

bp = Blueprint("urgent_endings", __name__, url_prefix="/urgent/<int:message_id>/ending")


@bp.get("")
@staff_only
def new(message_id: int):
    return page("urgent/endings/new.html", message=message_answered_for(current_user, message_id))


@bp.post("")
@staff_only
def create(message_id: int):
    message = message_answered_for(current_user, message_id)
    try:
        end_message(current_user, message)
        flash(_("Het spoedbericht is beëindigd. De rode balk is weg."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "warning")
    return redirect(url_for("urgent_boards.show", message_id=message.id), 303)
