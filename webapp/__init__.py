"""Schoolplein: the open parent portal for Dutch primary schools and after-school care."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from webapp.core.settings import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The portal as a WSGI application, on the database that the settings name."""
    # Imported here, so that the process that only starts the others stays small.
    from werkzeug.middleware.proxy_fix import ProxyFix

    from webapp import commands, views
    from webapp.accounts.views.visitor import start_sessions
    from webapp.core import assets, db, errors, htmx, i18n, jobs, logs, rate_limits, security
    from webapp.core.credentials import kept_vapid_key
    from webapp.core.settings import read_settings

    settings = settings or read_settings()
    app = configured(settings)
    kept_vapid_key(settings.DATA_FOLDER / "vapid.pem")
    db.use_database(db.open_database(settings.DATABASE_URL))
    db.start_connections(app)
    logs.start_logs(app, settings.LOG_LEVEL)
    security.start_security(app, settings.secure)
    htmx.start_htmx(app)
    i18n.start_i18n(app)
    start_sessions(app)
    rate_limits.start_rate_limits(app)
    jobs.start_jobs(app)
    assets.start_assets(app)
    errors.handle_errors(app)
    views.register(app)
    commands.register(app)
    if settings.TRUSTED_PROXIES:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[settings.TRUSTED_PROXIES] * 3)  # type: ignore[method-assign]
    return app


def configured(settings: "Settings") -> "Flask":
    """The application, empty still, with what Flask and Jinja have to know."""
    from flask import Flask
    from jinja2 import select_autoescape

    app = Flask(__name__)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.SECRET_KEY,
        MAX_CONTENT_LENGTH=settings.UPLOAD_LIMIT_MB * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=3_000,  # a post has forty photos, each with the names of a whole group
    )
    app.jinja_options = {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.do"],
        "autoescape": select_autoescape(("html", "mjml", "svg", "xml"), default=False),
    }
    return app
