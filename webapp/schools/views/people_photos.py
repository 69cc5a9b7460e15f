"""A person's photo, for whom it concerns."""

from flask import Blueprint
from flask_login import current_user

from webapp.core.files import kept_picture
from webapp.core.security import signed_in
from webapp.schools.queries.people import pictured_person_of

bp = Blueprint("people_photos", __name__, url_prefix="/people/<int:person_id>/photo")


@bp.get("")
@signed_in
def show(person_id):
    return kept_picture(pictured_person_of(current_user, person_id).photo, "private")
