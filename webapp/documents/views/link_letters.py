"""Link letters: for whom, ordering them, and the file itself."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import go_to, page
from webapp.core.pdf import send_pdf
from webapp.core.rate_limits import limiter
from webapp.documents.actions.link_letters import letters_of, order_letters
from webapp.documents.forms import LettersForm
from webapp.documents.queries.link_letters import child_in, children_for_letters
from webapp.schools.phrases import LINK_REFUSALS
from webapp.schools.policies import office_only
from webapp.schools.queries.links import groups_with_counts
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("link_letters", __name__)


@bp.get("/units/<int:unit_id>/link-letters")
@office_only
def new(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    child_id, group_id = request.args.get("child", type=int), request.args.get("group", type=int)
    if child_id:
        return page("documents/link_letters/new_for_child.html", unit=unit, child=child_in(unit, child_id))
    groups = list(groups_with_counts(unit))
    form = LettersForm(data={"scope": "groups", "groups": [group_id]} if group_id else {}).offer(groups)
    return page("documents/link_letters/new.html", unit=unit, form=form, groups=groups)


@bp.post("/units/<int:unit_id>/link-letters")
@limiter.limit("60 per hour", key_func=lambda: f"letters:{getattr(current_user, 'id', None)}")
@office_only
def create(unit_id):
    unit = managed_unit_of(current_user, unit_id)
    if "child" in request.form:
        child = child_in(unit, request.form.get("child", 0, type=int))
        return go_to(url_for("long_jobs.show", job_id=order_letters(current_user, unit, [child.id]).id))
    groups = list(groups_with_counts(unit))
    form = LettersForm(request.form).offer(groups)
    if form.validate():
        try:
            chosen = children_for_letters(unit, form.group_ids, form.also_linked.data)
            return go_to(url_for("long_jobs.show", job_id=order_letters(current_user, unit, chosen).id))
        except Refused as refusal:
            form.refuse(LINK_REFUSALS[refusal.code])
    return page("documents/link_letters/new.html", unit=unit, form=form, groups=groups), 422


@bp.get("/link-letters/<job_id>.pdf")
@office_only
def show(job_id):
    return send_pdf(letters_of(current_user, job_id), "koppelbrieven.pdf")
