"""The end of somebody's function, after a page that says exactly what happens."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.actions.staff import end_function
from webapp.schools.phrases import ROLES, STAFF_REFUSALS
from webapp.schools.policies import office_or_admin
from webapp.schools.queries.staff import changeable_staff_member_of, other_functions_of

bp = Blueprint("staff_endings", __name__, url_prefix="/staff/<int:member_id>/ending")


@bp.get("")
@office_or_admin
def new(member_id):
    member = changeable_staff_member_of(current_user, member_id)
    has_others = bool(member.person_id) and other_functions_of(member).exists()
    return page("schools/staff_endings/new.html", member=member, has_others=has_others, roles=ROLES[member.unit.kind])


@bp.post("")
@office_or_admin
def create(member_id):
    member = changeable_staff_member_of(current_user, member_id)
    try:
        end_function(current_user, member)
        flash(_("De functie van %(name)s is beëindigd.", name=member.name), "success")
    except Refused as refusal:
        flash(STAFF_REFUSALS[refusal.code], "error")
    return redirect(url_for("staff_members.index", unit_id=member.unit_id), 303)
