"""A plan as it is kept for the office to look at: numbers, and the first names of each list."""

from typing import Any

from webapp.schools.rules.import_plans import Plan
from webapp.schools.school_file.contents import UnreadableFile

SHOWN = 300  # of each list; nobody reads more, and the numbers are whole

CHILDREN = ("new", "returned", "moved", "changed", "ended")
GROUPS = ("new", "renamed", "returned", "ended")
STAFF = ("new", "returned", "changed", "ended")


def outline_of(plan: Plan) -> dict[str, Any]:
    """The plan as plain values, for JSON."""
    children = {what: plan.children_who(what) for what in CHILDREN}
    groups = {what: [step for step in plan.groups if step.what == what] for what in GROUPS}
    staff = {what: [step for step in plan.staff if step.what == what] for what in STAFF}
    listed: dict[str, dict[str, Any]] = {"children": children, "groups": groups, "staff": staff}
    counts = {f"{kind}_{what}": len(steps) for kind, lists in listed.items() for what, steps in lists.items()}
    return {
        "counts": counts | {"mistakes": len(plan.mistakes), "quiet": quiet_steps(plan)},
        "school_name": plan.school_name,
        "brin": plan.brin,
        "pupils": plan.pupils,
        "known_children": plan.known_children,
        "blocked_by": plan.blocked_by,
        "ends_many": plan.ends_many,
        "mistakes": [(mistake.line, mistake.code, mistake.values) for mistake in plan.mistakes],
        **{
            kind: {what: [row(step) for step in steps[:SHOWN]] for what, steps in lists.items()}
            for kind, lists in listed.items()
        },
    }


def quiet_steps(plan: Plan) -> int:
    """How many keys and years are written that nobody sees."""
    return (
        sum(not step.whats for step in plan.children)
        + sum(step.what in ("", "changed") for step in plan.groups)
        + sum(not step.what for step in plan.staff)
    )


def row(step: Any) -> dict[str, Any]:
    names = ("line", "name", "old_name", "from_groups", "to_groups", "changes", "is_shared")
    return {name: value for name in names if (value := getattr(step, name, None))}


def unreadable_outline(reason: UnreadableFile) -> dict[str, Any]:
    """Of a file that cannot be read there is one mistake and no plan."""
    return {
        "counts": {"mistakes": 1},
        "blocked_by": ["mistakes"],
        "mistakes": [(reason.line, reason.code, reason.values)],
    }
