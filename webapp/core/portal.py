"""The settings of the portal that runs, for code that knows no Flask."""

from flask import current_app

from webapp.core.settings import Settings


def settings() -> Settings:
    """What this installation chose."""
    return current_app.config["SETTINGS"]
