"""Writing for the calendar: new, copied, changed."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.school_calendar.actions.events import change_event, place_event
from webapp.school_calendar.actions.papers import Paper, keep_paper
from webapp.school_calendar.forms.events import EventForm
from webapp.school_calendar.phrases.events import REFUSALS
from webapp.school_calendar.queries.events import asks_help, changeable_event_of, event_of, parts_of
from webapp.schools.policies import staff_only
from webapp.schools.queries.audiences import choices_of

bp = Blueprint("written_events", __name__, url_prefix="/calendar/events")
PAPER_REFUSALS = ("empty_file", "file_too_large", "not_an_attachment", "active_file")
COPIED = ("title", "text", "place", "starts_at", "ends_at")


@bp.get("/new")
@staff_only
def new():
    choices = choices_of(current_user)
    only = [choices[0].part.key] if len(choices) == 1 else None
    typed = {"audience": only, "first_day": clock.today() + timedelta(days=1), "is_told": True, "key": new_token()}
    if request.args.get("copy"):
        event = event_of(current_user, request.args.get("copy", 0, type=int))
        typed |= {name: getattr(event, name) for name in COPIED}
        typed |= {"audience": [part.key for part in parts_of(event)], "first_day": None}
        return compose(EventForm(data=typed), choices, copied=event)
    return compose(EventForm(data=typed), choices)


def compose(form: EventForm, choices: list, event=None, copied=None) -> str:
    """The form, with a file that was chosen asked once more: a browser does not send it back."""
    return page(
        "school_calendar/written_events/form.html",
        form=form,
        choices=choices,
        event=event,
        copied=copied,
        leaves_help=copied is not None and asks_help(copied),
        has_lost_paper=bool(form.errors and not form.paper.errors and request.files.get("paper")),
    )


def paper_sent() -> Paper | None:
    """The paper that was sent along, made safe and kept."""
    sent = request.files.get("paper")
    return keep_paper(sent.filename, sent.read()) if sent and sent.filename else None


def refuse(form: EventForm, refusal: Refused) -> None:
    if refusal.code in PAPER_REFUSALS:
        form.paper.errors = [REFUSALS[refusal.code]]
    else:
        form.refuse(REFUSALS[refusal.code])


@bp.post("")
@staff_only
def create():
    form, choices = EventForm(request.form), choices_of(current_user)
    if form.validate():
        try:
            event = place_event(
                current_user, form.title.data, form.timing, form.parts_among(choices), form.key.data or new_token(),
                text=form.text.data, place=form.place.data, is_told=form.is_told.data, paper=paper_sent(),
                last_sign_up=form.last_sign_up.data,
            )  # fmt: skip
            flash(_("Het staat in de agenda."), "success")
            return redirect(url_for("events.show", event_id=event.id), 303)
        except Refused as refusal:
            refuse(form, refusal)
            form.key.data = new_token() if refusal.code == "sent_before" else form.key.data
    return compose(form, choices), 422


@bp.get("/<int:event_id>/edit")
@staff_only
def edit(event_id: int):
    event = changeable_event_of(current_user, event_id)
    typed = {name: getattr(event, name) for name in (*COPIED, "first_day", "repeats_until")}
    typed["last_day"] = event.last_day if event.last_day != event.first_day else None
    typed["last_sign_up"] = event.sign_up_day
    typed |= {"audience": [part.key for part in parts_of(event)], "is_told": True, "seen": str(event.sequence)}
    return compose(EventForm(data=typed), choices_of(current_user), event)


@bp.post("/<int:event_id>")
@staff_only
def update(event_id: int):
    event = changeable_event_of(current_user, event_id)
    form, choices = EventForm(request.form), choices_of(current_user)
    if form.validate():
        try:
            change_event(
                current_user, event, form.title.data, form.timing, form.parts_among(choices),
                text=form.text.data, place=form.place.data, is_told=form.is_told.data, paper=paper_sent(),
                drops_paper=form.drops_paper.data, last_sign_up=form.last_sign_up.data, seen=form.seen_sequence,
            )  # fmt: skip
            flash(_("De agenda is bijgewerkt."), "success")
            return redirect(url_for("events.show", event_id=event.id), 303)
        except Refused as refusal:
            refuse(form, refusal)
            if refusal.code == "changed_meanwhile":
                form.seen.data = str(changeable_event_of(current_user, event_id).sequence)
    return compose(form, choices, event), 422
