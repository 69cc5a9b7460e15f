"""What a link code is for, and whether it still works. Who asks is whoever holds the code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from peewee import Case, Expression, ModelSelect, fn

from webapp.accounts.models import TINTS
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, Link, LinkCode, Unit
from webapp.schools.queries.standing import is_current
from webapp.schools.rules import link_codes as rules


@dataclass(frozen=True, slots=True)
class CodeUse:
    """What the holder of a code sees of it: first name, group and unit, and why it no longer works, if so."""

    id: int
    child_id: int
    given_name: str
    group_name: str | None
    unit_id: int
    unit_name: str
    closed: str | None

    photo_url = None

    @property
    def tint(self) -> int:
        return self.child_id % TINTS


def code_with_selector(selector: str) -> LinkCode | None:
    """The code that this selector finds, whatever its state."""
    return LinkCode.get_or_none(LinkCode.selector == selector)


def some_code_id() -> int | None:
    """Any code: what is written in the place of a code that does not exist, so that both take as long."""
    return LinkCode.select(LinkCode.id).order_by(LinkCode.id).limit(1).scalar()


def used_times() -> ModelSelect:
    """How many guardians are linked with a code, for use inside a query about codes."""
    return Link.select(fn.COUNT(Link.id)).where(Link.code == LinkCode.id, Link.ended_at.is_null())


def main_group(child: Expression, unit: Expression, today: date) -> ModelSelect:
    """The name of a child's group at a unit on a day, its own group before a combined one."""
    return (
        Group.select(Group.name)
        .join(Enrolment)
        .where(Enrolment.child == child, Group.unit == unit, is_current(Enrolment, today))
        .order_by(Case(None, [(Group.is_combined == False, 0)], 1), Group.name)  # noqa: E712
        .limit(1)
    )


def codes_entered(code_ids: Iterable[int], now: datetime) -> list[CodeUse]:
    """What these codes are for, in the order in which they were entered."""
    wanted = list(code_ids)
    rows = (
        LinkCode.select(
            LinkCode,
            Child.given_name,
            Unit.name.alias("unit_name"),
            Unit.guardians_per_code.alias("most"),
            used_times().alias("used"),
            main_group(LinkCode.child, LinkCode.unit, clock.today()).alias("group_name"),
        )
        .join(Child)
        .join_from(LinkCode, Unit)
        .where(LinkCode.id.in_(wanted))
    )
    uses = {row.id: code_use(row, now) for row in rows.objects()}
    return [uses[code_id] for code_id in wanted if code_id in uses]


def code_use(row: LinkCode, now: datetime) -> CodeUse:
    closed = rules.why_closed(now, row.expires_at, row.locked_at, row.renewed_at, row.used, row.most)
    return CodeUse(row.id, row.child_id, row.given_name, row.group_name, row.unit_id, row.unit_name, closed)
