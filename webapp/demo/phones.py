"""Whose phone number the parents of the demo school see: of some in every group, not of all."""

from random import Random

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.directory.models import PhoneSharing
from webapp.schools.models import Enrolment, Group, Guardianship

SHARED_SHARE = 0.4


def share_phones(random: Random) -> None:
    """Each guardian with a number chose for each group of their children; whom a visitor comes in for did not yet."""
    rows = (
        Guardianship.select(Guardianship.person, Enrolment.group)
        .join(Enrolment, on=(Enrolment.child == Guardianship.child))
        .join_from(Guardianship, Person)
        .join_from(Enrolment, Group)
        .where(Person.phone != "", Person.email.startswith("ouder"), Group.is_combined == False)  # noqa: E712
        .distinct()
        .order_by(Guardianship.person, Enrolment.group)
        .tuples()
    )
    shared = [
        {"person": person, "group": group, "is_shared": True, "changed_at": clock.now()}
        for person, group in rows
        if random.random() < SHARED_SHARE
    ]
    PhoneSharing.insert_many(shared).execute()
