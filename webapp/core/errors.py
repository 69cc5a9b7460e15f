"""How an action says no, and how the portal says that something is not there."""

import logging

from flask import Flask, Response, g, render_template, request
from flask_babel import gettext as _
from flask_login import AnonymousUserMixin
from peewee import DoesNotExist, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map

log = logging.getLogger(__name__)


class Refused(Exception):
    """An action that the rules do not allow. `code` is the reason; the feature's phrases hold its sentence."""

    def __init__(self, code: str, **values: object):
        super().__init__(code)
        self.code = code
        self.values = values


def error_page(status: int, title: str, sentence: str) -> tuple[str, int]:
    return render_template("errors/error.html", status=status, title=title, sentence=sentence), status


def explain(error: Exception) -> tuple[str, int] | Response:
    """One page for every error; nothing in it tells whether the thing exists for somebody else."""
    if isinstance(error, DoesNotExist | OverflowError):  # a number too long for SQLite is no row of ours either
        status = 404
    elif isinstance(error, HTTPException):
        if error.response is not None or (error.code or 500) < 400:
            return error  # type: ignore[return-value]  # a redirect or an answer made on purpose
        status = error.code or 500
    else:
        # The route, not the address: that may hold a code or a token.
        log.exception("unexpected error", extra={"route": str(request.url_rule), "method": request.method})
        g._login_user = AnonymousUserMixin()  # so that the page of an error asks no broken database who is visiting
        status = 503 if isinstance(error, (OperationalError, InterfaceError)) else 500
    return error_page(status, *sentences().get(status, sentences()[500 if status >= 500 else 400]))


def sentences() -> dict[int, tuple[str, str]]:
    return {
        400: (_("Dat ging niet goed"), _("Ga terug, laad de pagina opnieuw en probeer het nog eens.")),
        403: (_("Dat mag hier niet"), _("Ga terug, laad de pagina opnieuw en probeer het nog eens.")),
        404: (_("Deze pagina is er niet"), _("Misschien is het adres veranderd, of is de pagina niet voor u bedoeld.")),
        405: (_("Zo werkt deze pagina niet"), _("Ga terug en gebruik de knop op de pagina.")),
        413: (_("Dit bestand is te groot"), _("Kies een kleiner bestand en probeer het opnieuw.")),
        429: (_("Even wachten"), _("U hebt dit te vaak kort na elkaar geprobeerd. Wacht een paar minuten.")),
        500: (_("Er ging iets mis bij ons"), _("Er is niets verloren. Probeer het over een minuut opnieuw.")),
        503: (_("Het portaal is even niet bereikbaar"), _("Probeer het over een minuut opnieuw.")),
    }


class RowNumber(IntegerConverter):
    """`<int:post_id>` in a route: the number of a row. A longer one is no row of ours: 404, no error of SQLite."""

    def __init__(self, map: Map):
        super().__init__(map, max=2**63 - 1)


def handle_errors(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
    app.register_error_handler(HTTPException, explain)
    app.register_error_handler(DoesNotExist, explain)
    app.register_error_handler(Exception, explain)
