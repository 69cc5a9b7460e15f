"""In uw eigen agenda: the private addresses for a calendar program."""

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.school_calendar.actions.addresses import end_address, make_address
from webapp.school_calendar.queries.addresses import address_of, addresses_of, last_address_of
from webapp.schools.policies import guardian_only
from webapp.schools.queries.own_children import child_of, own_children_of

bp = Blueprint("calendar_addresses", __name__, url_prefix="/calendar/addresses")


@bp.get("")
@guardian_only
def index():
    return overview()


def overview(secret: str = "", is_repeated: bool = False) -> str:
    site = current_app.config["SETTINGS"].SITE_ADDRESS
    path = url_for("calendar_feeds.show", secret=secret) if secret else ""
    return page(
        "school_calendar/addresses/index.html",
        addresses=list(addresses_of(current_user)),
        children=list(own_children_of(current_user)),
        last=last_address_of(current_user),
        is_repeated=is_repeated,
        made=f"{site}{path}" if path else "",
        webcal=f"webcal://{site.partition('://')[2]}{path}" if path else "",
    )


@bp.post("")
@limiter.limit("20 per hour", key_func=lambda: f"calendar-address:{getattr(current_user, 'id', None)}")
@guardian_only
def create():
    child_id = request.form.get("child", type=int)
    child = child_of(current_user, child_id) if child_id else None
    names_children, after = "names_children" in request.form, request.form.get("after", type=int)
    try:
        return overview(make_address(current_user, child, names_children, after=after))
    except Refused:
        return overview(is_repeated=True), 409


@bp.post("/<int:address_id>/ending")
@guardian_only
def destroy(address_id: int):
    end_address(current_user, address_of(current_user, address_id))
    flash(_("Dit adres werkt niet meer."), "success")
    return redirect(url_for(".index"), 303)
