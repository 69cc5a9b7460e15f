"""A unit's own list: what it asks, in which words and order. Words are never changed: new ones take their place."""

from webapp.accounts.models import Person
from webapp.consent.actions.purposes import keep_list_of, word
from webapp.consent.models import PORTAL, ConsentSettings, Purpose, Wording
from webapp.consent.queries.purposes import consent_settings_of, purposes_of
from webapp.consent.queries.register import CHAIN
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.chain import wait_for_chain
from webapp.core.db import db, keep_order, one_place
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.schools.models import Unit

KEY_LENGTH = 20


def kept_list_of(unit: Unit) -> list[Purpose]:
    """The rows that the unit asks now, in its order; made from the standard list at its first change."""
    keep_list_of(unit)
    wait_for_chain(CHAIN)  # two who change the list wait for each other
    rows = Purpose.select().where(Purpose.unit == unit, Purpose.ended_at.is_null())
    return list(rows.order_by(Purpose.position, Purpose.id))


def purpose_among(purposes: list[Purpose], key: str) -> Purpose:
    """The purpose of this key; raises DoesNotExist when it is not in the list."""
    found = next((purpose for purpose in purposes if purpose.key == key), None)
    if found is None:
        raise Purpose.DoesNotExist
    return found


@db.atomic()
def add_purpose(by: Person, unit: Unit, idempotency_key: str, title: str, text: str) -> None:
    """The director asks something more, at the end of the list; two of one title cannot be told apart. The same key
    again adds nothing."""
    purposes, key = kept_list_of(unit), idempotency_key[:KEY_LENGTH]
    if Purpose.select().where(Purpose.unit == unit, Purpose.key == key).exists():
        return
    check_title(unit, title)
    purpose = Purpose.create(unit=unit, key=key, position=len(purposes))
    word(by, purpose, 1, 1, title, text)
    audit(by, "add_purpose", purpose, unit, title=title)


@db.atomic()
def reword_purpose(by: Person, unit: Unit, key: str, title: str, text: str, asks_again: bool) -> None:
    """The director says a purpose otherwise. A small improvement lets choices hold; where the meaning changes,
    everybody is asked again and earlier choices are history. The same words again change nothing."""
    purpose = purpose_among(kept_list_of(unit), key)
    latest = Wording.select().where(Wording.purpose == purpose).order_by(Wording.version.desc()).get()
    if (latest.title, latest.text) == (title, text):
        return
    check_title(unit, title, but=key)
    version = latest.version + 1
    word(by, purpose, version, version if asks_again else latest.round, title, text)
    audit(by, "reword_purpose", purpose, unit, version=version, asks_again=asks_again)


@db.atomic()
def end_purpose(by: Person, unit: Unit, key: str) -> None:
    """The director asks something no more; what was chosen stays in the register. Pictures in this portal are always
    asked for."""
    purpose = purpose_among(kept_list_of(unit), key)
    if key == PORTAL:
        raise Refused("portal_stays")
    Purpose.update(ended_at=clock.now()).where(Purpose.id == purpose.id).execute()
    audit(by, "end_purpose", purpose, unit)


@db.atomic()
def move_purpose(by: Person, unit: Unit, key: str, earlier: bool) -> None:
    """The director moves a purpose one place earlier or later; the first and the last stay where they are."""
    purposes = kept_list_of(unit)
    moved = purpose_among(purposes, key)
    if (ordered := one_place(purposes, moved, earlier)) != purposes:
        keep_order(ordered)
        audit(by, "move_purpose", moved, unit)


@db.atomic()
def change_consent_settings(by: Person, unit: Unit, **settings: object) -> None:
    """The director sets from which day the portal outranks paper, and how long choices are kept after a child left."""
    before = consent_settings_of(unit)
    changed = {name: value for name, value in settings.items() if getattr(before, name) != value}
    if not changed:
        return
    ConsentSettings.insert(unit=unit, **settings).on_conflict(
        conflict_target=[ConsentSettings.unit], update=settings
    ).execute()
    audit(by, "change_consent_settings", unit, unit, **changed)


def check_title(unit: Unit, title: str, but: str = "") -> None:
    with language_of("nl"):
        others = {asked.title.casefold() for asked in purposes_of(unit) if asked.key != but}
    if title.casefold() in others:
        raise Refused("title_taken")
