"""What a calendar program reads: no cookie, only the secret in the address."""

import hashlib

from flask import Blueprint, Response, request

from webapp.core import clock
from webapp.core.i18n import _, language_of
from webapp.core.rate_limits import limiter
from webapp.core.security import anyone
from webapp.school_calendar.actions.addresses import note_reading
from webapp.school_calendar.queries.addresses import address_by_secret
from webapp.school_calendar.queries.calendar_files import entries_of
from webapp.school_calendar.rules.calendar_files import calendar_file

bp = Blueprint("calendar_feeds", __name__, url_prefix="/calendar/feeds")


def was_not_there(response: Response) -> bool:
    """Only guesses count: many parents' programs read from one address of a large calendar service."""
    return response.status_code == 404


@bp.get("/<secret>.ics")
@limiter.limit("60 per hour", deduct_when=was_not_there)
@anyone
def show(secret: str):
    address = address_by_secret(secret)
    with language_of(address.person.language):
        entries = entries_of(address.person, address.child_id, address.names_children)
        name = _("Schoolkalender")
        response = Response(mimetype="text/calendar", headers={"Cache-Control": "private, max-age=900"})
        response.set_etag(hashlib.sha256(repr((name, entries)).encode()).hexdigest()[:32])
        note_reading(address)
        if response.make_conditional(request).status_code != 304:
            response.set_data(calendar_file(name, entries, clock.SCHOOL_ZONE))
    return response
