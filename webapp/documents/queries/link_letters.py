"""For whom letters are made: always within one unit that the asker manages."""

from collections.abc import Iterable

from webapp.schools.models import Child, Unit
from webapp.schools.queries.links import children_to_link


def children_for_letters(unit: Unit, group_ids: Iterable[int] | None, also_linked: bool) -> list[int]:
    """The children of the unit, or of these groups, who get a letter: by default those to whom nobody is linked."""
    return [child.id for child in children_to_link(unit, group_ids, only_unlinked=not also_linked)]


def child_in(unit: Unit, child_id: int) -> Child:
    """A child of the unit with the name of its group; raises DoesNotExist for any other."""
    return children_to_link(unit).where(Child.id == child_id).objects().get()
