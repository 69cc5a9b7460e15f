"""Changing one's password."""

from flask import Blueprint, flash, redirect, request, url_for

from webapp.accounts.actions.passwords import change_password
from webapp.accounts.forms import ChangePasswordForm
from webapp.accounts.phrases import REFUSALS
from webapp.accounts.views.visitor import this_person, this_session
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.core.security import signed_in

bp = Blueprint("own_password", __name__, url_prefix="/account/password")


@bp.get("")
@signed_in
def edit():
    return page("accounts/own_password/edit.html", form=ChangePasswordForm())


@bp.post("")
@limiter.limit("10 per 15 minutes", key_func=this_person)
@signed_in
def update():
    form = ChangePasswordForm(request.form)
    if form.validate():
        try:
            change_password(this_session(), form.old.data, form.new.data)
            flash(_("Uw wachtwoord is veranderd. Andere apparaten zijn uitgelogd."), "success")
            return redirect(url_for("profile.edit"), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    return page("accounts/own_password/edit.html", form=form), 422
