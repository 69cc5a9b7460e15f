"""Whose choices are no longer kept."""

from datetime import date
from functools import reduce
from operator import or_

from peewee import Expression

from webapp.consent.models import ConsentDecision, ConsentReview, ConsentSettings, RemovalRequest
from webapp.consent.rules.erasing import is_kept
from webapp.documents.models import Letter
from webapp.schools.models import Enrolment, Group


def children_to_forget(today: date) -> list[int]:
    """The children of whom something is kept that all their units may forget: who left each of them long enough ago."""
    known = [table.select(table.child) for table in (ConsentDecision, ConsentReview, RemovalRequest)]
    known.append(Letter.select(Letter.child).where(is_confirmation(), Letter.child.is_null(False)))
    rows = Enrolment.select(Enrolment.child_id, Group.unit_id, Enrolment.ends_on).join(Group)
    of_known = reduce(or_, [Enrolment.child.in_(ids) for ids in known])
    years = keep_years()
    kept: dict[int, bool] = {}
    for child_id, unit_id, ends_on in rows.where(of_known).tuples():
        here = is_kept(ends_on, years.get(unit_id, ConsentSettings.keep_years.default), today)
        kept[child_id] = kept.get(child_id, False) or here
    return sorted(child_id for child_id, is_here in kept.items() if not is_here)


def is_confirmation() -> Expression:
    """The condition that a letter tells what was chosen."""
    return Letter.kind.startswith("consent/")


def keep_years() -> dict[int, int]:
    """How long the units that chose it keep the choices of who left, by unit."""
    return dict(ConsentSettings.select(ConsentSettings.unit_id, ConsentSettings.keep_years).tuples())
