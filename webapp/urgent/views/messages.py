"""Urgent messages: who reads them, and writing and sending one."""

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.paging import one_page
from webapp.core.rate_limits import limiter
from webapp.core.security import signed_in
from webapp.schools.policies import staff_only
from webapp.schools.queries.standing import standing_of
from webapp.urgent.actions.messages import send_urgent_message
from webapp.urgent.forms import UrgentForm
from webapp.urgent.phrases import REFUSALS
from webapp.urgent.queries.messages import (
    audience_of,
    confirmed_at,
    message_for,
    messages_answered_for,
    messages_for,
)
from webapp.urgent.queries.reach import urgent_choices_of, urgent_reach_of
from webapp.urgent.rules import usual_length

bp = Blueprint("urgent_messages", __name__, url_prefix="/urgent")


MOST_RECEIVED = 50


@bp.get("")
@signed_in
def index():
    standing = standing_of(current_user)
    sent, turn = one_page(messages_answered_for(current_user)) if standing.is_staff else ([], None)
    received = list(messages_for(current_user).limit(MOST_RECEIVED))
    return page(
        "urgent/messages/index.html", standing=standing, sent=sent, turn=turn, received=received, now=clock.now()
    )


@bp.get("/new")
@staff_only
def new():
    choices = urgent_choices_of(current_user)
    only = [choices[0].part.key] if len(choices) == 1 else None
    return compose(UrgentForm(data={"audience": only, "lasts": usual_length(clock.now())}), choices)


def compose(form: UrgentForm, choices: list) -> str:
    return page("urgent/messages/new.html", form=form, choices=choices)


def review(form: UrgentForm, choices: list) -> str:
    """The second step: what goes, to how many, before it goes."""
    parts = form.parts_among(choices)
    chosen = [choice for choice in choices if choice.part in parts]
    return page("urgent/reviews/create.html", form=form, chosen=chosen, reach=urgent_reach_of(parts))


@bp.post("")
@limiter.limit("30 per hour", key_func=lambda: f"urgent:{getattr(current_user, 'id', None)}")
@staff_only
def create():
    form, choices = UrgentForm(request.form), urgent_choices_of(current_user)
    if form.validate() and not refused_audience(form, choices):
        try:
            message = send_urgent_message(
                current_user,
                form.title.data,
                form.body.data,
                form.parts_among(choices),
                form.lasts.data,
                form.key.data or new_token(),
            )
            return redirect(url_for("urgent_boards.show", message_id=message.id), 303)
        except Refused as refusal:
            form.audience.errors = [REFUSALS[refusal.code]]
            form.key.data = new_token()
    return compose(form, choices), 422


def refused_audience(form: UrgentForm, choices: list) -> bool:
    """Whether it cannot go to all that was chosen, which is then said: not one is left out in silence."""
    parts = form.parts_among(choices)
    if parts and len(parts) == len(set(form.audience.data or [])):
        return False
    form.audience.errors = [REFUSALS["not_your_audience" if form.audience.data else "no_audience"]]
    return True


@bp.get("/<int:message_id>")
@signed_in
def show(message_id: int):
    message = message_for(current_user, message_id)
    return page(
        "urgent/messages/show.html",
        message=message,
        audience=audience_of(message),
        confirmed_at=confirmed_at(current_user, message),
        is_living=message.is_living(clock.now()),
    )
