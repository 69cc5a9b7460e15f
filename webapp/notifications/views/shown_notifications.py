"""A device says that it showed a notification: signed in or not, the token proves which one."""

from flask import Blueprint, abort

from webapp.core.security import anyone, csrf
from webapp.notifications.actions.devices import report_shown

bp = Blueprint("shown_notifications", __name__, url_prefix="/notifications/shown")
csrf.exempt(bp)  # the service worker has no token of a form, and no need of one


@bp.post("/<delivery_token>")
@anyone
def create(delivery_token: str):
    if not report_shown(delivery_token):
        abort(404)
    return "", 204
