"""The private addresses of a guardian's calendar."""

from peewee import JOIN, ModelSelect, fn

from webapp.accounts.models import Person
from webapp.core.credentials import hash_token
from webapp.school_calendar.models import CalendarAddress
from webapp.schools.models import Child
from webapp.schools.queries.standing import standing_of


def addresses_of(person: Person) -> ModelSelect:
    """The addresses that work, the one for all children first."""
    return (
        CalendarAddress.select(CalendarAddress, Child)
        .join(Child, JOIN.LEFT_OUTER)
        .where(CalendarAddress.person == person, CalendarAddress.ended_at.is_null())
        .order_by(CalendarAddress.child.is_null(False), Child.given_name, CalendarAddress.id)
    )


def address_of(person: Person, address_id: int) -> CalendarAddress:
    """One of them; raises DoesNotExist for any other."""
    return addresses_of(person).where(CalendarAddress.id == address_id).get()


def last_address_of(person: Person) -> int:
    """The number of the last address that was made for this person, also when it ended since; 0 for none."""
    return CalendarAddress.select(fn.MAX(CalendarAddress.id)).where(CalendarAddress.person == person).scalar() or 0


def address_by_secret(secret: str) -> CalendarAddress:
    """The address with this secret, while it works: not ended, of an account that works, of somebody with a child
    here; else DoesNotExist."""
    address = (
        CalendarAddress.select(CalendarAddress, Person)
        .join(Person)
        .where(CalendarAddress.secret_hash == hash_token(secret), CalendarAddress.ended_at.is_null())
        .where(Person.activated_at.is_null(False), Person.blocked_at.is_null())
        .get()
    )
    places = standing_of(address.person).places
    if not any(address.child_id in (None, place.child_id) for place in places):
        raise CalendarAddress.DoesNotExist
    return address
