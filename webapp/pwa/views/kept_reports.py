"""What a parent sees who reported without a connection: it is kept on the device. The same page for everybody."""

from flask import Blueprint

from webapp.core.htmx import page
from webapp.core.security import anyone

bp = Blueprint("kept_reports", __name__, url_prefix="/offline/kept")


@bp.get("")
@anyone
def show():
    return page("pwa/kept_reports/show.html")
