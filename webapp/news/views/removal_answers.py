"""The school answers: the photos go, or stay with a reason; an author takes away only the own ones."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.consent.phrases import REFUSALS
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.news.actions.removals import answer_photo_removal, take_own_photos
from webapp.news.forms import RemovalAnswerForm
from webapp.news.phrases import LATE
from webapp.news.queries.removals import answers_whole, removal_request_of, shown_for
from webapp.schools.policies import staff_only

bp = Blueprint("removal_answers", __name__, url_prefix="/removal-requests/<int:removal_id>/answer")


@bp.post("")
@staff_only
def create(removal_id):
    asked = removal_request_of(current_user, removal_id)
    photos, is_whole = shown_for(current_user, asked), answers_whole(current_user, asked)
    form = RemovalAnswerForm(request.form)
    if form.validate():
        try:
            flash(answered(asked, form) if is_whole else taken(asked, form), "success")
            return redirect(url_for("removal_requests.index"), 303)
        except Refused as refusal:
            if refusal.code == "answered_already":
                return too_late(removal_request_of(current_user, removal_id), form)
            form["reason" if is_whole else "photos"].errors = [REFUSALS[refusal.code]]
    return page("news/removal_requests/show.html", asked=asked, photos=photos, is_whole=is_whole, form=form), 422


def too_late(asked: Any, form: RemovalAnswerForm) -> Any:
    """Somebody was first: who, and what was typed here in vain. A second tap of one's own says only that it is done."""
    if asked.answered_by_id == current_user.id:
        flash(_("U hebt dit verzoek al beantwoord."), "info")
        return redirect(url_for("removal_requests.show", removal_id=asked.id), 303)
    late = LATE % {"name": asked.answered_by.name} if asked.answered_by else REFUSALS["answered_already"]
    return page("news/removal_requests/show.html", asked=asked, photos=[], is_whole=True, form=form, late=late), 422


def answered(asked: Any, form: RemovalAnswerForm) -> str:
    """Answer all that was asked; returns what to say of it."""
    answer_photo_removal(current_user, asked, form.chosen, form.reason.data)
    return _("Uw antwoord is verstuurd. De ouder krijgt een melding.")


def taken(asked: Any, form: RemovalAnswerForm) -> str:
    """Take the author's own photos away; returns what to say of it."""
    if take_own_photos(current_user, asked, form.chosen):
        return _("De foto's zijn verwijderd. Dat was alles wat de ouder vroeg: die krijgt een melding.")
    return _("De foto's zijn verwijderd. Over de andere foto's antwoordt het kantoor of de directie.")
