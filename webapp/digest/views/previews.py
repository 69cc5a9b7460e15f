"""What a family would read in the digest now: for the office of the unit, by group, nothing of anybody's own."""

from flask import Blueprint, request
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.digest.phrases import SUBJECT
from webapp.digest.queries.contents import digest_of_group
from webapp.digest.queries.previews import groups_to_show_of
from webapp.digest.rules.weeks import next_saturday
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("digest_previews", __name__, url_prefix="/units/<int:unit_id>/digest/preview")


@bp.get("")
@office_only
def show(unit_id: int):
    unit = managed_unit_of(current_user, unit_id)
    groups, group = groups_to_show_of(unit, request.args.get("group", type=int))
    saturday = next_saturday(clock.now().astimezone(clock.SCHOOL_ZONE), unit.digest_hour)
    return page(
        "digest/previews/show.html",
        unit=unit,
        group=group,
        groups=groups,
        parts=digest_of_group(group, saturday) if group else [],
        saturday=saturday,
        subject=str(SUBJECT) % {"unit": unit.name},
    )
