"""Of which group the office sees the digest beforehand."""

from webapp.schools.models import Group, Unit
from webapp.schools.queries.groups import open_groups_of


def groups_to_show_of(unit: Unit, group_id: int | None) -> tuple[list[Group], Group | None]:
    """The groups of this unit, and which is shown: the one asked for, else the first; None when there is none.
    DoesNotExist for a group of another unit."""
    groups = list(open_groups_of(unit))
    if group_id is None:
        return groups, next(iter(groups), None)
    chosen = next((group for group in groups if group.id == group_id), None)
    if chosen is None:
        raise Group.DoesNotExist
    return groups, chosen
