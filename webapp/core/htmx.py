"""The one place that knows htmx 4's headers: whole page or one block, swap or redirect."""

import hashlib
from collections.abc import Callable, Hashable, Iterable
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

    Day, form token, the notice on top and assets count as well: the words for «today» change, a new session has a new
    token in its forms, an address may stop working, and an upgrade brings other files.
    """
    told = (
        version,
        asks_for_part(),
        clock.today(),
        session.get("csrf_token"),
        session.get("troubled_address"),
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


def kept_fragments(template: str, pieces: Iterable[tuple[Hashable, dict[str, Any]]]) -> Markup:
    """Pieces of a page that look the same each time, one after the other: each is rendered once, then kept.

    A piece is its version and what its template is given. The version must tell all that the piece shows; it must hold
    nothing of one visitor only, like a form token.
    """
    same = (template, str(get_locale()), clock.today(), current_app.extensions["assets_version"])
    wanted = [((same, version), context) for version, context in pieces]
    with KEEPING:  # to look at a piece is to use it: the oldest go first
        kept = {key: KEPT_FRAGMENTS.get(key) for key, _ in wanted}
    return Markup("").join(kept[key] or keep_fragment(key, template, context) for key, context in wanted)


def keep_fragment(key: Hashable, template: str, context: dict[str, Any]) -> Markup:
    piece = Markup(current_app.jinja_env.get_template(template).render(context))  # noqa: S704 - a template escapes
    with KEEPING:
        KEPT_FRAGMENTS[key] = piece
    return piece


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
    app.jinja_env.globals.update(dom_id=dom_id, kept_fragments=kept_fragments)

    @app.after_request
    def vary_by_htmx(response: Response) -> Response:
        response.vary.add("HX-Request")
        return response
