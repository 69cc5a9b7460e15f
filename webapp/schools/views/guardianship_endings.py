"""A person no longer belongs to a child, after a page that says exactly what happens."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.actions.guardianships import end_guardianship
from webapp.schools.phrases import CHILD_REFUSALS
from webapp.schools.policies import office_only
from webapp.schools.queries.guardianships import links_ending_with, managed_guardianship_of
from webapp.schools.queries.standing import standing_of

bp = Blueprint("guardianship_endings", __name__, url_prefix="/guardianships/<int:guardianship_id>/ending")


@bp.get("")
@office_only
def new(guardianship_id):
    guardianship = managed_guardianship_of(current_user, guardianship_id)
    return page(
        "schools/guardianship_endings/new.html",
        guardianship=guardianship,
        links=links_ending_with(guardianship),
        managed=standing_of(current_user).managed_units,
    )


@bp.post("")
@office_only
def create(guardianship_id):
    guardianship = managed_guardianship_of(current_user, guardianship_id)
    try:
        end_guardianship(current_user, guardianship)
        flash(_("%(person)s hoort niet meer bij dit kind.", person=guardianship.person.name), "success")
    except Refused as refusal:
        flash(CHILD_REFUSALS[refusal.code], "error")
    return redirect(url_for("children.show", child_id=guardianship.child_id), 303)
