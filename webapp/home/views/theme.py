"""The colours of the units as a style sheet: the CSP allows no style in a page."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from webapp.core.colours import scale_of
from webapp.core.security import anyone
from webapp.schools.queries.standing import every_unit

bp = Blueprint("theme", __name__)


@bp.get("/theme.css")
@anyone
def show():
    units = [(unit.id, scale_of(unit.colour)) for unit in every_unit()]
    style = render_template("home/theme.css", units=units)
    response = Response(style, content_type="text/css; charset=utf-8", headers={"Cache-Control": "public, max-age=600"})
    response.add_etag()
    return response.make_conditional(request)
