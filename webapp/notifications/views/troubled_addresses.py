"""Whom no mail reaches is told so on top of every page, wherever they come in."""

from typing import Any

from flask import Blueprint, current_app, request, session
from flask_login import current_user

from webapp.core import clock
from webapp.core.security import policy_of
from webapp.notifications.queries.deliveries import address_trouble_of

bp = Blueprint("troubled_addresses", __name__)


@bp.before_app_request
def look_once_a_day() -> None:
    """The answer stays in the cookie until tomorrow: pages are asked for far more often than addresses break."""
    policy = policy_of(current_app.view_functions.get(request.endpoint or ""))
    is_page = request.method == "GET" and policy is not None and not policy.is_open
    if is_page and current_user.is_authenticated and session.get("address_seen_on") != clock.today().isoformat():
        keep_trouble()


def keep_trouble() -> Any:
    """Look now; what there is, if anything."""
    trouble = address_trouble_of(current_user)
    session["address_seen_on"] = clock.today().isoformat()
    session["troubled_address"] = trouble.email if trouble else None
    return trouble
