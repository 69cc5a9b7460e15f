"""Children: who goes to a unit, and one child's own page."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.paging import one_page
from webapp.schools.actions.children import add_child, change_child
from webapp.schools.forms.children import ChildForm, NewChildForm
from webapp.schools.phrases import AUTHORITIES, CHILD_REFUSALS, CODE_STATES, INFORMATIONS
from webapp.schools.policies import office_only, staff_only
from webapp.schools.queries.children import (
    children_in,
    code_row_of,
    former_children_of,
    group_names_of,
    managed_child_or_none,
    present_child_of,
    taught_child_of,
)
from webapp.schools.queries.enrolments import enrolments_of, groups_shared_with
from webapp.schools.queries.groups import open_groups_of
from webapp.schools.queries.guardianships import contacts_of, guardianships_of, open_links_of
from webapp.schools.queries.standing import managed_unit_of, standing_of

bp = Blueprint("children", __name__)


@bp.get("/units/<int:unit_id>/children")
@office_only
def index(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    search, group_id = request.args.get("search", "").strip()[:100], request.args.get("group", type=int)
    is_former = request.args.get("show") == "former"
    found = former_children_of(unit, search) if is_former else children_in(unit, search, group_id)
    children, turn = one_page(found)
    return page(
        "schools/children/index.html",
        block="children",
        unit=unit,
        groups=list(open_groups_of(unit)),
        search=search,
        group_id=group_id,
        is_former=is_former,
        children=children,
        turn=turn,
        group_names=group_names_of(unit, [child.id for child in children]),
    )


@bp.get("/units/<int:unit_id>/children/new")
@office_only
def new(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    form = NewChildForm(data={"starts_on": clock.today(), "group": request.args.get("group", type=int)})
    return page("schools/children/new.html", unit=unit, form=form.offer(open_groups_of(unit)))


@bp.post("/units/<int:unit_id>/children")
@office_only
def create(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    groups = list(open_groups_of(unit))
    form, known_id = NewChildForm(request.form).offer(groups), None
    if form.validate():
        try:
            child = add_child(current_user, form.chosen(groups), **form.about)
            flash(_("%(child)s staat erbij. Maak nu een brief met koppelcode.", child=child.given_name), "success")
            return redirect(url_for("children.show", child_id=child.id), 303)
        except Refused as refusal:
            known_id = refusal.values.get("child_id")
            form.refuse(CHILD_REFUSALS[refusal.code])
    return page("schools/children/new.html", unit=unit, form=form, known_id=known_id), 422


@bp.get("/children/<int:child_id>")
@staff_only
def show(child_id):
    child = managed_child_or_none(current_user, child_id)
    if child is None:
        return shown_to_teacher(taught_child_of(current_user, child_id))
    today = clock.today()
    enrolments = list(enrolments_of(child, current_user))
    guardianships = list(guardianships_of(child, current_user))
    units = {row.group.unit_id: row.group.unit for row in enrolments if not row.ends_on or row.ends_on > today}
    return page(
        "schools/children/show.html",
        child=child,
        enrolments=enrolments,
        units=list(units.values()),
        codes={unit.id: code_row_of(child, unit) for unit in units.values()},
        guardianships=guardianships,
        links=open_links_of(guardianships),
        managed=standing_of(current_user).managed_units,
        authorities=AUTHORITIES,
        informations=INFORMATIONS,
        code_states=CODE_STATES,
        today=today,
    )


def shown_to_teacher(child):
    groups = list(groups_shared_with(current_user, child))
    contacts = contacts_of([child.id], {group.unit_id for group in groups})
    return page("schools/children/show_to_teacher.html", child=child, groups=groups, contacts=contacts)


@bp.get("/children/<int:child_id>/edit")
@office_only
def edit(child_id):
    child = present_child_of(current_user, child_id)
    return page("schools/children/edit.html", child=child, form=ChildForm(obj=child))


@bp.post("/children/<int:child_id>")
@office_only
def update(child_id):
    child = present_child_of(current_user, child_id)
    form = ChildForm(request.form)
    if form.validate():
        try:
            change_child(current_user, child, **form.values)
            flash(_("De gegevens zijn opgeslagen."), "success")
            return redirect(url_for("children.show", child_id=child.id), 303)
        except Refused as refusal:
            form.refuse(CHILD_REFUSALS[refusal.code])
    return page("schools/children/edit.html", child=child, form=form), 422
