"""A notification to try whether a device shows what it is told, and how far it is."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from webapp.accounts.views.visitor import this_person
from webapp.core import clock
from webapp.core.htmx import answer, asks_for_part
from webapp.core.rate_limits import limiter
from webapp.core.security import signed_in
from webapp.notifications.actions.devices import TEST_LASTS, try_device
from webapp.notifications.queries.devices import device_of, last_test_of

bp = Blueprint("device_tests", __name__, url_prefix="/account/notifications/devices/<int:device_id>/test")


@bp.post("")
@limiter.limit("20 per 10 minutes", key_func=this_person)
@signed_in
def create(device_id: int):
    device = device_of(current_user, device_id)
    try_device(device)
    return state_of(device)


@bp.get("")
@signed_in
def show(device_id: int):
    device = device_of(current_user, device_id)
    return state_of(device) if asks_for_part() else redirect(url_for("devices.edit"), 303)


def state_of(device: Any) -> Any:
    test = last_test_of(device, clock.now() - TEST_LASTS)
    return answer("notifications/device_tests/show.htmx.html", url_for("devices.edit"), device=device, test=test)
