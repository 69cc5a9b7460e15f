"""What stands in one parent's digest: the news of the past week and the calendar of the coming one, per child."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import among
from webapp.news.models import Audience, Post
from webapp.school_calendar.queries.agenda import agenda_of, children_in
from webapp.school_calendar.rules.occurrences import Occurrence
from webapp.schools.queries.own_children import places_told_of
from webapp.schools.queries.standing import Place
from webapp.schools.rules.audiences import Part

NEWS_DAYS = timedelta(days=7)  # Saturday to Friday
COMING_DAYS = timedelta(days=8)  # this Saturday until the Sunday after next week


@dataclass(frozen=True, slots=True)
class PostTold:
    """A post of the past week."""

    id: int
    title: str
    published_at: datetime


@dataclass(slots=True)
class FamilyPart:
    """What concerns the same children of this parent: their news, newest first, and what comes, in order."""

    children: tuple[Place, ...]
    posts: list[PostTold] = field(default_factory=list)
    coming: list[Occurrence] = field(default_factory=list)


def digest_of(person: Person, saturday: date) -> list[FamilyPart] | None:
    """The digest of a Saturday, each post and event once, what concerns most children first; None when there is
    nothing to tell. Only about children of whom this guardian is told everything (law.md 15)."""
    places = places_told_of(person)
    if not places:
        return None
    found: dict[tuple[int, ...], FamilyPart] = {}

    def part_of(children: Collection[Place]) -> FamilyPart:
        ordered = tuple(sorted(children, key=lambda place: (place.given_name, place.child_id)))
        return found.setdefault(tuple(place.child_id for place in ordered), FamilyPart(ordered))

    put_news(places, saturday, part_of)
    for occurrence in agenda_of(person, saturday, saturday + COMING_DAYS):
        if occurrence.children:
            part_of(occurrence.children).coming.append(occurrence)
    return sorted(found.values(), key=order_of) or None


def order_of(part: FamilyPart) -> tuple:
    return (-len(part.children), [place.given_name for place in part.children])


def put_news(places: list[Place], saturday: date, part_of: Callable[[Collection[Place]], FamilyPart]) -> None:
    """Each post of the past week with the children it concerns."""
    posts: dict[int, PostTold] = {}
    parts: dict[int, list[Part]] = {}
    for id, title, published_at, unit_id, group_id in news_for(places, saturday):
        posts.setdefault(id, PostTold(id, title, published_at))
        parts.setdefault(id, []).append(Part(unit_id, group_id))
    for id, post in posts.items():
        part_of(children_in(places, parts[id])).posts.append(post)


def news_for(places: list[Place], saturday: date) -> list[tuple]:
    """The posts to these children's groups and whole units, Saturday to Friday, newest first; not those withdrawn."""
    is_read = reduce(
        or_,
        [
            among(Audience.group, {place.group_id for place in places}),
            among(Audience.unit, {place.unit_id for place in places}) & Audience.group.is_null(),
        ],
    )
    rows = (
        Audience.select(Post.id, Post.title, Post.published_at, Audience.unit_id, Audience.group_id)
        .join(Post)
        .where(is_read, Post.withdrawn_at.is_null())
        .where(Audience.published_at >= clock.at(saturday - NEWS_DAYS, time()))
        .where(Audience.published_at < clock.at(saturday, time()))
        .order_by(Post.published_at.desc(), Post.id.desc())
    )
    return list(rows.tuples())
