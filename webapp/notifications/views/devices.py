"""The devices on which somebody sees notifications, this one first."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from webapp.accounts.views.visitor import this_device, this_person, this_session
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import answer, asks_for_part, page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.core.security import csrf, signed_in
from webapp.notifications.actions.devices import TEST_LASTS, connect_device, end_device, update_device
from webapp.notifications.forms import DeviceForm, SubscriptionForm, subscription_in
from webapp.notifications.phrases import DEVICE_REFUSALS, WEEK_DAYS
from webapp.notifications.queries.devices import device_in, device_of, devices_of, last_test_of

bp = Blueprint("devices", __name__, url_prefix="/account/notifications")

LONGEST_SUBSCRIPTION = 16 * 1024  # bytes


@bp.get("/device")
@signed_in
def edit():
    device = device_in(this_session())
    form = DeviceForm(obj=device) if device else None
    return device_page(device, form)


def device_page(device: Any, form: DeviceForm | None) -> str:
    others = [other for other in devices_of(current_user) if not device or other.id != device.id]
    test = last_test_of(device, clock.now() - TEST_LASTS) if device else None
    shown = {"device": device, "form": form, "others": others, "test": test, "week_days": WEEK_DAYS}
    return page("notifications/devices/edit.html", block="settings", **shown)


@bp.post("/devices")
@limiter.limit("60 per hour", key_func=this_person)
@csrf.exempt  # the service worker has no token; other sites are refused by Sec-Fetch-Site
@signed_in
def create():
    request.max_content_length = LONGEST_SUBSCRIPTION
    sent: Any = request.get_json(silent=True)
    form = SubscriptionForm(MultiDict(subscription_in(sent)))
    if not form.validate():
        return refusal_of("bad_subscription")
    try:
        is_asked = sent.get("asked") is True
        device = connect_device(current_user, this_session(), name=this_device(), is_asked=is_asked, **form.values)
    except Refused as refusal:
        return refusal_of(refusal.code)
    return {"id": device.id}


def refusal_of(code: str) -> tuple[dict[str, Any], int]:
    return {"error": str(DEVICE_REFUSALS[code])}, 410 if code == "turned_off" else 400


@bp.post("/devices/<int:device_id>")
@signed_in
def update(device_id: int):
    device, form = device_of(current_user, device_id), DeviceForm(request.form)
    if not form.validate():
        return device_page(device, form), 422
    update_device(device, **form.values)
    if not asks_for_part():
        flash(_("Uw keuze is opgeslagen."), "success")
    return answer("notifications/devices/update.htmx.html", back_to=url_for(".edit"), device=device, form=form)


@bp.post("/devices/<int:device_id>/removal")
@signed_in
def destroy(device_id: int):
    end_device(device_of(current_user, device_id), "removed")
    flash(_("Op dat apparaat komen geen meldingen meer."), "success")
    return redirect(url_for(".edit"), 303)
