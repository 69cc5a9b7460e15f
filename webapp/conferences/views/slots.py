"""A time of a host: blocked or freed with one tap, taken away, or added."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from webapp.conferences.actions.slots import add_slot, block_slot, free_slot, remove_slot
from webapp.conferences.forms.slots import SlotForm
from webapp.conferences.phrases.slots import REFUSALS
from webapp.conferences.queries.grids import staff_slot_of, told_slot_of, told_slots_of
from webapp.conferences.queries.outlines import stretches_of
from webapp.conferences.queries.rounds import staff_host_of
from webapp.conferences.rules.slots import clock_of, minutes_of
from webapp.core.errors import Refused
from webapp.core.htmx import answer, asks_for_part, page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("slots", __name__)


@bp.get("/hosts/<int:host_id>/slots")
@staff_only
def index(host_id: int):
    return overview(staff_host_of(current_user, host_id), SlotForm())


def overview(host, form: SlotForm) -> str:
    days = sorted({stretch.day for stretch in stretches_of(host.round)})
    return page(
        "conferences/slots/index.html",
        host=host, form=form.offer(days), slots=told_slots_of(host), clock_of=clock_of,
    )  # fmt: skip


@bp.post("/hosts/<int:host_id>/slots")
@staff_only
def create(host_id: int):
    host = staff_host_of(current_user, host_id)
    form = SlotForm(request.form).offer({stretch.day for stretch in stretches_of(host.round)})
    if form.validate():
        try:
            day = date.fromisoformat(form.day.data)
            add_slot(current_user, host, day, minutes_of(form.starts.data), minutes_of(form.ends.data))
            flash(_("De tijd staat erbij."), "success")
            return redirect(url_for(".index", host_id=host.id), 303)
        except Refused as refusal:
            form.refuse(REFUSALS[refusal.code])
    return overview(host, form), 422


@bp.post("/slots/<int:slot_id>")
@staff_only
def update(slot_id: int):
    slot = staff_slot_of(current_user, slot_id)
    back_to = url_for("rounds.show", round_id=slot.host.round_id, host=slot.host_id, _anchor=f"slot-{slot.id}")
    try:
        (block_slot if request.form.get("blocked") == "1" else free_slot)(current_user, slot)
    except Refused as refusal:
        return refused(slot, REFUSALS[refusal.code], back_to)
    return answer("conferences/rounds/_slot.html", back_to, slot=told_slot_of(slot), host=slot.host, clock_of=clock_of)


def refused(slot, sentence, back_to: str):
    """The time as it stands, with the reason; or back to the page that says it on top."""
    if asks_for_part():
        shown = {"slot": told_slot_of(slot), "host": slot.host, "clock_of": clock_of, "refusal": sentence}
        return render_template("conferences/rounds/_slot.html", **shown), 422
    flash(sentence, "error")
    return redirect(back_to, 303)


@bp.post("/slots/<int:slot_id>/removal")
@staff_only
def destroy(slot_id: int):
    slot = staff_slot_of(current_user, slot_id)
    try:
        remove_slot(current_user, slot)
        flash(_("De tijd is weg."), "success")
    except Refused as refusal:
        flash(REFUSALS[refusal.code], "error")
    return redirect(url_for(".index", host_id=slot.host_id), 303)
