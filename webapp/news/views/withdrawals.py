"""Taking a post back, after a page that says exactly what happens."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.news.actions.posts import withdraw_post
from webapp.news.phrases import REFUSALS
from webapp.news.queries.posts import changeable_post_of, guardians_who_saw, parts_of
from webapp.schools.policies import staff_only

bp = Blueprint("withdrawals", __name__, url_prefix="/news/<int:post_id>/withdrawal")


@bp.get("")
@staff_only
def new(post_id):
    post = changeable_post_of(current_user, post_id)
    return page("news/withdrawals/new.html", post=post, seen_by=guardians_who_saw(post, parts_of(post)))


@bp.post("")
@staff_only
def create(post_id):
    try:
        withdraw_post(current_user, changeable_post_of(current_user, post_id))
        flash(_("Het bericht is ingetrokken. Niemand ziet het meer."), "success")
    except Refused as refusal:
        flash(str(REFUSALS[refusal.code]), "error")
    return redirect(url_for("posts.index"), 303)
