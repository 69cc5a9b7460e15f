"""The one place that knows htmx 4's headers: whole page or one block, swap or redirect."""

import hashlib
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

import jinja2_fragments.flask as fragments
from cachetools import LRUCache
from flask import Flask, Response, current_app, redirect, render_template, request, session
from flask_babel import get_locale
from htmx_flask import Htmx
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from webapp.core import clock


def asks_for_part() -> bool:
    """Whether htmx asks for a part of a page (`HX-Request-Type: partial`), not for a whole one."""
    return "HX-Request" in request.headers and request.headers.get("HX-Request-Type", "partial") == "partial"


def page(template: str, block: str | None = None, **context: Any) -> str:
    """The whole page; or, when htmx asks for a part, only the named block of the same page."""
    if block and asks_for_part():
        return fragments.render_block(template, block, **context)
    return render_template(template, **context)


def kept_page(version: Any, render: Callable[[], str]) -> BaseResponse:
    """A personal page that the browser keeps and asks about each time: 304 while `version` (anything whose repr tells
    all that the page shows) is the same, without rendering. Signing out empties what was kept (Clear-Site-Data).

    Day, form token and assets count as well: the words for «today» change, a new session has a new token in its forms,
    and an upgrade brings other files.
    """
    told = (
        version,
        asks_for_part(),
        clock.today(),
        session.get("csrf_token"),
        current_app.extensions["assets_version"],
    )
    tag = hashlib.sha256(repr(told).encode()).hexdigest()[:32]
    response = Response(headers={"Cache-Control": "private, no-cache"})
    response.set_etag(tag, weak=True)
    if "_flashes" not in session and request.if_none_match.contains_weak(tag):
        return response.make_conditional(request)
    response.set_data(render())
    return response


KEPT_FRAGMENTS: LRUCache = LRUCache(maxsize=2_000)
KEEPING = Lock()


def kept_fragment(template: str, version: Hashable, **context: Any) -> Markup:
    """A piece of a page that looks the same each time: rendered once for each version, language and day, then kept.

    `version` must tell all that the piece shows; it must hold nothing of one visitor only, like a form token.
    """
    key = (template, version, str(get_locale()), clock.today(), current_app.extensions["assets_version"])
    with KEEPING:
        kept = KEPT_FRAGMENTS.get(key)
    if kept is None:
        kept = Markup(current_app.jinja_env.get_template(template).render(**context))  # noqa: S704 - a template escapes
        with KEEPING:
            KEPT_FRAGMENTS[key] = kept
    return kept


def answer(template: str, back_to: str, **context: Any) -> str | BaseResponse:
    """The answer to an action: what changed, for htmx; a redirect to the page that shows it, for a plain browser."""
    return render_template(template, **context) if asks_for_part() else redirect(back_to, 303)


def go_to(address: str) -> BaseResponse:
    """Send the visitor to a page: a redirect for a plain browser, `HX-Redirect` for htmx (never a page in a table)."""
    if "HX-Request" in request.headers:
        return Response(status=204, headers={"HX-Redirect": address})
    return redirect(address, 303)


def dom_id(row: Any, prefix: str = "") -> str:
    """The id of a row's element: `post-7`, or `seen-post-7` with a prefix."""
    return "-".join(part for part in (prefix, row.__class__.__name__.lower(), str(row.id)) if part)


def start_htmx(app: Flask) -> None:
    Htmx(app)
    app.jinja_env.globals.update(dom_id=dom_id, kept_fragment=kept_fragment)

    @app.after_request
    def vary_by_htmx(response: Response) -> Response:
        response.vary.add("HX-Request")
        return response
