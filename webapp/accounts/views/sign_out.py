"""Signing out on this device: the browser is told to forget what it kept of the portal."""

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from webapp.accounts.actions.sessions import end_session
from webapp.accounts.views.visitor import farewell, this_session
from webapp.core.security import signed_in

bp = Blueprint("sign_out", __name__, url_prefix="/sign-out")


@bp.post("")
@signed_in
def create():
    end_session(current_user, this_session().id)
    farewell()
    response = redirect(url_for("sign_in.new"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
