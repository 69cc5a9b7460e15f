"""One's own profile photo: sent, or taken away."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.accounts.actions.profile import change_photo
from webapp.accounts.forms import PhotoForm, ProfileForm
from webapp.accounts.phrases import REFUSALS
from webapp.accounts.views.visitor import this_person
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.core.security import signed_in

bp = Blueprint("photo", __name__, url_prefix="/account/photo")


@bp.post("")
@limiter.limit("20 per 15 minutes", key_func=this_person)
@signed_in
def update():
    sent = request.files.get("photo")
    photo_form = PhotoForm()
    try:
        if not sent or not sent.filename:
            raise Refused("not_a_picture")
        change_photo(current_user, sent.read())
        flash(_("Uw foto is opgeslagen."), "success")
        return redirect(url_for("profile.edit"), 303)
    except Refused as refusal:
        photo_form.photo.errors = [REFUSALS[refusal.code]]
    return page("accounts/profile/edit.html", form=ProfileForm(obj=current_user), photo_form=photo_form), 422


@bp.post("/removal")
@signed_in
def destroy():
    change_photo(current_user, None)
    flash(_("Uw foto is verwijderd."), "success")
    return redirect(url_for("profile.edit"), 303)
