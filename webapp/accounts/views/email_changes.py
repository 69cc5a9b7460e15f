"""Changing one's mail address: asked here, finished from a link at the new address."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.accounts.actions.accounts import ask_email_change, change_email
from webapp.accounts.forms import EmailForm
from webapp.accounts.phrases import REFUSALS
from webapp.accounts.queries import open_link
from webapp.accounts.views.confirmations import freshly_confirmed
from webapp.accounts.views.visitor import this_person
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.core.security import anyone, signed_in

bp = Blueprint("email_changes", __name__, url_prefix="/account/email")


@bp.get("")
@signed_in
@freshly_confirmed
def new():
    return page("accounts/email_changes/new.html", form=EmailForm())


@bp.post("")
@limiter.limit("5 per 15 minutes", key_func=this_person)
@signed_in
@freshly_confirmed
def create():
    form = EmailForm(request.form)
    if form.validate():
        try:
            ask_email_change(current_user, form.email.data)
            return page("accounts/email_changes/sent.html", email=form.email.data)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    return page("accounts/email_changes/new.html", form=form), 422


@bp.get("/<token>")
@limiter.limit("60 per 5 minutes")
@anyone
def show(token):
    link = open_link(token, "email", clock.now())
    return page("accounts/email_changes/show.html", token=token, link=link), 200 if link else 410


@bp.post("/<token>")
@limiter.limit("60 per 5 minutes")
@anyone
def update(token):
    try:
        change_email(token)
        flash(_("Uw e-mailadres is veranderd."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "error")
    return redirect(url_for("landing.show"), 303)
