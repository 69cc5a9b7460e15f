"""Linking the children of the codes just entered to the account one is signed in with."""

from flask import Blueprint, flash, redirect, session, url_for
from flask_login import current_user

from webapp.accounts.views.confirmations import freshly_confirmed
from webapp.core.errors import Refused
from webapp.core.i18n import _
from webapp.core.security import signed_in
from webapp.schools.actions.links import link_children
from webapp.schools.phrases import LINK_REFUSALS
from webapp.schools.views.link_codes import usable_codes

bp = Blueprint("own_links", __name__, url_prefix="/link-codes/links")


@bp.post("")
@signed_in
@freshly_confirmed
def create():
    codes = usable_codes()
    if codes:
        try:
            links = link_children(current_user, [code.id for code in codes])
            session.pop("entered_codes", None)
            tell_result([code.given_name for code in codes], any(link.approved_at is None for link in links))
        except Refused as refusal:
            flash(LINK_REFUSALS[refusal.code] % refusal.values, "error")
    return redirect(url_for("link_codes.new"), 303)


def tell_result(names: list[str], is_waiting: bool) -> None:
    who = _(" en ").join(dict.fromkeys(names))
    if is_waiting:
        flash(_("%(who)s: uw koppeling wacht op goedkeuring van de school. U krijgt een mail.", who=who), "info")
    else:
        flash(_("U bent gekoppeld aan %(who)s.", who=who), "success")
