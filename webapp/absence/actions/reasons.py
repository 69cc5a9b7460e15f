"""A unit's own list of reasons. What was reported keeps the name it was reported by."""

from typing import Any

from webapp.absence.models import AbsenceReason
from webapp.absence.queries.settings import own_reasons_of, standard_reasons
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db, keep_order, one_place
from webapp.core.errors import Refused
from webapp.core.i18n import language_of
from webapp.schools.models import Unit

KEY_LENGTH = 20


def own_list_of(unit: Unit) -> list[AbsenceReason]:
    """The unit's own list; at its first change the standard list is copied into it, in Dutch."""
    if not AbsenceReason.select().where(AbsenceReason.unit == unit).exists():
        with language_of("nl"):
            AbsenceReason.insert_many(
                [
                    {
                        "unit": unit.id, "key": reason.key, "name": reason.name, "position": place,
                        "is_illness": reason.is_illness, "needs_end": reason.needs_end,
                        "by_phone_only": reason.by_phone_only,
                    }
                    for place, reason in enumerate(standard_reasons())
                ]
            ).on_conflict_ignore().execute()  # fmt: skip
    return list(own_reasons_of(unit))


def reason_among(reasons: list[AbsenceReason], key: str) -> AbsenceReason:
    """The reason of this key; raises DoesNotExist when it is not in the list."""
    found = next((reason for reason in reasons if reason.key == key), None)
    if found is None:
        raise AbsenceReason.DoesNotExist
    return found


@db.atomic()
def add_reason(by: Person, unit: Unit, idempotency_key: str, **told: Any) -> None:
    """The director adds a reason at the end of the list; two of one name cannot be told apart. The same key again
    adds nothing."""
    reasons = own_list_of(unit)
    key = idempotency_key[:KEY_LENGTH]
    if any(reason.key == key for reason in reasons):
        return
    check_name(reasons, told["name"])
    added = AbsenceReason.create(unit=unit, key=key, position=len(reasons), **told)
    audit(by, "add_reason", added, unit, name=told["name"])


@db.atomic()
def change_reason(by: Person, unit: Unit, key: str, **told: Any) -> None:
    """The director renames a reason, or says otherwise how it may be reported; reports that are there stay."""
    reasons = own_list_of(unit)
    reason = reason_among(reasons, key)
    check_name([other for other in reasons if other != reason], told["name"])
    AbsenceReason.update(told).where(AbsenceReason.id == reason.id).execute()
    audit(by, "change_reason", reason, unit, **told)


@db.atomic()
def end_reason(by: Person, unit: Unit, key: str) -> None:
    """The director takes a reason off the list; refused for the last one."""
    reasons = own_list_of(unit)
    reason = reason_among(reasons, key)
    if len(reasons) == 1:
        raise Refused("last_reason")
    AbsenceReason.update(ended_at=clock.now()).where(AbsenceReason.id == reason.id).execute()
    audit(by, "end_reason", reason, unit)


@db.atomic()
def move_reason(by: Person, unit: Unit, key: str, earlier: bool) -> None:
    """The director moves a reason one place earlier or later; the first and the last stay where they are."""
    reasons = own_list_of(unit)
    moved = reason_among(reasons, key)
    if (ordered := one_place(reasons, moved, earlier)) != reasons:
        keep_order(ordered)
        audit(by, "move_reason", moved, unit)


def check_name(others: list[AbsenceReason], name: str) -> None:
    if name.casefold() in {other.name.casefold() for other in others}:
        raise Refused("reason_taken")
