"""What people choose to hear. Each is one transaction."""

from collections.abc import Mapping

from webapp.accounts.models import Person
from webapp.core.db import db
from webapp.core.portal import settings
from webapp.notifications.models import Preference
from webapp.notifications.queries.preferences import Ways
from webapp.notifications.rules import KINDS, unsubscription_of


@db.atomic()
def choose_ways(person: Person, chosen: Mapping[str, Ways]) -> None:
    """Somebody chooses for each of these kinds whether to hear of it on the device and by mail."""
    for kind, ways in chosen.items():
        if kind in KINDS:
            keep_choice(person.id, kind, {"push": ways.push, "mail": ways.mail})


@db.atomic()
def stop_mail(token: str) -> str:
    """Whoever has the link of a mail stops mail of its kind to its reader; gives the kind.

    Raises DoesNotExist for a link that is not ours.
    """
    person_id, kind = mail_of(token)
    keep_choice(person_id, kind, {"mail": False})
    return kind


def mail_of(token: str) -> tuple[int, str]:
    """Whose mail of which kind a link is of; raises DoesNotExist for one that is not ours, or of nobody."""
    found = unsubscription_of(settings().SECRET_KEY, token)
    if found is None or not Person.select().where(Person.id == found[0]).exists():
        raise Person.DoesNotExist
    return found


def keep_choice(person_id: int, kind: str, ways: dict[str, bool]) -> None:
    Preference.insert(person=person_id, kind=kind, **ways).on_conflict(
        conflict_target=[Preference.person, Preference.kind], update=ways
    ).execute()
