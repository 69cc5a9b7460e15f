"""What somebody sees who opens the portal without a connection; kept on the device, so the same for everybody."""

from flask import Blueprint

from webapp.core.htmx import page
from webapp.core.security import anyone

bp = Blueprint("offline", __name__, url_prefix="/offline")


@bp.get("")
@anyone
def show():
    return page("pwa/offline/show.html")
