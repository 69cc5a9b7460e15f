"""A guardian confirms having read an urgent message."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.i18n import _
from webapp.core.security import signed_in
from webapp.urgent.actions.messages import confirm_message
from webapp.urgent.queries.messages import message_for

bp = Blueprint("urgent_confirmations", __name__, url_prefix="/urgent/<int:message_id>/confirmation")


@bp.post("")
@signed_in
def create(message_id: int):
    confirm_message(current_user, message_for(current_user, message_id))
    flash(_("Dank u. De school weet nu dat u dit gelezen hebt."), "success")
    return redirect(url_for("posts.index"), 303)
