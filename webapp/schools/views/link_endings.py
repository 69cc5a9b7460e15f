"""Ending a link, after a page that says exactly what happens."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.actions.links import end_link
from webapp.schools.phrases import LINK_REFUSALS
from webapp.schools.policies import office_only
from webapp.schools.queries.links import managed_link_of

bp = Blueprint("link_endings", __name__, url_prefix="/links/<int:link_id>/ending")


@bp.get("")
@office_only
def new(link_id):
    return page("schools/link_endings/new.html", link=managed_link_of(current_user, link_id))


@bp.post("")
@office_only
def create(link_id):
    link = managed_link_of(current_user, link_id)
    try:
        end_link(current_user, link)
        flash(_("De koppeling is beëindigd. De ouder krijgt een mail."), "success")
    except Refused as refusal:
        flash(LINK_REFUSALS[refusal.code], "error")
    return redirect(url_for("links.index", unit_id=link.unit_id), 303)
