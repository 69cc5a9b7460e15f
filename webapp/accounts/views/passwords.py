"""A forgotten password: ask for a link, then choose a new one."""

from flask import Blueprint, flash, redirect, request, url_for

from webapp.accounts.actions.passwords import ask_new_password, choose_password
from webapp.accounts.forms import EmailForm, NewPasswordForm
from webapp.accounts.phrases import REFUSALS
from webapp.accounts.queries import open_link
from webapp.accounts.views.visitor import typed_email
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.core.security import anyone

bp = Blueprint("passwords", __name__, url_prefix="/passwords")


@bp.get("/new")
@anyone
def new():
    return page("accounts/passwords/new.html", form=EmailForm())


@bp.post("")
@limiter.limit("10 per 15 minutes")
@limiter.limit("5 per hour", key_func=typed_email)
@anyone
def create():
    form = EmailForm(request.form)
    if not form.validate():
        return page("accounts/passwords/new.html", form=form), 422
    ask_new_password(form.email.data)
    return page("accounts/passwords/sent.html", email=form.email.data)


@bp.get("/<token>")
@limiter.limit("60 per 5 minutes")
@anyone
def edit(token):
    link = open_link(token, "password", clock.now())
    return page("accounts/passwords/edit.html", form=NewPasswordForm(), token=token, link=link), 200 if link else 410


@bp.post("/<token>")
@limiter.limit("60 per 5 minutes")
@anyone
def update(token):
    form = NewPasswordForm(request.form)
    if form.validate():
        try:
            choose_password(token, form.password.data)
            flash(_("Uw nieuwe wachtwoord is opgeslagen. U kunt nu inloggen."), "success")
            return redirect(url_for("sign_in.new"), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    link = open_link(token, "password", clock.now())
    return page("accounts/passwords/edit.html", form=form, token=token, link=link), 422
