"""Meldingen: of what somebody wants to hear, and how."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.accounts.views.visitor import this_session
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.security import signed_in
from webapp.notifications.actions.preferences import choose_ways
from webapp.notifications.phrases import KIND_NAMES
from webapp.notifications.queries.devices import device_in, devices_of
from webapp.notifications.queries.preferences import Ways, preferences_of
from webapp.notifications.rules import BY_MAIL_ONLY
from webapp.notifications.views.troubled_addresses import keep_trouble

bp = Blueprint("preferences", __name__, url_prefix="/account/notifications")


@bp.get("")
@signed_in
def edit():
    return page(
        "notifications/preferences/edit.html",
        chosen=preferences_of(current_user),
        kinds=KIND_NAMES,
        by_mail_only=BY_MAIL_ONLY,
        trouble=keep_trouble(),
        has_device=bool(devices_of(current_user)),
        device=device_in(this_session()),
    )


@bp.post("")
@signed_in
def update():
    ticked = set(request.form.getlist("ways"))
    choose_ways(current_user, {kind: Ways(f"{kind}-push" in ticked, f"{kind}-mail" in ticked) for kind in KIND_NAMES})
    flash(_("Uw keuze is opgeslagen."), "success")
    return redirect(url_for("preferences.edit"), 303)
