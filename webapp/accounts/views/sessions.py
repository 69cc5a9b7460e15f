"""The devices on which one is signed in."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.accounts.actions.sessions import end_session
from webapp.accounts.queries import sessions_of
from webapp.accounts.views.visitor import this_session
from webapp.core import clock
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.security import signed_in

bp = Blueprint("sessions", __name__, url_prefix="/account/sessions")


@bp.get("")
@signed_in
def index():
    sessions = sessions_of(current_user, clock.now())
    return page("accounts/sessions/index.html", sessions=sessions, this_session=this_session())


@bp.post("/<int:session_id>/end")
@signed_in
def destroy(session_id):
    end_session(current_user, session_id)
    flash(_("Dat apparaat is uitgelogd."), "success")
    return redirect(url_for("sessions.index"), 303)
