"""Who has to do with a request besides who asks: the other guardians, and who decides at the school."""

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Guardianship, Unit
from webapp.schools.queries.own_children import guardians_of
from webapp.schools.queries.standing import is_current


def other_guardians_of(child: Child, person: Person, unit: Unit | None = None) -> list[Person]:
    """Who else reads along about the child; at one unit if asked, for who is linked elsewhere cannot open what is
    there."""
    return list(guardians_of(child, unit).where(Person.id != person.id))


def who_may_confirm(child: Child, unit: Unit, asked_by_id: int | None) -> list[Person]:
    """The other guardians who have authority over the child and read along at this unit."""
    with_authority = Guardianship.select(Guardianship.person).where(
        Guardianship.child == child, Guardianship.authority == "yes", is_current(Guardianship, clock.today())
    )
    return list(guardians_of(child, unit).where(Person.id.in_(with_authority), Person.id != (asked_by_id or 0)))
