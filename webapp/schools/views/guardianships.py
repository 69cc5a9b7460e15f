"""What the office knows of a guardian of a child."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.actions.guardianships import change_guardianship
from webapp.schools.forms.children import GuardianshipForm
from webapp.schools.phrases import CHILD_REFUSALS
from webapp.schools.policies import office_only
from webapp.schools.queries.guardianships import managed_guardianship_of

bp = Blueprint("guardianships", __name__, url_prefix="/guardianships/<int:guardianship_id>")


@bp.get("")
@office_only
def edit(guardianship_id):
    guardianship = managed_guardianship_of(current_user, guardianship_id)
    return page("schools/guardianships/edit.html", guardianship=guardianship, form=GuardianshipForm(obj=guardianship))


@bp.post("")
@office_only
def update(guardianship_id):
    guardianship = managed_guardianship_of(current_user, guardianship_id)
    form = GuardianshipForm(request.form)
    if form.validate():
        try:
            change_guardianship(current_user, guardianship, **form.values)
            flash(_("De gegevens zijn opgeslagen."), "success")
            return redirect(url_for("children.show", child_id=guardianship.child_id), 303)
        except Refused as refusal:
            form.refuse(CHILD_REFUSALS[refusal.code])
    return page("schools/guardianships/edit.html", guardianship=guardianship, form=form), 422
