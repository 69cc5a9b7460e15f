"""The icons of this installation, for home screens and notifications."""

from flask import Blueprint, Response, abort, request

from webapp.core.security import anyone
from webapp.pwa.actions import draw_icon
from webapp.pwa.queries import look_of_portal
from webapp.pwa.rules import ICONS

bp = Blueprint("icons", __name__, url_prefix="/icons")


@bp.get("/<icon_name>.png")
@anyone
def show(icon_name: str):
    if icon_name not in ICONS:
        abort(404)
    look = look_of_portal()
    is_hashed = request.args.get("v") == look.version
    how_long = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
    response = Response(draw_icon(look, icon_name), mimetype="image/png", headers={"Cache-Control": how_long})
    response.add_etag()
    return response.make_conditional(request)
