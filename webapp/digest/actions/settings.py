"""How a unit wants its digest to go."""

from webapp.accounts.models import Person
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.digest.rules.hours import is_an_hour_to_choose
from webapp.schools.models import Unit


@db.atomic()
def set_digest_hour(by: Person, unit: Unit, hour: int) -> None:
    """The office sets from which hour of Saturday the digest of its unit goes; never in the night."""
    if not is_an_hour_to_choose(hour):
        raise Refused("in_the_night")
    changed = Unit.update(digest_hour=hour).where(Unit.id == unit.id, Unit.digest_hour != hour).execute()
    if changed:
        audit(by, "set_digest_hour", unit, unit, hour=hour, before=unit.digest_hour)
