"""In which group a child is: placed, moved from a day on, or ended."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.actions.children import end_enrolment, move_child, place_child
from webapp.schools.forms.children import EndingForm, MoveForm, PlaceForm
from webapp.schools.phrases import CHILD_REFUSALS
from webapp.schools.policies import office_only
from webapp.schools.queries.children import managed_child_of
from webapp.schools.queries.enrolments import managed_enrolment_of
from webapp.schools.queries.groups import managed_groups_of, open_groups_of

bp = Blueprint("enrolments", __name__)


@bp.get("/children/<int:child_id>/enrolments/new")
@office_only
def new(child_id):
    child = managed_child_of(current_user, child_id)
    form = PlaceForm(data={"starts_on": clock.today()}).offer(managed_groups_of(current_user))
    return page("schools/enrolments/new.html", child=child, form=form)


@bp.post("/children/<int:child_id>/enrolments")
@office_only
def create(child_id):
    child = managed_child_of(current_user, child_id)
    groups = list(managed_groups_of(current_user))
    form = PlaceForm(request.form).offer(groups)
    if form.validate():
        try:
            place_child(current_user, child, form.chosen(groups), form.starts_on.data)
            return back_to_child(child.id)
        except Refused as refusal:
            form.refuse(CHILD_REFUSALS[refusal.code])
    return page("schools/enrolments/new.html", child=child, form=form), 422


@bp.get("/enrolments/<int:enrolment_id>")
@office_only
def edit(enrolment_id):
    enrolment = managed_enrolment_of(current_user, enrolment_id)
    today = {"day": clock.today()}
    return editing(enrolment, MoveForm(data=today).offer(others(enrolment)), EndingForm(data=today, prefix="ending-"))


@bp.post("/enrolments/<int:enrolment_id>")
@office_only
def update(enrolment_id):
    enrolment = managed_enrolment_of(current_user, enrolment_id)
    groups = others(enrolment)
    form = MoveForm(request.form).offer(groups)
    if form.validate():
        try:
            move_child(current_user, enrolment, form.chosen(groups), form.day.data)
            return back_to_child(enrolment.child_id)
        except Refused as refusal:
            form.refuse(CHILD_REFUSALS[refusal.code])
    return editing(enrolment, form, EndingForm(data={"day": clock.today()}, prefix="ending-")), 422


@bp.post("/enrolments/<int:enrolment_id>/ending")
@office_only
def destroy(enrolment_id):
    enrolment = managed_enrolment_of(current_user, enrolment_id)
    form = EndingForm(request.form, prefix="ending-")
    if form.validate():
        try:
            end_enrolment(current_user, enrolment, form.day.data)
            return back_to_child(enrolment.child_id)
        except Refused as refusal:
            form.refuse(CHILD_REFUSALS[refusal.code])
    return editing(enrolment, MoveForm(data={"day": clock.today()}).offer(others(enrolment)), form), 422


def others(enrolment):
    """The other groups of the same unit."""
    return [group for group in open_groups_of(enrolment.group.unit) if group.id != enrolment.group_id]


def editing(enrolment, form, ending):
    return page("schools/enrolments/edit.html", enrolment=enrolment, form=form, ending=ending)


def back_to_child(child_id):
    flash(_("De groepen zijn bijgewerkt."), "success")
    return redirect(url_for("children.show", child_id=child_id), 303)
