"""The `flask` commands of the portal."""

from pathlib import Path

import click
from flask import Flask, current_app

from webapp.core.db import db, migrate


@click.command("migrate")
def migrate_command() -> None:
    """Bring the database up to date."""
    for name in migrate():
        click.echo(f"applied {name}")


@click.command("prepare")
def prepare_command() -> None:
    """Bring the database up to date and, in demo mode, fill an empty one with the demo school."""
    migrate()
    if current_app.config["SETTINGS"].DEMO:
        from webapp.demo.loading import has_a_school, load_demo_school

        with db.connection_context():
            if not has_a_school():
                click.echo("Loading the demo school, once …")
                load_demo_school()


@click.command("demo")
@click.option("--fresh", is_flag=True, help="Throw away what a visitor changed, and load the demo school anew.")
def demo_command(fresh: bool) -> None:
    """Fill an empty portal with the demo school."""
    from webapp.demo.loading import has_a_school, is_only_the_demo, renew_demo_school

    migrate()
    with db.connection_context():
        if has_a_school() and not (fresh and is_only_the_demo()):
            raise click.ClickException(
                "This portal holds a school already; --fresh throws away nothing but the demo school."
            )
        renew_demo_school()
    click.echo("The demo school is as new.")


@click.command("first-admin")
@click.argument("name")
@click.argument("email")
def first_admin_command(name: str, email: str) -> None:
    """Invite somebody to administer the installation, who then adds schools and invites their directors."""
    from webapp.schools.actions.staff import make_admin

    with db.connection_context():
        make_admin(name, email, current_app.config["SETTINGS"].ORGANISATION)
    click.echo(f"{email} gets a mail to choose a password. Without SMTP_URL it lies in the folder mail of DATA_FOLDER.")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", "name", required=True, help="Name or number of the school or after-school care.")
@click.option("--apply", "applies", is_flag=True, help="Write it; without this, only tell what would happen.")
@click.option("--create-unit", "kind", type=click.Choice(["school", "bso"]), help="Make the unit if it is not there.")
@click.option("--sure", is_flag=True, help="Apply also when more than 30 % of the children would end.")
def import_command(file: Path, name: str, applies: bool, kind: str | None, sure: bool) -> None:
    """Read a school's file (EDEXML, CSV, Excel): tell what would change, and with --apply, change it."""
    from webapp.schools.actions.import_runs import read_and_plan, write_at_once
    from webapp.schools.phrases import IMPORT_REFUSALS, plan_lines
    from webapp.schools.queries.imports import unit_called
    from webapp.schools.school_file.contents import UnreadableFile
    from webapp.schools.school_file.phrases import sentence_at

    with db.connection_context():
        unit = unit_called(name, kind)
        if unit is None:
            raise click.ClickException(f"There is no unit {name}; --create-unit makes it.")
        try:
            plan, fingerprint = read_and_plan(unit, file)
        except UnreadableFile as reason:
            raise click.ClickException(sentence_at(reason.line, reason.code, reason.values)) from None
        click.echo("\n".join(plan_lines(plan)))
        if plan.blocked_by and plan.blocked_by != ["nothing_new"]:
            raise click.ClickException(str(IMPORT_REFUSALS[plan.blocked_by[0]]))
        if plan.is_empty:
            return
        if not applies:
            click.echo("Er is nog niets ingevoerd: doe dat met --apply.")
            return
        if plan.ends_many and not sure:
            raise click.ClickException("Meer dan 30 % van de kinderen wordt beëindigd: bevestig dat met --sure.")
        write_at_once(None, unit, file.name, plan, fingerprint)
        click.echo("Ingevoerd.")


@click.group("audit")
def audit_group() -> None:
    """The register of consents, which nobody may change."""


FLAWS = {
    "changed": "entry {}: its content was changed",
    "link_changed": "entry {}: its link was changed",
    "misplaced": "entry {}: it does not follow the one before it; the order or its link was changed",
    "moved": "entry {}: the order was changed; it says what another entry said",
    "missing": "entry {} is missing",
    "link_missing": "entry {}: its link is missing",
    "added": "entry {} was added",
    "back": "entry {} was erased, and is here again",
    "unproven": "entry {} was erased, but the erasure is not what it was",
    "cut_off": "entry {} is missing: the end was cut off",
    "end_changed": "the end of the chain was changed, or cut off",
}


@audit_group.command("verify")
@click.option("--noted", help="What an earlier run told to note, such as 412:9f3a…: the register must still hold it.")
def verify_command(noted: str | None) -> None:
    """Go through the register and name every entry that was changed, deleted, added or moved."""
    from webapp.consent.queries.verification import check_register, still_holds

    with db.connection_context():
        checked = check_register()
        number, _, mark = (noted or "").strip().partition(":")
        is_older = bool(noted) and not (number.isdecimal() and still_holds(int(number), mark))
    wrong = [FLAWS[flaw.kind].format(flaw.number) for flaw in checked.flaws]
    if is_older:
        wrong.append(f"what was noted ({noted}) is not in this register: it may be an older copy")
    if wrong:
        raise click.ClickException("the register is broken\n" + "\n".join(wrong))
    click.echo(f"The register is whole: {checked.length} entries.")
    click.echo(f"Note this outside the portal: {checked.length}:{checked.mark}")


def register(app: Flask) -> None:
    for command in (migrate_command, prepare_command, demo_command, first_admin_command, import_command, audit_group):
        app.cli.add_command(command)
