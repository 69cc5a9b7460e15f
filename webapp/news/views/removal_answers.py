"""The school answers: the photos go, or stay with a reason."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.consent.phrases import REFUSALS
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.news.actions.removals import answer_photo_removal
from webapp.news.forms import RemovalAnswerForm
from webapp.news.queries.removals import removal_request_of, shown_for
from webapp.schools.policies import staff_only

bp = Blueprint("removal_answers", __name__, url_prefix="/removal-requests/<int:removal_id>/answer")


@bp.post("")
@staff_only
def create(removal_id):
    asked = removal_request_of(current_user, removal_id)
    photos = shown_for(asked)
    form = RemovalAnswerForm(request.form)
    if form.validate():
        try:
            answer_photo_removal(current_user, asked, form.chosen, form.reason.data)
            flash(_("Uw antwoord is verstuurd. De ouder krijgt een melding."), "success")
            return redirect(url_for("removal_requests.index"), 303)
        except Refused as refusal:
            if refusal.code == "answered_already":
                flash(str(REFUSALS[refusal.code]), "error")
                return redirect(url_for("removal_requests.show", removal_id=asked.id), 303)
            form.reason.errors = [REFUSALS[refusal.code]]
    return page("news/removal_requests/show.html", asked=asked, photos=photos, form=form), 422
