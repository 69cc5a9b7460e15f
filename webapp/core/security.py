"""Who may use a route, and what every answer carries to keep a browser safe.

Each view declares one `Policy`. A route without one answers 404 and fails a test: closed unless opened.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request, url_for
from flask_login import current_user
from flask_wtf import CSRFProtect

from webapp.core.htmx import go_to

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}

csrf = CSRFProtect()


class Policy:
    """A rule for who may use a route: decorate the view with it. Strangers are sent to sign in, others get 404."""

    def __init__(self, name: str, allows: Callable[[Any], bool] | None = None, is_open: bool = False):
        self.name = name
        self.allows = allows or (lambda person: True)
        self.is_open = is_open

    def __call__(self, view: Callable) -> Callable:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not self.is_open:
                if not current_user.is_authenticated:
                    return go_to(
                        url_for(
                            "sign_in.new",
                            next=request.full_path.rstrip("?") if request.method == "GET" else None,
                        )
                    )
                if not self.allows(current_user):
                    abort(404)
            return view(*args, **kwargs)

        guarded.policy = self  # type: ignore[attr-defined]
        return guarded


anyone = Policy("anyone", is_open=True)
signed_in = Policy("signed_in")


def policy_of(view: Callable | None) -> Policy | None:
    return getattr(view, "policy", None)


def safe_next(address: str | None, otherwise: str) -> str:
    """The page of this portal to go on to; anything that leads elsewhere is dropped.

    Browsers read a backslash as a slash and skip tabs and line ends (WHATWG URL), so an address with these is dropped.
    """
    is_ours = address and address.startswith("/") and not address.startswith("//") and address.isprintable()
    return address if is_ours and address and "\\" not in address and is_local(address) else otherwise


def is_local(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def refuse_undeclared_routes() -> None:
    is_view = request.endpoint and request.endpoint != "static"
    if is_view and policy_of(current_app.view_functions.get(request.endpoint)) is None:  # type: ignore[arg-type]
        abort(404)


def refuse_other_sites() -> None:
    """A change asked by another site is refused, beside the token (Fetch Metadata: Sec-Fetch-Site, else Origin)."""
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site and site not in {"same-origin", "none"}:
        abort(403)
    if not site and origin and origin.partition("://")[2] != request.host:
        abort(403)


def add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if "Cache-Control" not in response.headers and request.endpoint != "static":
        response.headers["Cache-Control"] = "private, no-store" if current_user.is_authenticated else "no-cache"
    return response


def start_security(app: Flask, secure: bool) -> None:
    app.config.update(
        SESSION_COOKIE_NAME="__Host-portal" if secure else "portal",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # the Origin check above does this for every scheme
    )
    csrf.init_app(app)
    app.before_request(refuse_undeclared_routes)
    app.before_request(refuse_other_sites)
    app.after_request(add_headers)
