"""Account & profiel."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.accounts.actions.profile import update_profile
from webapp.accounts.forms import PhotoForm, ProfileForm
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.security import signed_in

bp = Blueprint("profile", __name__, url_prefix="/account/profile")


@bp.get("")
@signed_in
def edit():
    return page("accounts/profile/edit.html", form=ProfileForm(obj=current_user), photo_form=PhotoForm())


@bp.post("")
@signed_in
def update():
    form = ProfileForm(request.form, obj=current_user)
    if form.validate():
        update_profile(current_user, **form.values)
        flash(_("Uw profiel is opgeslagen."), "success")
        return redirect(url_for("profile.edit"), 303)
    return page("accounts/profile/edit.html", form=form, photo_form=PhotoForm()), 422
