"""A unit's own list of purposes; at its first use the standard list is copied into it, in Dutch."""

from webapp.consent.models import Purpose, Wording
from webapp.consent.queries.purposes import purpose_of, standard_purposes
from webapp.consent.rules.purposes import Asked
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.schools.models import Unit


def keep_list_of(unit: Unit) -> None:
    """See to it that the unit's list is there, inside a transaction: entries of the register refer to its wordings."""
    Unit.update(name=Unit.name).where(Unit.id == unit.id).execute()  # two who begin it wait for each other
    if Purpose.select().where(Purpose.unit == unit).exists():
        return
    with language_of("nl"):
        for position, asked in enumerate(standard_purposes()):
            purpose = Purpose.create(unit=unit, key=asked.key, position=position)
            Wording.create(
                purpose=purpose, version=1, round=1, title=asked.title, text=asked.text, from_day=clock.today(),
                made_at=clock.now(),
            )  # fmt: skip


def asked_purpose(unit: Unit, key: str) -> Asked:
    """What the unit asks under this key, as a row; refused when it asks it no more."""
    keep_list_of(unit)
    found = purpose_of(unit, key)
    if found is None:
        raise Refused("unknown_purpose")
    return found
