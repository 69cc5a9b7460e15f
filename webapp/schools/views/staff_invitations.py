"""Inviting who works here by mail: one, or all who were never invited."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import ngettext
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.schools.actions.staff import invite_staff_member, invite_uninvited_staff
from webapp.schools.phrases import STAFF_REFUSALS
from webapp.schools.policies import office_or_admin
from webapp.schools.queries.staff import changeable_staff_member_of, staffed_unit_of

bp = Blueprint("staff_invitations", __name__, url_prefix="/units/<int:unit_id>/staff/invitations")


@bp.post("")
@limiter.limit("60 per hour", key_func=lambda: f"invite:{getattr(current_user, 'id', None)}")
@office_or_admin
def create(unit_id):
    unit = staffed_unit_of(current_user, unit_id)
    member_id = request.form.get("member", type=int)
    try:
        if member_id:
            member = changeable_staff_member_of(current_user, member_id)
            invite_staff_member(current_user, member)
            flash(_("%(name)s krijgt een uitnodiging per mail.", name=member.name), "success")
        else:
            number = invite_uninvited_staff(current_user, unit)
            flash(ngettext("1 uitnodiging gaat nu weg.", "%(num)s uitnodigingen gaan nu weg.", number), "success")
    except Refused as refusal:
        flash(STAFF_REFUSALS[refusal.code], "error")
    return redirect(url_for("staff_members.index", unit_id=unit.id), 303)
