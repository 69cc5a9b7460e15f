"""Shared numbers as tests make them."""

from webapp.accounts.models import Person
from webapp.directory.actions import share_phone
from webapp.schools.models import Group

NUMBERS = {"Marieke de Vries": "+31611111111", "Eline van den Berg": "+31622222222", "Tom Visser": "+31633333333"}


def share(person: Person, group: Group, is_shared: bool = True) -> None:
    """A guardian with a number lets the parents of a group see it."""
    person.phone = NUMBERS.get(person.name, "+31644444444")
    person.save(only=[Person.phone])
    person.__dict__.pop("standing", None)
    share_phone(person, group, is_shared)
