"""Reminding parents who have not chosen yet, after telling how many there are."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import ngettext
from flask_login import current_user

from webapp.consent.actions.reminders import remind_parents
from webapp.consent.forms import ReminderForm
from webapp.consent.queries.unchosen import overview_of
from webapp.core.credentials import new_token
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("consent_reminders", __name__, url_prefix="/units/<int:unit_id>/consent-reminders")


@bp.get("/new")
@office_only
def new(unit_id: int):
    unit, group_id = managed_unit_of(current_user, unit_id), request.args.get("group", type=int)
    stands = overview_of(unit, group_id)
    return page("consent/reminders/new.html", unit=unit, stands=stands, group_id=group_id, form=ReminderForm())


@bp.post("")
@office_only
def create(unit_id: int):
    unit, group_id = managed_unit_of(current_user, unit_id), request.form.get("group", type=int)
    key = request.form.get("key", "")[:43] or new_token()
    count = remind_parents(current_user, unit, group_id, key)
    if count:
        flash(
            ngettext("De herinnering gaat naar 1 ouder.", "De herinnering gaat naar %(num)s ouders.", count), "success"
        )
    else:
        flash(_("Er ging niets weg: deze ouders zijn kort geleden al herinnerd."), "info")
    return redirect(url_for("unit_consents.index", unit_id=unit.id, group=group_id), 303)
