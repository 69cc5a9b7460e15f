"""What somebody was told is before their eyes: the page says so by itself."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.core.security import signed_in
from webapp.notifications.actions.devices import open_notification

bp = Blueprint("opened_notifications", __name__, url_prefix="/notifications/<int:notification_id>/opened")


@bp.post("")
@signed_in
def create(notification_id: int):
    open_notification(current_user, notification_id, request.form.get("path"))
    return "", 204
