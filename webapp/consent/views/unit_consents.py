"""The office's overview: where parents disagree, and who has not chosen yet."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.consent.phrases import CHOICES, recorded_said
from webapp.consent.queries.removals import removals_for
from webapp.consent.queries.unchosen import overview_of
from webapp.core.htmx import page
from webapp.schools.policies import office_only
from webapp.schools.queries.children import group_names_of
from webapp.schools.queries.groups import open_groups_of
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("unit_consents", __name__, url_prefix="/units/<int:unit_id>/consents")


@bp.get("")
@office_only
def index(unit_id: int):
    unit, group_id = managed_unit_of(current_user, unit_id), request.args.get("group", type=int)
    stands, groups = overview_of(unit, group_id), list(open_groups_of(unit))
    group_names = group_names_of(unit, stands.left)
    return page(
        "consent/unit_consents/index.html",
        block="counts",
        unit=unit,
        stands=stands,
        groups=groups,
        group_id=group_id,
        group_names=group_names,
        by_group=stands.counted_by(groups, group_names) if stands.is_long and not group_id else [],
        removals=sum(one.answered_at is None for one in removals_for(current_user) if one.unit_id == unit.id),
        choices=CHOICES,
        recorded_said=recorded_said,
    )
