"""Who works at a unit: shown, added, changed."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.actions.staff import add_staff_member, change_staff_member
from webapp.schools.forms.staff import NewStaffMemberForm, StaffMemberForm
from webapp.schools.phrases import ROLES, STAFF_REFUSALS
from webapp.schools.policies import office_or_admin
from webapp.schools.queries.groups import open_groups_of
from webapp.schools.queries.staff import (
    appointable_roles_of,
    changeable_staff_member_of,
    group_names_taught,
    groups_taught_by,
    staff_of,
    staffed_unit_of,
)
from webapp.schools.queries.standing import standing_of

bp = Blueprint("staff_members", __name__)


@bp.get("/units/<int:unit_id>/staff")
@office_or_admin
def index(unit_id):
    unit = staffed_unit_of(current_user, unit_id)
    members, roles = list(staff_of(unit)), appointable_roles_of(current_user, unit)
    uninvited = [member for member in members if not member.person and member.role in roles]
    return page(
        "schools/staff_members/index.html",
        unit=unit,
        members=members,
        group_names=group_names_taught(members),
        appointable=roles,
        to_invite=sum(1 for member in uninvited if member.email),
        without_address=sum(1 for member in uninvited if not member.email),
        roles=ROLES[unit.kind],
        is_managed=unit.id in standing_of(current_user).managed_units,
    )


@bp.get("/units/<int:unit_id>/staff/new")
@office_or_admin
def new(unit_id):
    unit = staffed_unit_of(current_user, unit_id)
    form = offered(NewStaffMemberForm(), unit, open_groups_of(unit))
    return page("schools/staff_members/new.html", unit=unit, form=form)


@bp.post("/units/<int:unit_id>/staff")
@office_or_admin
def create(unit_id):
    unit = staffed_unit_of(current_user, unit_id)
    groups = list(open_groups_of(unit))
    form = offered(NewStaffMemberForm(request.form), unit, groups)
    if form.validate():
        try:
            add_staff_member(current_user, unit, form.name.data, form.email.data, form.role.data, form.chosen(groups))
            flash(_("%(name)s staat erbij. Nodig hem of haar nu uit.", name=form.name.data), "success")
            return redirect(url_for("staff_members.index", unit_id=unit.id), 303)
        except Refused as refusal:
            form.refuse(STAFF_REFUSALS[refusal.code])
    return page("schools/staff_members/new.html", unit=unit, form=form), 422


def offered(form, unit, groups):
    """The form with the groups of the unit, and the functions that this person may give there."""
    return form.offer(groups).offer_roles(appointable_roles_of(current_user, unit), ROLES[unit.kind])


@bp.get("/staff/<int:member_id>")
@office_or_admin
def edit(member_id):
    member = changeable_staff_member_of(current_user, member_id)
    form = StaffMemberForm(data={"name": member.name, "email": member.email, "groups": groups_taught_by(member)})
    return editing(member, form.offer(open_groups_of(member.unit)))


@bp.post("/staff/<int:member_id>")
@office_or_admin
def update(member_id):
    member = changeable_staff_member_of(current_user, member_id)
    groups = list(open_groups_of(member.unit))
    form = StaffMemberForm(request.form).offer(groups)
    if form.validate():
        try:
            change_staff_member(current_user, member, form.name.data, form.email.data, form.chosen(groups))
            flash(_("De gegevens zijn opgeslagen."), "success")
            return redirect(url_for("staff_members.index", unit_id=member.unit_id), 303)
        except Refused as refusal:
            form.refuse(STAFF_REFUSALS[refusal.code])
    return editing(member, form), 422


def editing(member, form):
    return page("schools/staff_members/edit.html", member=member, form=form, roles=ROLES[member.unit.kind])
