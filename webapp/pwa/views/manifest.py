"""What a phone or computer asks before it puts the portal among its programs (W3C Web App Manifest)."""

from flask import Blueprint, current_app, jsonify, request, url_for
from flask_babel import get_locale

from webapp.core.i18n import _
from webapp.core.portal import settings
from webapp.core.security import anyone
from webapp.pwa.queries import look_of_portal
from webapp.pwa.rules import ICONS, Look, short_name

bp = Blueprint("manifest", __name__)

GROUND = "#f7f5f1"  # that of the pages (tokens.css), while the portal opens
PURPOSES = {"any": "any", "maskable": "maskable"}  # shape → purpose; the others are asked for by name


@bp.get("/manifest.webmanifest")
@anyone
def show():
    response = jsonify(manifest_of(look_of_portal()))
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


def manifest_of(look: Look) -> dict:
    name = settings().ORGANISATION
    return {
        "id": "/",
        "name": name,
        "short_name": short_name(name),
        "description": _("Nieuws van de school en uit de groep van uw kind, op één plek."),
        "lang": str(get_locale()),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": look.colour,
        "background_color": GROUND,
        "categories": ["education"],
        "icons": [manifest_icon(look, name) for name, icon in ICONS.items() if icon.shape in PURPOSES],
        "shortcuts": [
            {"name": _("Nieuws"), "url": url_for("posts.index")},
            {"name": _("Meldingen"), "url": url_for("preferences.edit")},
        ],
    }


def manifest_icon(look: Look, name: str) -> dict[str, str]:
    side, purpose = ICONS[name].side, PURPOSES[ICONS[name].shape]
    address = url_for("icons.show", icon_name=name, v=look.version)
    return {"src": address, "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


@bp.app_context_processor
def show_short_name() -> dict[str, str]:
    """For every page: how it is called under an icon."""
    return {"short_name": short_name(current_app.config["SETTINGS"].ORGANISATION)}
