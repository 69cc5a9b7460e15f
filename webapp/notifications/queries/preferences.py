"""By which ways people want to hear of what."""

from collections.abc import Iterable
from typing import NamedTuple

from webapp.accounts.models import Person
from webapp.notifications.models import Preference
from webapp.notifications.rules import KINDS


class Ways(NamedTuple):
    """Whether somebody wants to hear of a kind on the device and by mail."""

    push: bool = True
    mail: bool = True


def ways_of(person_ids: Iterable[int], kind: str) -> dict[int, Ways]:
    """What these people chose for one kind; who chose nothing is not in it and wants both."""
    rows = Preference.select(Preference.person_id, Preference.push, Preference.mail).where(
        Preference.kind == kind, Preference.person.in_(list(person_ids))
    )
    return {person_id: Ways(bool(push), bool(mail)) for person_id, push, mail in rows.tuples()}


def preferences_of(person: Person) -> dict[str, Ways]:
    """What somebody chose, for each kind."""
    rows = Preference.select(Preference.kind, Preference.push, Preference.mail).where(Preference.person == person)
    chosen = {kind: Ways(bool(push), bool(mail)) for kind, push, mail in rows.tuples()}
    return {kind: chosen.get(kind, Ways()) for kind in KINDS}
