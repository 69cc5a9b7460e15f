"""How to put the portal on a phone or computer, the visitor's own kind first."""

from flask import Blueprint, request

from webapp.core.htmx import page
from webapp.core.security import anyone
from webapp.pwa.phrases import SYSTEM_NAMES
from webapp.pwa.rules import SYSTEMS, system_of

bp = Blueprint("install", __name__, url_prefix="/install")


@bp.get("")
@anyone
def show():
    asked = request.args.get("system", "")
    own = asked if asked in SYSTEMS else system_of(request.headers.get("User-Agent", ""))
    others = [system for system in SYSTEMS if system != own]
    return page("pwa/install/show.html", own=own, others=others, names=SYSTEM_NAMES)
