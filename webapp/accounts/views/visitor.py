"""Who is visiting: Flask-Login over our own session rows."""

from flask import Flask, current_app, g, request, session
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, current_user, login_user, logout_user

from webapp.accounts.actions.sessions import keep_session_alive
from webapp.accounts.models import Person, Session
from webapp.accounts.queries import session_with_token
from webapp.accounts.rules import device_name
from webapp.core import clock
from webapp.core.credentials import hash_token

login_manager = LoginManager()


def session_lengths() -> tuple[int, int]:
    """Days that a parent's session may lie idle, hours that a staff session lasts."""
    settings = current_app.config["SETTINGS"]
    return settings.PARENT_SESSION_DAYS, settings.STAFF_SESSION_HOURS


@login_manager.user_loader
def load_visitor(token: str) -> Person | None:
    """The person of the session in the cookie; nobody when it ended, expired or was never ours."""
    row = session_with_token(token, clock.now())
    if row is None:
        return None
    keep_session_alive(row, session_lengths())
    g.session_row = row
    row.person.session_token = token
    return row.person


def this_session() -> Session:
    """The session row of this request; only where somebody is signed in."""
    return g.session_row


def this_person() -> str:
    """Whose attempts are counted together: this person's on every device; a stranger's by address."""
    return f"person-{current_user.id}" if current_user.is_authenticated else get_remote_address()


def typed_email() -> str:
    """Attempts at one mail address, whoever makes them; hashed, since counts outlive the request."""
    return "email-" + hash_token(request.form.get("email", "").strip().lower())


def this_device() -> str:
    return device_name(request.headers.get("User-Agent", ""))


def welcome(person: Person, token: str) -> None:
    """Put the session's token in the cookie, in a fresh cookie session (no fixation)."""
    kept = {key: session[key] for key in ("entered_codes",) if key in session}
    session.clear()
    session.update(kept)
    session.permanent = True
    person.session_token = token
    login_user(person)


def farewell() -> None:
    logout_user()
    session.clear()


def start_sessions(app: Flask) -> None:
    app.config["PERMANENT_SESSION_LIFETIME"] = 60 * 60 * 24 * 365  # our own rows decide when a session ends
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    login_manager.session_protection = None
    login_manager.init_app(app)
