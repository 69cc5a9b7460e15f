"""Mijn gesprekken for who receives parents, and one talk as the school sees it."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.talks import write_note
from webapp.conferences.forms.talks import NoteForm
from webapp.conferences.queries.invitations import answerers_of, staff_invitation_of
from webapp.conferences.queries.talks import own_days_of, own_hosts_of, swappable_with, times_for
from webapp.conferences.rules.choices import by_day
from webapp.conferences.rules.slots import clock_of
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only
from webapp.schools.queries.standing import standing_of

bp = Blueprint("talks", __name__, url_prefix="/talks")


@bp.get("")
@staff_only
def index():
    hosts = own_hosts_of(current_user)
    return page(
        "conferences/talks/index.html",
        hosts={host.id: host for host in hosts},
        rounds=list({host.round_id: host.round for host in hosts}.values()),
        days=own_days_of(current_user, hosts),
        clock_of=clock_of,
    )


@bp.get("/<int:invitation_id>")
@staff_only
def show(invitation_id: int):
    return talk_page(staff_invitation_of(current_user, invitation_id))


@bp.post("/<int:invitation_id>")
@staff_only
def update(invitation_id: int):
    invitation, form = staff_invitation_of(current_user, invitation_id), NoteForm(request.form)
    if not form.validate():
        return talk_page(invitation, form), 422
    write_note(current_user, invitation, form.note.data or "", form.is_apart.data)
    flash(_("Bewaard."), "success")
    return redirect(url_for(".show", invitation_id=invitation.id), 303)


def talk_page(invitation: Any, form: NoteForm | None = None, refusal: Any = None) -> str:
    """One talk: its time, who comes, and what can be done."""
    return page(
        "conferences/talks/show.html",
        invitation=invitation,
        round=invitation.round,
        people=answerers_of(invitation),
        days=by_day(times_for(invitation)),
        others=swappable_with(invitation) if invitation.booking else [],
        form=form or NoteForm(data={"note": invitation.note, "is_apart": invitation.is_apart}),
        refusal=refusal,
        is_office=invitation.round.unit_id in standing_of(current_user).managed_units,
        clock_of=clock_of,
    )
