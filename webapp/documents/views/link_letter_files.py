"""The letters that are ready: open them, then throw the file away."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.documents.actions.link_letters import forget_letters, letters_of
from webapp.schools.policies import office_only

bp = Blueprint("link_letter_files", __name__, url_prefix="/link-letters/<job_id>")


@bp.get("")
@office_only
def show(job_id):
    file = letters_of(current_user, job_id)
    return page("documents/link_letters/ready.html", job_id=job_id, is_there=file is not None)


@bp.post("/removal")
@office_only
def destroy(job_id):
    forget_letters(current_user, job_id)
    flash(_("De brieven zijn uit het portaal verwijderd. De koppelcodes erin blijven werken."), "success")
    return redirect(url_for("link_letter_files.show", job_id=job_id), 303)
