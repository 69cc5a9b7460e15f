"""Oudergesprekken: what a parent is invited to, and one invitation with the times to choose from."""

from datetime import datetime
from typing import Any

from flask import Blueprint
from flask_login import current_user

from webapp.conferences.phrases.invitations import stage_said
from webapp.conferences.queries.choices import choices_of
from webapp.conferences.queries.invitations import (
    booking_told,
    current_invitations_of,
    family_bookings_of,
    told_invitation_of,
)
from webapp.conferences.queries.rounds import moments_of, stage
from webapp.conferences.queries.told import told_of
from webapp.conferences.queries.waiting import waiting_talks_of
from webapp.conferences.rules.choices import by_day, next_offers
from webapp.conferences.rules.slots import clock_of
from webapp.conferences.rules.stages import may_choose_times, may_decline
from webapp.core import clock
from webapp.core.htmx import page
from webapp.school_calendar.queries.calendar_files import appointment_under
from webapp.schools.policies import guardian_only

bp = Blueprint("talk_invitations", __name__, url_prefix="/conferences")


@bp.get("")
@guardian_only
def index():
    now = clock.now()
    rows = [
        {"invitation": one, "booking": booking_told(one), "stage": stage(one.round, now), "said": said(one.round, now)}
        for one in current_invitations_of(current_user)
    ]
    open_talks = len(waiting_talks_of(current_user))
    return page(
        "conferences/talk_invitations/index.html", block="waiting", rows=rows, open_talks=open_talks, clock_of=clock_of
    )


def said(round: Any, now: datetime) -> str:
    return stage_said(stage(round, now), moments_of(round))


@bp.get("/<int:invitation_id>")
@guardian_only
def show(invitation_id: int):
    return invitation_page(told_invitation_of(current_user, invitation_id))


def invitation_page(invitation: Any, refusal: Any = None, wanted: int | None = None) -> str:
    """One invitation; after a refusal with the reason, and what can be chosen instead of what was wanted."""
    now, round = clock.now(), invitation.round
    moments = moments_of(round)
    may_choose = may_choose_times(moments, now)
    talks = family_bookings_of(invitation, [current_user])
    choices = choices_of(invitation, talks) if may_choose else []
    return page(
        "conferences/talk_invitations/show.html",
        invitation=invitation,
        round=round,
        booking=booking_told(invitation),
        stage=stage(round, now),
        stage_said=said(round, now),
        may_choose=may_choose,
        may_decline=may_decline(moments, now),
        days=by_day(choices),
        joining=[one for one in choices if one.is_free and one.joins],
        others=[other for other, _talking in talks],
        appointment=appointment_under(current_user, f"conference-{invitation.id}"),
        told=told_of(invitation),
        clock_of=clock_of,
        refusal=refusal,
        offers=next_offers(choices, wanted) if wanted else [],
    )
