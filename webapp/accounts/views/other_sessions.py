"""Every device but this one, signed out at once."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.accounts.actions.sessions import end_sessions
from webapp.accounts.views.visitor import this_session
from webapp.core.i18n import _
from webapp.core.security import signed_in

bp = Blueprint("other_sessions", __name__, url_prefix="/account/other-sessions")


@bp.post("/end")
@signed_in
def destroy():
    end_sessions(current_user, but=this_session().id)
    flash(_("Alle andere apparaten zijn uitgelogd."), "success")
    return redirect(url_for("sessions.index"), 303)
