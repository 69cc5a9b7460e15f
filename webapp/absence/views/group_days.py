"""Vandaag: a group on the teacher's tablet."""

from flask import Blueprint
from flask_login import current_user

from webapp.absence.phrases import ANSWER_NAMES, STATE_NAMES, reason_said
from webapp.absence.queries.today import closing_of, group_today
from webapp.core import clock
from webapp.core.htmx import page
from webapp.schools.policies import staff_only
from webapp.schools.queries.groups import group_of
from webapp.schools.queries.standing import standing_of

bp = Blueprint("group_days", __name__, url_prefix="/groups/<int:group_id>/today")


@bp.get("")
@staff_only
def show(group_id: int):
    return group_page(group_of(current_user, group_id))


def group_page(group, block="board", refusal=None):
    standing = standing_of(current_user)
    return page(
        "absence/group_days/show.html",
        block=block,
        stands=group_today(group),
        closing=closing_of(group.unit, clock.today()),
        has_several=len(standing.taught_groups) > 1 or bool(standing.managed_units),
        is_office=group.unit_id in standing.managed_units,
        refusal=refusal,
        **words(),
    )


def words():
    """What the cards are made of."""
    return {
        "state_names": STATE_NAMES,
        "answer_names": ANSWER_NAMES,
        "reason_said": reason_said,
        "today": clock.today(),
    }
