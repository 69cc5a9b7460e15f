"""What a report that is being filled in asks next; nothing is sent yet.

It travels by POST although it changes nothing: why a child is away does not belong in an address.
"""

from flask import Blueprint, redirect, request, url_for

from webapp.absence.views.absences import proposing
from webapp.schools.policies import guardian_only

bp = Blueprint("absence_drafts", __name__, url_prefix="/absences/drafts")


@bp.get("")
@guardian_only
def new():
    """Who comes back here by the address bar starts again: what was typed was never sent."""
    return redirect(url_for("absences.new"))


@bp.post("")
@guardian_only
def create():
    """Another child or reason proposes the end anew; another first day (`end=typed`) brings the end along."""
    return proposing(request.form, request.form.get("last_day", "") if request.args.get("end") == "typed" else "")
