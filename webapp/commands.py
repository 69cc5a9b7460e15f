"""The `flask` commands of the portal."""

import click
from flask import Flask
from flask.cli import AppGroup

from webapp.core.db import migrate

demo = AppGroup("demo", help="The demo school.")


@click.command("migrate")
def migrate_command() -> None:
    """Bring the database up to date."""
    for name in migrate():
        click.echo(f"applied {name}")


def register(app: Flask) -> None:
    app.cli.add_command(migrate_command)
