"""Rounds of talks as the school makes them: the list, a round's times side by side, and what is said of it."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from webapp.conferences.actions.changes import change_round
from webapp.conferences.actions.rounds import plan_round, replan_round
from webapp.conferences.forms.days import marked
from webapp.conferences.forms.proposals import planned_round, usual_round
from webapp.conferences.forms.rounds import RoundForm, WindowForm, typed_moments
from webapp.conferences.phrases.rounds import MODES, MODES_EXPLAINED, no_school_said, stage_said
from webapp.conferences.queries.grids import grid_for, runs, seen_hosts_of
from webapp.conferences.queries.invitees import changes_since_sent, reach_of_round
from webapp.conferences.queries.outlines import (
    calendar_ahead_of,
    days_without_school,
    outline_of,
    plannable_groups_of,
    plannable_unit_of,
    plannable_units_of,
    teachers_by_group,
    window_of,
)
from webapp.conferences.queries.progress import rounds_seen_by
from webapp.conferences.queries.rounds import own_drafts_of, run_round_of, staff_round_of, stage
from webapp.conferences.rules.slots import clock_of
from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import staff_only

bp = Blueprint("rounds", __name__, url_prefix="/rounds")


@bp.get("")
@staff_only
def index():
    now = clock.now()
    rows = [(one, stage(one.round, now)) for one in rounds_seen_by(current_user)]
    return page(
        "conferences/rounds/index.html",
        rows=rows,
        stage_said=stage_said,
        modes=MODES,
        may_plan=plannable_units_of(current_user).exists(),
    )


@bp.get("/new")
@staff_only
def new():
    units = list(plannable_units_of(current_user))
    if not units:
        return page("conferences/rounds/nothing.html")
    wanted = request.args.get("unit", type=int)
    unit = next((one for one in units if one.id == wanted), units[0])
    groups = plannable_groups_of(current_user, unit)
    teachers = teachers_by_group(groups)
    ticked = [group.id for group in groups if not group.is_combined]
    form = RoundForm(data=usual_round(unit.id, ticked, teachers, calendar_ahead_of(unit)))
    return compose(form, unit, groups, teachers, units=units, drafts=own_drafts_of(current_user, unit))


def compose(
    form: RoundForm, unit: Any, groups: list, teachers: dict, round: Any = None, units: Any = (), drafts: Any = ()
) -> str:
    return page(
        "conferences/rounds/form.html",
        form=form, unit=unit, groups=groups, teachers=teachers, round=round, units=units, drafts=drafts,
        explained=MODES_EXPLAINED, closed=marked(dict(days_without_school(unit, form.typed_days))),
    )  # fmt: skip


def is_filled_in(form: RoundForm, unit: Any, groups: list, teachers: dict) -> bool:
    """Whether all was typed and fits together, on days with school or days that the school means; every slip is told
    at once."""
    is_whole = form.is_filled_in({group.id: group.name for group in groups}, teachers)
    return form.refuse_closed_days(days_without_school(unit, form.typed_days)) and is_whole


@bp.post("")
@staff_only
def create():
    form = RoundForm(request.form)
    unit = plannable_unit_of(current_user, form.unit.data)
    groups = plannable_groups_of(current_user, unit)
    teachers = teachers_by_group(groups)
    if is_filled_in(form, unit, groups, teachers):
        try:
            round = plan_round(current_user, unit, form.outline(teachers), form.key.data or new_token())
            return redirect(url_for("round_rooms.edit", round_id=round.id), 303)
        except Refused as refusal:
            form.refuse_as(refusal.code)
            form.key.data = new_token() if refusal.code == "sent_before" else form.key.data
    return compose(form, unit, groups, teachers), 422


@bp.get("/<int:round_id>")
@staff_only
def show(round_id: int):
    round = staff_round_of(current_user, round_id)
    is_runner = runs(current_user, round)
    hosts = seen_hosts_of(current_user, round, is_runner)
    chosen = request.args.get("host", type=int)
    late, left = changes_since_sent(round) if is_runner and round.published_at else ([], [])
    return page(
        "conferences/rounds/show.html",
        round=round,
        stage=stage(round, clock.now()),
        said=stage_said(round, stage(round, clock.now())),
        is_runner=is_runner,
        grid=grid_for(hosts),
        chosen=chosen if chosen in {host.id for host in hosts} else hosts[0].id if hosts else None,
        reach=None if round.published_at or not is_runner else reach_of_round(round),
        late=len({one.child_id for one in late}),
        left=left,
        modes=MODES,
        clock_of=clock_of,
        no_school_said=no_school_said,
    )


@bp.get("/<int:round_id>/edit")
@staff_only
def edit(round_id: int):
    round = run_round_of(current_user, round_id)
    if round.published_at:
        typed = {"title": round.title, "text": round.text, **typed_moments(window_of(round))}
        return compose_sent(WindowForm(data=typed), round)
    groups = plannable_groups_of(current_user, round.unit)
    teachers = teachers_by_group(groups)
    typed = planned_round(round.unit_id, outline_of(round), teachers)
    form = RoundForm(data=typed)
    form.closed_days.data = marked(dict(days_without_school(round.unit, form.typed_days)))  # these were meant before
    return compose(form, round.unit, groups, teachers, round)


def compose_sent(form: WindowForm, round: Any) -> str:
    return page("conferences/rounds/edit_sent.html", form=form, round=round)


@bp.post("/<int:round_id>")
@staff_only
def update(round_id: int):
    round = run_round_of(current_user, round_id)
    is_of_draft = "mode" in request.form  # also of one that a colleague sent while it was changed: that is refused
    return update_sent(round) if round.published_at and not is_of_draft else update_draft(round)


def update_draft(round: Any):
    form = RoundForm(request.form)
    groups = plannable_groups_of(current_user, round.unit)
    teachers = teachers_by_group(groups)
    if is_filled_in(form, round.unit, groups, teachers):
        try:
            replan_round(current_user, round, form.outline(teachers))
            return redirect(url_for("round_rooms.edit", round_id=round.id), 303)
        except Refused as refusal:
            form.refuse_as(refusal.code)
    return compose(form, round.unit, groups, teachers, round), 422


def update_sent(round: Any):
    form = WindowForm(request.form)
    if form.validate():
        try:
            change_round(current_user, round, form.title.data, form.text.data, kept_moments(form, round))
            flash(_("Bewaard."), "success")
            return redirect(url_for(".show", round_id=round.id), 303)
        except Refused as refusal:
            form.refuse_as(refusal.code)
    return compose_sent(form, round), 422


def kept_moments(form: WindowForm, round: Any):
    """The moments that were typed; one that shows as it is stays to the second."""
    shown = typed_moments(window_of(round))
    return window_of(round)._replace(
        **{
            field: moment
            for field, moment, name in zip(
                window_of(round)._fields, form.window, ("opens", "closes", "changes"), strict=True
            )
            if (form[f"{name}_day"].data, form[f"{name}_time"].data) != (shown[f"{name}_day"], shown[f"{name}_time"])
        }
    )
