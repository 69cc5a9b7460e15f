"""The service worker, at the top of the portal so that it looks after all of it; and what it keeps on the device."""

import hashlib
import json

import jinja2_fragments.flask as fragments
from flask import Blueprint, Response, abort, current_app, request, url_for

from webapp.core.assets import DIST
from webapp.core.i18n import LANGUAGES, _, language_of
from webapp.core.portal import settings
from webapp.core.security import anyone

bp = Blueprint("service_worker", __name__)

BUILT = DIST / "service-worker.js"
SHELL = ("app.css", "app.js", "icons.svg", "mark.svg")  # what the page without a connection is made of


@bp.get("/service-worker.js")
@anyone
def show():
    if not BUILT.exists():
        abort(404)
    script = current_app.extensions.get("service_worker") or worker_script()
    current_app.extensions["service_worker"] = script  # a browser asks at each visit; it changes with an upgrade only
    response = Response(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
    response.add_etag()
    return response.make_conditional(request)


def worker_script() -> str:
    """The built script, with what it must know of this installation in front. The same bytes until something of it
    changes: a browser takes any other byte for a new version.
    """
    script = BUILT.read_text()
    asset = current_app.jinja_env.globals["asset"]
    portal = {
        "files": [asset(name) for name in SHELL],  # type: ignore[operator]
        "pages": [url_for("offline.show"), url_for("kept_reports.show"), url_for("theme.show")],
        "offline": url_for("offline.show"),
        "kept": url_for("kept_reports.show"),
        "words": {language: words_in(language) for language in LANGUAGES},
    }
    shown = [page_in(language, name) for language in LANGUAGES for name in ("offline", "kept_reports")]
    version = hashlib.sha256(json.dumps([script, portal, shown]).encode()).hexdigest()[:12]
    return f"self.PORTAL = {json.dumps(portal | {'version': version})};\n{script}"


def words_in(language: str) -> dict[str, str]:
    """What a notification says when its own words cannot be read, and what became of a report that was kept."""
    with language_of(language):
        return {
            "title": settings().ORGANISATION,
            "body": _("Er is een nieuw bericht. Tik om het te lezen."),
            "sent": _("Er is weer verbinding: uw melding is bij de school."),
            "refused": _("Uw melding is niet aangekomen. Open het portaal en meld opnieuw, of bel de school."),
        }


def page_in(language: str, name: str) -> str:
    """What a page without a connection shows, without the form token that each visitor has of their own."""
    with language_of(language):
        return fragments.render_block(f"pwa/{name}/show.html", "shell")
