"""Decisions about who may give whom a function."""

from collections.abc import Iterable

APPOINTED_BY = {
    "admin": ("teacher", "office", "director"),
    "director": ("teacher", "office", "director"),
    "office": ("teacher", "office"),
}


def roles_appointed_by(roles: Iterable[str]) -> tuple[str, ...]:
    """Which functions at a unit somebody with these roles may give and end."""
    return max((APPOINTED_BY.get(role, ()) for role in roles), key=len, default=())


def keeps_somebody_out(role: str, is_own: bool, others_of_own: int) -> bool:
    """Whether an end would shut people out of what only they can mend: one's own last function as director or admin."""
    return is_own and role in ("director", "admin") and not others_of_own
