"""A guardian's reports: those that were, making one, looking at one, changing one."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from webapp.absence.actions.changes import change_absence, move_end
from webapp.absence.actions.reports import report_absence
from webapp.absence.forms.reports import DetailsForm, EndForm, ReportForm, details_of, proposed_report
from webapp.absence.phrases import EVENTS, REFUSALS, SOURCES, reason_said
from webapp.absence.queries.absences import absence_of, absences_of, events_of, no_school_on, steps_of
from webapp.absence.queries.letters import confirmation_for
from webapp.absence.queries.own import chosen_among, own_children_to_report, reasons_for, units_to_phone
from webapp.absence.queries.settings import absence_settings_of, reasons_of, settings_of_units
from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.core.paging import one_page
from webapp.core.rate_limits import limiter
from webapp.schools.policies import guardian_only

bp = Blueprint("absences", __name__, url_prefix="/absences")

PER_PAGE = 30


@bp.get("")
@guardian_only
def index():
    absences, turn = one_page(absences_of(current_user), PER_PAGE)
    return page("absence/absences/index.html", absences=absences, turn=turn, reason_said=reason_said)


@bp.get("/new")
@guardian_only
def new():
    return proposing(MultiDict([("child", child) for child in request.args.getlist("child")]))


def proposing(typed: MultiDict, last_day: str = "") -> str:
    """The form with what is proposed after what was chosen so far."""
    own = own_children_to_report(current_user)
    proposal = proposed_report(
        own,
        typed.getlist("child", type=int),
        typed.get("reason", ""),
        (typed.get("first_day", ""), last_day),
        (typed.get("starts_at", ""), typed.get("ends_at", "")),
    )
    return reporting(ReportForm(reasons_for(own), data=proposal), own)


def reporting(form: ReportForm, own: list, known_id: object = None) -> str:
    """The form to report with; when another reason or child is chosen, htmx asks for the rest of it alone."""
    able = [one for one in own if one.unit]
    chosen = chosen_among(own, form.child.data or []) or able
    settings = settings_of_units({one.unit for one in able})
    return page(
        "absence/absences/new.html",
        block="rest",
        form=form,
        own=own,
        able=able,
        known_id=known_id,
        to_phone=units_to_phone(chosen, form.reason.data),
        note_days=max((row.note_days for row in settings.values()), default=30),
        **day_told(chosen[0].unit if chosen else None, form, reasons_for(chosen)),
    )


def day_told(unit, form, reasons) -> dict:
    """What the form says of its days: whether there is school, and whether an end is needed."""
    reason = next((reason for reason in reasons if reason.key == form.reason.data), None)
    no_school = no_school_on(unit, form.first_day.data) if unit and form.first_day.data else None
    return {"reason": reason, "no_school": no_school, "today": clock.today()}


@bp.post("")
@limiter.limit("60 per hour", key_func=lambda: f"absence:{getattr(current_user, 'id', None)}")
@guardian_only
def create():
    own = own_children_to_report(current_user)
    form, known_id = ReportForm(reasons_for(own), request.form), None
    children = form.children_of(current_user)
    if form.validate():
        try:
            reported = report_absence(
                current_user, children, form.reason.data, form.span, form.note.data, form.key.data or new_token()
            )
            ids = [absence.id for absence in (*reported.made, *reported.known)]
            return redirect(url_for("absence_receipts.show", id=ids), 303)
        except Refused as refusal:
            form.refuse(str(REFUSALS[refusal.code]) % refusal.values)
            form.key.data, known_id = new_token(), refusal.values.get("absence_id")
    return reporting(form, own, known_id), 422


@bp.get("/<int:absence_id>")
@guardian_only
def show(absence_id: int):
    absence = absence_of(current_user, absence_id)
    return page(
        "absence/absences/show.html",
        absence=absence,
        events=list(events_of(absence)),
        event_names=EVENTS,
        sources=SOURCES,
        steps=steps_of(absence),
        reason=reason_said(absence.reason_key, absence.reason_name),
        letter=confirmation_for(current_user, absence),
        note_days=absence_settings_of(absence.unit).note_days,
    )


@bp.get("/<int:absence_id>/edit")
@guardian_only
def edit(absence_id: int):
    absence = absence_of(current_user, absence_id)
    return changing(absence, form_for(absence, None))


def form_for(absence, typed) -> DetailsForm | EndForm:
    """Everything may be changed until it has begun; then only its end. What was typed in the whole form is read as
    such, also when it began meanwhile: nothing of it is dropped in silence."""
    if "first_day" in typed if typed else "withdraw" in steps_of(absence):
        return DetailsForm(reasons_of(absence.unit), typed, data=details_of(absence))
    return EndForm(typed, obj=absence)


def changing(absence, form: DetailsForm | EndForm, known_id: object = None) -> str:
    has_details = isinstance(form, DetailsForm)
    told = day_told(absence.unit, form, reasons_of(absence.unit)) if has_details else {}
    return page(
        "absence/absences/edit.html",
        absence=absence,
        form=form,
        has_details=has_details,
        known_id=known_id,
        may_change="edit" in steps_of(absence),
        note_days=absence_settings_of(absence.unit).note_days,
        **told,
    )


@bp.post("/<int:absence_id>/edit")
@guardian_only
def update(absence_id: int):
    absence = absence_of(current_user, absence_id)
    form, known_id = form_for(absence, request.form), None
    if form.validate():
        try:
            if isinstance(form, DetailsForm):
                change_absence(current_user, absence, form.reason.data, form.span, form.note.data)
            else:
                move_end(current_user, absence, form.last_day.data, form.ends_at.data or "")
            flash(_("De melding is gewijzigd. De school weet het."), "success")
            return redirect(url_for("absences.show", absence_id=absence.id), 303)
        except Refused as refusal:
            if refusal.code == "has_begun":
                form = EndForm(obj=absence)
            form.refuse(str(REFUSALS[refusal.code]) % refusal.values)
            known_id = refusal.values.get("absence_id")
    return changing(absence, form, known_id), 422
