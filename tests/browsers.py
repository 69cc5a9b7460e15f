"""Browsers for view tests: Flask's client, plain or as htmx."""

from flask import Flask
from flask.testing import FlaskClient

from webapp.accounts.actions.sessions import open_session
from webapp.accounts.models import Person

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


def signed_in_client(app: Flask, person: Person) -> FlaskClient:
    """A browser with this person's session in its cookie."""
    return client_with(app, open_session(person, "Test", (30, 12)))


def client_with(app: Flask, token: str) -> FlaskClient:
    """A browser with this session in its cookie."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
        session["_fresh"] = True
    return client
