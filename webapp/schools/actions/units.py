"""Units: added by the administrator, set by who leads them."""

from typing import Any

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.files import keep_file
from webapp.core.pictures import NotAPicture, logo_picture
from webapp.schools.actions.school_days import note_change
from webapp.schools.models import Unit


@db.atomic()
def add_unit(by: Person, name: str, kind: str, brin: str) -> Unit:
    """An administrator adds a school or an after-school care location; two of one name cannot be told apart."""
    try:
        with db.atomic():
            unit = Unit.create(name=name, kind=kind, brin=brin.upper() if kind == "school" else "")
    except IntegrityError:
        raise Refused("unit_name_taken") from None
    audit(by, "add_unit", unit, unit)
    return unit


@db.atomic()
def change_unit(by: Person, unit: Unit, **settings: Any) -> None:
    """The director sets how the unit is called, reached and coloured, and how its link codes work from now on."""
    changed = {name: value for name, value in settings.items() if getattr(unit, name) != value}
    if not changed:
        return
    try:
        with db.atomic():
            Unit.update(changed).where(Unit.id == unit.id).execute()
    except IntegrityError:
        raise Refused("unit_name_taken") from None
    if "region" in changed:  # other holidays
        note_change(unit.id)
    audit(by, "change_unit", unit, unit, **changed)


@db.atomic()
def change_logo(by: Person, unit: Unit, data: bytes | None) -> None:
    """The unit shows a logo, made anew from what was sent, or no longer."""
    try:
        unit.logo = keep_file(logo_picture(data), "webp") if data else ""
    except NotAPicture:
        raise Refused("not_a_logo") from None
    unit.save(only=[Unit.logo])
    audit(by, "change_logo", unit, unit)
