"""Urgent messages: who reads them, and writing and sending one."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
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


@bp.get("")
@signed_in
def index():
    is_staff = standing_of(current_user).is_staff
    rows, turn = one_page(messages_answered_for(current_user) if is_staff else messages_for(current_user))
    return page("urgent/messages/index.html", rows=rows, turn=turn, is_staff=is_staff, now=clock.now())


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
    if form.validate():
        try:
            message = send_urgent_message(
                current_user,
                form.title.data,
                form.body.data,
                form.parts_among(choices),
                form.lasts.data,
                form.key.data or new_token(),
            )
            flash(_("Uw spoedbericht is onderweg."), "success")
            return redirect(url_for("urgent_boards.show", message_id=message.id), 303)
        except Refused as refusal:
            form.audience.errors = [REFUSALS[refusal.code]]
    return compose(form, choices), 422


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
