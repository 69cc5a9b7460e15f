"""For whom a digest is due."""

from datetime import date

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.digest.models import Digest
from webapp.schools.models import Guardianship, Link, Unit
from webapp.schools.queries.standing import is_current

BATCH = 20  # so that whoever writes something meanwhile waits a second at most


def due_people(saturday: date, hour: int) -> list[Person]:
    """Some of the guardians with a working account, told everything, at a unit whose hour has come, of whom no digest
    of this Saturday was made yet."""
    made = Digest.select(Digest.person).where(Digest.week == saturday)
    linked = (
        Guardianship.select(Guardianship.person)
        .join(Link)
        .join(Unit)
        .where(is_current(Guardianship, clock.today()), Guardianship.information == "full")
        .where(Link.ended_at.is_null(), Link.approved_at.is_null(False), Unit.digest_hour <= hour)
    )
    return list(
        Person.select()
        .where(Person.id.in_(linked), Person.id.not_in(made))
        .where(Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .order_by(Person.id)
        .limit(BATCH)
    )
