"""No more mail of one kind: with the link of a mail, signed in or not (RFC 8058)."""

from flask import Blueprint

from webapp.core.htmx import page
from webapp.core.security import anyone, csrf
from webapp.notifications.actions.preferences import mail_of, stop_mail
from webapp.notifications.phrases import KIND_NAMES

bp = Blueprint("unsubscriptions", __name__, url_prefix="/unsubscribe")
csrf.exempt(bp)  # mail programs post without a page: the token in the address is the proof


@bp.get("/<unsubscribe_token>")
@anyone
def show(unsubscribe_token: str):
    _person_id, kind = mail_of(unsubscribe_token)
    return page(
        "notifications/unsubscriptions/show.html",
        kind=KIND_NAMES.get(kind, kind),
        token=unsubscribe_token,
        is_done=False,
    )


@bp.post("/<unsubscribe_token>")
@anyone
def create(unsubscribe_token: str):
    kind = stop_mail(unsubscribe_token)
    return page(
        "notifications/unsubscriptions/show.html",
        kind=KIND_NAMES.get(kind, kind),
        token=unsubscribe_token,
        is_done=True,
    )
