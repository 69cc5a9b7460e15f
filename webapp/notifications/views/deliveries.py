"""What a unit sent: to whom, when, by which way, and why something was not."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.paging import one_page
from webapp.notifications.phrases import CHANNELS, STATES, reason
from webapp.notifications.queries.addresses import troubled_addresses_seen_by
from webapp.notifications.queries.deliveries import deliveries_seen_by
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("deliveries", __name__, url_prefix="/units/<int:unit_id>/deliveries")


@bp.get("")
@office_only
def index(unit_id: int):
    unit = managed_unit_of(current_user, unit_id)
    only_failed = request.args.get("only") == "failed"
    rows, turn = one_page(deliveries_seen_by(current_user, unit.id, only_failed))
    return page(
        "notifications/deliveries/index.html",
        unit=unit,
        rows=rows,
        turn=turn,
        only_failed=only_failed,
        troubled=troubled_addresses_seen_by(current_user, unit.id),
        channels=CHANNELS,
        states=STATES,
        reason=reason,
    )
