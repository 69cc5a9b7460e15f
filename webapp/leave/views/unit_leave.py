"""The requests at a unit: what waits for a decision, and what was decided."""

from itertools import groupby

from flask import Blueprint, request
from flask_login import current_user

from webapp.core import clock
from webapp.core.htmx import page
from webapp.core.paging import one_page
from webapp.leave.phrases.desk import DESK_STAGES, DESK_STATES, GROUNDS_SHORT, period_said
from webapp.leave.phrases.requests import STATE_TONES, days_said, kind_said
from webapp.leave.queries.desk import decides_at, span_asked, span_given
from webapp.leave.queries.queue import (
    STAGES,
    Wanted,
    counts_at,
    kinds_asked_at,
    requests_at,
    used_halves_by_request,
    years_asked_at,
)
from webapp.leave.rules.states import DECIDABLE
from webapp.leave.rules.terms import days_left, urgency
from webapp.schools.policies import office_only
from webapp.schools.queries.children import group_names_of
from webapp.schools.queries.groups import open_groups_of
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("unit_leave", __name__, url_prefix="/units/<int:unit_id>/leave")


@bp.get("")
@office_only
def index(unit_id):
    unit, wanted = managed_unit_of(current_user, unit_id), wanted_of(request.args)
    requests, turn = one_page(requests_at(unit, wanted))
    return page(
        "leave/desk/index.html",
        block="requests",
        unit=unit,
        wanted=wanted,
        turn=turn,
        batches=[list(rows) for _batch, rows in groupby(requests, key=lambda row: row.batch)],
        used=used_halves_by_request(requests),
        group_names=group_names_of(unit, [row.child_id for row in requests]),
        decides=decides_at(current_user, unit.id),
        **choices_at(unit),
        **words(),
    )


def wanted_of(args) -> Wanted:
    """What the address asks for; a state that does not exist is what waits."""
    state = args.get("state", "open")
    return Wanted(
        state if state in STAGES or state in DESK_STATES else "open",
        args.get("group", type=int),
        args.get("kind", "")[:30],
        args.get("year", type=year_number),
        args.get("search", "").strip()[:100],
    )


def year_number(text: str) -> int:
    year = int(text)
    if not 2000 <= year <= 2100:
        raise ValueError(text)
    return year


def choices_at(unit) -> dict:
    """What the list can be narrowed to."""
    return {
        "counts": counts_at(unit),
        "groups": list(open_groups_of(unit)),
        "kinds": kinds_asked_at(unit),
        "years": years_asked_at(unit),
        "stages": DESK_STAGES,
        "stage_states": STAGES,
    }


def words() -> dict:
    """The words in which requests are shown."""
    return {
        "states": DESK_STATES,
        "tones": STATE_TONES,
        "grounds": GROUNDS_SHORT,
        "days_said": days_said,
        "kind_said": kind_said,
        "period_said": period_said,
        "span_asked": span_asked,
        "span_given": span_given,
        "decidable": DECIDABLE,
        "days_left": lambda row: days_left(row.decide_by, clock.today()),
        "urgency": lambda row: urgency(row.decide_by, clock.today()),
    }
