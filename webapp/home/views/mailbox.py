"""The demo's mailbox: what was mailed, where there is no mail server. In demo mode, from this machine, only."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path

from flask import Blueprint, abort, current_app, request

from webapp.core.htmx import page
from webapp.core.security import anyone

bp = Blueprint("mailbox", __name__, url_prefix="/dev/mailbox")

MOST_SHOWN = 50


def mailbox_folder() -> Path:
    """The folder of mail; 404 outside demo mode and for a visitor from elsewhere."""
    settings = current_app.config["SETTINGS"]
    if not settings.DEMO or settings.SMTP_URL or not is_at_this_machine():
        abort(404)
    return settings.DATA_FOLDER / "mail"


def is_at_this_machine() -> bool:
    """Whether the visitor came straight from this machine; who came through a web server may be anywhere."""
    came_through = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"))
    return not came_through and ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104


def read(file: Path) -> EmailMessage:
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


@bp.get("")
@anyone
def index():
    files = sorted(mailbox_folder().glob("*.eml"), reverse=True)[:MOST_SHOWN]
    return page("home/mailbox/index.html", mails=[(file.stem, read(file)) for file in files])


@bp.get("/<name>")
@anyone
def show(name):
    file = next((file for file in mailbox_folder().glob("*.eml") if file.stem == name), None)
    if file is None:
        abort(404)
    mail = read(file)
    body = mail.get_body(("plain",))
    return page("home/mailbox/show.html", mail=mail, text=body.get_content() if body else "")
