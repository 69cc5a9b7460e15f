"""Every blueprint of the portal in one list."""

from flask import Flask

from webapp.accounts.views import BLUEPRINTS as ACCOUNTS
from webapp.home.views import BLUEPRINTS as HOME
from webapp.home.views.navigation import show_navigation

BLUEPRINTS = [*ACCOUNTS, *HOME]


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(show_navigation)
