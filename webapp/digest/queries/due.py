"""For whom a digest is due."""

from datetime import date

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.digest.models import Digest
from webapp.schools.models import Guardianship, Unit
from webapp.schools.queries.standing import linked_places


def people_due(saturday: date, hour: int) -> dict[int, int]:
    """The guardians with a working account, told everything about a child at a unit whose hour has come, of whom no
    digest of this Saturday was made yet; each with the unit at whose hour it goes: the earliest one, schools first."""
    made = Digest.select(Digest.person).where(Digest.week == saturday)
    rows = (
        linked_places(clock.today(), Guardianship.person_id, Unit.id)
        .join_from(Guardianship, Person)
        .where(Guardianship.information == "full", Unit.digest_hour <= hour, Guardianship.person.not_in(made))
        .where(Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .order_by(Guardianship.person, Unit.digest_hour, Unit.kind.desc(), Unit.id)
    )
    found: dict[int, int] = {}
    for person_id, unit_id in rows.tuples():
        found.setdefault(person_id, unit_id)
    return found
