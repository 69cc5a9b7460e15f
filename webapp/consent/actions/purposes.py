"""A unit's own list of purposes; at its first use the standard list is copied into it, in Dutch."""

from webapp.accounts.models import Person
from webapp.consent.models import Purpose, Wording
from webapp.consent.queries.purposes import purpose_of, standard_purposes
from webapp.consent.queries.register import CHAIN, content_of
from webapp.consent.rules.purposes import Asked
from webapp.core import clock
from webapp.core.chain import add_to_chain, next_place, wait_for_chain
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.schools.models import Unit


def keep_list_of(unit: Unit) -> None:
    """See to it that the unit's list is there, inside a transaction: entries of the register refer to its wordings."""
    if Purpose.select().where(Purpose.unit == unit).exists():
        return
    wait_for_chain(CHAIN)  # two who begin it wait for each other
    if Purpose.select().where(Purpose.unit == unit).exists():
        return
    with language_of("nl"):
        for position, asked in enumerate(standard_purposes()):
            purpose = Purpose.create(unit=unit, key=asked.key, position=position)
            word(None, purpose, 1, 1, asked.title, asked.text)


def word(by: Person | None, purpose: Purpose, version: int, round: int, title: str, text: str) -> Wording:
    """What a purpose says from today; an entry of the register, and written nowhere else."""
    place = next_place(CHAIN)
    wording = Wording.create(
        number=place.number, salt=place.salt, purpose=purpose, version=version, round=round, title=title, text=text,
        from_day=clock.today(), made_by_id=by.id if by else None, made_at=clock.now(),
    )  # fmt: skip
    add_to_chain(CHAIN, place, content_of(wording))
    return wording


def asked_purpose(unit: Unit, key: str) -> Asked:
    """What the unit asks under this key, as a row; refused when it asks it no more."""
    keep_list_of(unit)
    found = purpose_of(unit, key)
    if found is None:
        raise Refused("unknown_purpose")
    return found
