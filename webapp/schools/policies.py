"""Who may use a route, in school words. Each view of every feature wears one of these, or one of core's."""

from webapp.accounts.models import Person
from webapp.core.security import Policy
from webapp.schools.queries.standing import standing_of


def is_guardian(person: Person) -> bool:
    return standing_of(person).is_guardian


def is_staff(person: Person) -> bool:
    return standing_of(person).is_staff


def is_office(person: Person) -> bool:
    return bool(standing_of(person).managed_units)


def is_director(person: Person) -> bool:
    return bool(standing_of(person).units_as("director"))


def is_admin(person: Person) -> bool:
    return standing_of(person).is_admin


def is_office_or_admin(person: Person) -> bool:
    return is_office(person) or is_admin(person)


def is_director_or_admin(person: Person) -> bool:
    return is_director(person) or is_admin(person)


def has_a_function(person: Person) -> bool:
    return bool(standing_of(person).functions)


guardian_only = Policy("guardian", is_guardian)
staff_only = Policy("staff", is_staff)
office_only = Policy("office", is_office)
director_only = Policy("director", is_director)
admin_only = Policy("admin", is_admin)
office_or_admin = Policy("office or admin", is_office_or_admin)
director_or_admin = Policy("director or admin", is_director_or_admin)
whoever_works_here = Policy("whoever works here", has_a_function)
