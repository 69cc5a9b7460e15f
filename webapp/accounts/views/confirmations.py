"""Typing the password again before something that cannot be undone."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, redirect, request, url_for

from webapp.accounts.actions.sessions import confirm_session
from webapp.accounts.forms import ConfirmationForm
from webapp.accounts.phrases import REFUSALS
from webapp.accounts.rules import is_confirmed
from webapp.accounts.views.visitor import this_person, this_session
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import go_to, page
from webapp.core.rate_limits import limiter
from webapp.core.security import safe_next, signed_in

bp = Blueprint("confirmations", __name__, url_prefix="/account/confirmation")


def freshly_confirmed(view: Callable) -> Callable:
    """Let the view through when the password was typed in the last 15 minutes on this device; else ask for it first."""

    @wraps(view)
    def confirmed(*args, **kwargs):
        if not is_confirmed(this_session().confirmed_at, clock.now()):
            back = request.full_path.rstrip("?") if request.method == "GET" else request.referrer or "/"
            return go_to(url_for("confirmations.new", next=back.removeprefix(request.host_url.rstrip("/"))))
        return view(*args, **kwargs)

    return confirmed


@bp.get("")
@signed_in
def new():
    return page("accounts/confirmations/new.html", form=ConfirmationForm(), next=request.args.get("next"))


@bp.post("")
@limiter.limit("10 per 15 minutes", key_func=this_person)
@signed_in
def create():
    form = ConfirmationForm(request.form)
    if form.validate():
        try:
            confirm_session(this_session(), form.password.data)
            return redirect(safe_next(request.form.get("next"), url_for("landing.show")), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    return page("accounts/confirmations/new.html", form=form, next=request.form.get("next")), 422
