"""What the office knows of who belongs to a child, and the end of it."""

from datetime import date

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.actions.links import end_link, refuse_link
from webapp.schools.models import Guardianship
from webapp.schools.notices import tell_guardianship_ended
from webapp.schools.queries.guardianships import has_no_end_yet, links_ending_with
from webapp.schools.queries.standing import standing_of


@db.atomic()
def change_guardianship(
    by: Person,
    guardianship: Guardianship,
    authority: str,
    information: str,
    may_collect: bool,
    household: str,
    has_secret_address: bool,
    ends_on: date | None,
) -> None:
    """The office records what it knows of a guardian: access is not changed by it, unless it ends on a day to come. Who
    has a secret address is shown to no other parent."""
    if ends_on and ends_on <= clock.today():
        raise Refused("end_not_to_come")
    known = {
        "authority": authority,
        "information": information,
        "may_collect": may_collect,
        "household": household,
        "has_secret_address": has_secret_address,
        "ends_on": ends_on,
    }
    changed = {name: value for name, value in known.items() if getattr(guardianship, name) != value}
    if changed:
        Guardianship.update(changed).where(Guardianship.id == guardianship.id).execute()
        audit(by, "change_guardianship", guardianship, None, child=guardianship.child_id, **changed)


@db.atomic()
def end_guardianship(by: Person, guardianship: Guardianship) -> None:
    """A person no longer belongs to a child: each link of theirs with it ends, and so does the code they came with.

    The office of another unit where they were linked is told: it may know more.
    """
    ended = (
        Guardianship.update(ends_on=clock.today()).where(Guardianship.id == guardianship.id, has_no_end_yet()).execute()
    )
    if not ended:
        raise Refused("guardianship_ended")
    audit(by, "end_guardianship", guardianship, None, child=guardianship.child_id)
    own_units = standing_of(by).managed_units
    for link in links_ending_with(guardianship):
        (end_link if link.approved_at else refuse_link)(by, link)
        if link.unit_id not in own_units:
            tell_guardianship_ended(by, link)
