"""The portal with one page more, that only says hello: what the web server itself costs."""

from flask import Flask

from webapp import create_app
from webapp.core.security import anyone


def with_hello(app: Flask) -> Flask:
    @app.get("/hello")
    @anyone
    def hello() -> str:
        return "hello"

    return app


app = with_hello(create_app())
