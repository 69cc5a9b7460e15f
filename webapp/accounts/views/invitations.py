"""The link in a staff invitation: choose a password, and the account is finished."""

from flask import Blueprint, flash, redirect, request, url_for

from webapp.accounts.actions.passwords import choose_password
from webapp.accounts.forms import InvitationForm
from webapp.accounts.phrases import REFUSALS
from webapp.accounts.queries import open_link
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.core.security import anyone

bp = Blueprint("invitations", __name__, url_prefix="/invitations")


@bp.get("/<token>")
@limiter.limit("60 per 5 minutes")
@anyone
def edit(token):
    link = open_link(token, "invitation", clock.now())
    form = InvitationForm(name=link.person.name if link else "")
    return page("accounts/invitations/edit.html", form=form, token=token, link=link), 200 if link else 410


@bp.post("/<token>")
@limiter.limit("60 per 5 minutes")
@anyone
def update(token):
    form = InvitationForm(request.form)
    if form.validate():
        try:
            choose_password(token, form.password.data, purpose="invitation", name=form.name.data)
            flash(_("Uw account is klaar. U kunt nu inloggen!"), "success")
            return redirect(url_for("sign_in.new"), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    link = open_link(token, "invitation", clock.now())
    return page("accounts/invitations/edit.html", form=form, token=token, link=link), 422
