"""Signing in."""

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user

from webapp.accounts.actions.sessions import sign_in
from webapp.accounts.forms import SignInForm
from webapp.accounts.phrases import REFUSALS
from webapp.accounts.views.visitor import session_lengths, this_device, typed_email, welcome
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.rate_limits import limiter, was_refused
from webapp.core.security import anyone, safe_next

bp = Blueprint("sign_in", __name__, url_prefix="/sign-in")


@bp.get("")
@anyone
def new():
    if current_user.is_authenticated:
        return redirect(safe_next(request.args.get("next"), url_for("landing.show")))
    return page(
        "accounts/sign_in/new.html", form=SignInForm(email=request.args.get("email")), next=request.args.get("next")
    )


# Only what failed counts: a whole school signs in from one address, and a tablet many times a day.
@bp.post("")
@limiter.limit("30 per 5 minutes", deduct_when=was_refused)
@limiter.limit("10 per 15 minutes", key_func=typed_email, deduct_when=was_refused)
@anyone
def create():
    form = SignInForm(request.form)
    if form.validate():
        try:
            person, token = sign_in(form.email.data, form.password.data, this_device(), session_lengths())
            welcome(person, token)
            return redirect(safe_next(request.form.get("next"), url_for("landing.show")), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    return page("accounts/sign_in/new.html", form=form, next=request.form.get("next")), 422
