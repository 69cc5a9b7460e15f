"""What people are told of posts."""

from collections.abc import Iterable

from webapp.accounts.models import Person
from webapp.news.models import Post
from webapp.notifications.actions.telling import notify, stop_notification
from webapp.schools.models import Group, Unit
from webapp.schools.queries.audiences import readers_of
from webapp.schools.rules.audiences import Part


def key_of(post: Post) -> str:
    """The name of the event that a post went online."""
    return f"post-{post.id}"


def tell_no_more_of_post(post: Post) -> None:
    """Who has not heard yet of a post that was taken back, hears nothing of it."""
    stop_notification(key_of(post))


def tell_of_post(author: Person, post: Post, parts: Iterable[Part]) -> None:
    """Each guardian whom a post reaches hears of it once, however many children it concerns; its author does not."""
    parts = list(parts)
    reached = {person_id for _child, person_id in readers_of(parts).tuples() if person_id} - {author.id}
    people = Person.select().where(Person.id.in_(reached)).order_by(Person.id)
    units = list(
        Unit.select().where(Unit.id.in_({part.unit_id for part in parts})).order_by(Unit.kind.desc(), Unit.name)
    )
    is_for_groups = all(part.group_id for part in parts)
    title = " · ".join(unit.name for unit in units)
    if is_for_groups and len(parts) == 1:
        title = Group.get_by_id(parts[0].group_id).name
    notify(
        "group_news" if is_for_groups else "school_news",
        people,
        title,
        post.title,
        f"/news/{post.id}",
        key=key_of(post),
        author=author,
        unit=units[0] if len(units) == 1 else None,
    )
