"""The link in the activation mail. Opening it changes nothing (mail scanners open links); the button does."""

from flask import Blueprint, flash, redirect, request, url_for

from webapp.accounts.actions.accounts import activate_account
from webapp.accounts.phrases import REFUSALS
from webapp.accounts.queries import open_link
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.rate_limits import limiter
from webapp.core.security import anyone

bp = Blueprint("activations", __name__, url_prefix="/activations")


@bp.get("/<token>")
@limiter.limit("60 per 5 minutes")
@anyone
def show(token):
    link = open_link(token, "activation", clock.now())
    return page("accounts/activations/show.html", token=token, link=link), 200 if link else 410


@bp.post("/<token>")
@limiter.limit("60 per 5 minutes")
@anyone
def create(token):
    try:
        activate_account(token)
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "error")
        return redirect(url_for("sign_in.new"), 303)
    flash(_("Uw account is actief. U kunt nu inloggen!"), "success")
    return redirect(url_for("sign_in.new", next=request.args.get("next")), 303)
