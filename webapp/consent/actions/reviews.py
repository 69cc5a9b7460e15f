"""Looking at all choices again, once each school year."""

from datetime import time, timedelta

from webapp.accounts.models import Person
from webapp.consent.actions.decisions import has_a_voice
from webapp.consent.models import ConsentReview
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import Child, Unit


@db.atomic()
def review_choices(by: Person, child: Child, unit: Unit) -> ConsentReview:
    """A guardian found that all choices for a child at a unit still hold; once a day is enough. Refused for a guardian
    without authority."""
    if not has_a_voice(by, child):
        raise Refused("no_authority")
    begin = clock.at(clock.today(), time.min)
    today = ConsentReview.at.between(begin, begin + timedelta(days=1))
    place = (ConsentReview.child == child) & (ConsentReview.unit == unit) & (ConsentReview.person == by)
    if known := ConsentReview.get_or_none(place, today):
        return known
    review = ConsentReview.create(child=child, unit=unit, person=by, at=clock.now())
    audit(by, "review_choices", review, unit, child=child.id)
    return review
