"""Administratie: what a guardian arranges, per child."""

from datetime import timedelta

from flask import Blueprint
from flask_login import current_user

from webapp.absence.phrases import reason_said
from webapp.absence.queries.absences import current_absences_of, steps_of
from webapp.absence.queries.own import own_children_to_report
from webapp.consent.queries.own import open_choices_of
from webapp.core import clock
from webapp.core.htmx import page
from webapp.directory.queries import own_groups_of
from webapp.leave.phrases.requests import ROW_WORDS
from webapp.leave.queries.asking import asking_places_of
from webapp.leave.queries.requests import current_requests_of
from webapp.schools.policies import guardian_only

bp = Blueprint("administration", __name__, url_prefix="/administration")


@bp.get("")
@guardian_only
def show():
    current = [absence for absence in current_absences_of(current_user) if absence.source != "leave"]
    own = own_children_to_report(current_user)
    asking = asking_places_of(current_user, [one.child for one in own])
    return page(
        "home/administration/show.html",
        current=current,
        steps={absence.id: steps_of(absence) for absence in current},
        ill={absence.child_id for absence in current if absence.is_illness},
        tomorrow=clock.today() + timedelta(days=1),
        own=own,
        reason_said=reason_said,
        asking={place.child.id for place in asking if place.takes_part},
        open_choices=open_choices_of(current_user),
        phone_groups=own_groups_of(current_user),
        leave_requests=list(current_requests_of(current_user)),
        **ROW_WORDS,
    )
