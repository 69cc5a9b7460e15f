"""A request above ten school days goes to the leerplichtambtenaar."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.leave.actions.referrals import refer_request
from webapp.leave.forms.desk import ReferralForm
from webapp.leave.phrases.desk import DESK_REFUSALS
from webapp.leave.queries.desk import asked_of, request_decided_by
from webapp.leave.queries.settings import leave_settings_of
from webapp.leave.rules.decisions import why_not_referred
from webapp.leave.rules.states import DECIDABLE
from webapp.leave.views.unit_leave import words
from webapp.schools.policies import director_only

bp = Blueprint("leave_referrals", __name__, url_prefix="/leave-requests/<int:request_id>/referral")


@bp.get("")
@director_only
def new(request_id):
    leave_request = request_decided_by(current_user, request_id)
    asked, settings = asked_of(leave_request), leave_settings_of(leave_request.unit)
    problem = "moved_on" if leave_request.state not in DECIDABLE else why_not_referred(asked)
    if problem:
        return not_referred(leave_request, problem)
    known = {
        "municipality": settings.municipality,
        "name": settings.officer_name,
        "email": settings.officer_email,
        "phone": settings.officer_phone,
    }
    return referral_page(leave_request, ReferralForm(data=known))


@bp.post("")
@director_only
def create(request_id):
    leave_request, form = request_decided_by(current_user, request_id), ReferralForm(request.form)
    if not form.validate():
        return referral_page(leave_request, form), 422
    try:
        refer_request(current_user, leave_request, form.advice.data, form.recipient)
    except Refused as refusal:
        return not_referred(leave_request, refusal.code)
    flash(
        _("De aanvraag is doorgestuurd. Stuur het dossier nu zelf naar de gemeente; u vindt het hieronder."), "success"
    )
    return redirect(url_for("leave_desk.show", request_id=leave_request.id), 303)


def not_referred(leave_request, problem):
    flash(DESK_REFUSALS[problem], "error")
    return redirect(url_for("leave_desk.show", request_id=leave_request.id), 303)


def referral_page(leave_request, form) -> str:
    return page("leave/desk/refer.html", request=leave_request, asked=asked_of(leave_request), form=form, **words())
