"""Entering the codes of one's children, before there is an account or later. The codes stay in the cookie session."""

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.rate_limits import limiter, was_refused
from webapp.core.security import anyone
from webapp.schools.actions.link_codes import enter_code
from webapp.schools.forms.link_codes import LinkCodeForm
from webapp.schools.phrases import LINK_REFUSALS
from webapp.schools.queries.link_codes import CodeUse, codes_entered
from webapp.schools.queries.links import links_of

bp = Blueprint("link_codes", __name__, url_prefix="/link-codes")

MOST_CODES = 12


def usable_codes() -> list[CodeUse]:
    """The codes entered in this browser that still work; of the others is said why, and they are forgotten."""
    codes = codes_entered(session.get("entered_codes", ()), clock.now())
    for code in codes:
        if code.closed:
            flash(f"{code.given_name}: {LINK_REFUSALS[code.closed]}", "error")
    if current_user.is_authenticated:
        codes = without_own_children(codes)
    usable = [code for code in codes if not code.closed]
    keep_codes([code.id for code in usable])
    return usable


def without_own_children(codes: list[CodeUse]) -> list[CodeUse]:
    """The codes of children to whom the visitor is not linked already."""
    own = {(link.child_id, link.unit_id) for link in links_of(current_user)} if codes else set()
    for code in codes:
        if (code.child_id, code.unit_id) in own:
            flash(LINK_REFUSALS["already_linked"] % {"name": code.given_name}, "info")
    return [code for code in codes if (code.child_id, code.unit_id) not in own]


def keep_codes(code_ids: list[int]) -> None:
    if session.get("entered_codes", []) != code_ids:
        session["entered_codes"] = code_ids


def entering(form: LinkCodeForm) -> str:
    """The page with the field for a code, the codes so far, and for who is signed in the children linked."""
    codes = usable_codes()
    links = links_of(current_user) if current_user.is_authenticated else []
    return page("schools/link_codes/new.html", form=form, codes=codes, links=links)


# Only wrong codes count: five hundred parents with the letter in hand on one evening must all get in.
def limit_of_wrong_codes(limit: str, key_func):
    return limiter.limit(limit, key_func=key_func, deduct_when=was_refused)


def visitor() -> str:
    return f"codes:{current_user.id if current_user.is_authenticated else request.remote_addr}"


@bp.get("")
@anyone
def new():
    # The code in the QR code's address goes into the cookie at once: no history, log or referrer shows it for long.
    if "code" in request.args:
        session["typed_code"] = request.args["code"][:40]
        return redirect(url_for("link_codes.new"))
    return entering(LinkCodeForm(data={"code": session.pop("typed_code", None)}))


@bp.post("")
@limit_of_wrong_codes("20 per 10 minutes", lambda: f"codes:{request.remote_addr}")
@limit_of_wrong_codes("30 per hour", visitor)
@limit_of_wrong_codes("1000 per hour", lambda: "codes:everybody")
@anyone
def create():
    form = LinkCodeForm(request.form)
    if form.validate():
        try:
            use = enter_code(form.code.data)
            others = [code_id for code_id in session.get("entered_codes", []) if code_id != use.id]
            keep_codes([*others, use.id][-MOST_CODES:])
            return redirect(url_for("link_codes.new"), 303)
        except Refused as refusal:
            form.code.errors = [LINK_REFUSALS[refusal.code]]
    return entering(form), 422


@bp.post("/<int:code_id>/removal")
@anyone
def destroy(code_id):
    keep_codes([kept for kept in session.get("entered_codes", []) if kept != code_id])
    return redirect(url_for("link_codes.new"), 303)
