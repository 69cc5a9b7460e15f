"""What stands in a parent's digest: what is still to be done, the news of the past week and the calendar of the coming
one, per child."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from webapp.accounts.models import Person
from webapp.conferences.queries.waiting import WaitingTalk, waiting_talks_to
from webapp.core import clock
from webapp.news.models import Audience, Post
from webapp.school_calendar.queries.shared_agenda import (
    Concerning,
    SharedAgenda,
    appointments_of,
    concerning,
    is_for,
    parts_of,
    read_in,
    shared_agenda,
)
from webapp.school_calendar.rules.occurrences import Occurrence
from webapp.schools.models import Group
from webapp.schools.queries.own_children import places_told_to
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

    @property
    def age(self) -> tuple[datetime, int]:
        return self.published_at, self.id


@dataclass(frozen=True, slots=True)
class Week:
    """What parts of schools told in the week before a Saturday, and what they do in the one after it."""

    posts: dict[Part, list[PostTold]]
    coming: SharedAgenda


@dataclass(slots=True)
class FamilyPart:
    """What concerns the same children of this parent: what is to be done, their news, newest first, and what comes, in
    order. What is to be done stands on top, also among the parts."""

    children: tuple[Place, ...]
    to_do: list[WaitingTalk] = field(default_factory=list)
    posts: list[PostTold] = field(default_factory=list)
    coming: list[Occurrence] = field(default_factory=list)

    @property
    def order(self) -> tuple:
        return (not self.to_do, -len(self.children), [place.given_name for place in self.children])


def digest_of(person: Person, saturday: date) -> list[FamilyPart] | None:
    """The digest of a Saturday, each post and event once, what concerns most children first; None when there is
    nothing to tell. Only about children of whom this guardian is told everything (law.md 15)."""
    return digests_of([person.id], saturday).get(person.id)


def digests_of(person_ids: Iterable[int], saturday: date) -> dict[int, list[FamilyPart]]:
    """The same of many people; who has nothing to read is not in it. What families share is asked once."""
    families = places_told_to(person_ids)
    week = week_of((place for places in families.values() for place in places), saturday)
    own = appointments_of(families, saturday, saturday + COMING_DAYS)
    to_do = waiting_talks_to(families)
    digests = {id: family_digest(week, places, own.get(id, ()), to_do.get(id, ())) for id, places in families.items()}
    return {id: digest for id, digest in digests.items() if digest}


def digest_of_group(group: Group, saturday: date) -> list[FamilyPart]:
    """What a family with one child in this group reads, nothing of anybody's own: for the school to see beforehand."""
    place = Place(0, group.name, group.unit_id, group.unit.name, group.id, group.name, "full")
    return family_digest(week_of([place], saturday), [place])


def week_of(places: Iterable[Place], saturday: date) -> Week:
    """What the groups and units of these children told and will do."""
    parts = parts_of(places)
    return Week(posts_told_to(parts, saturday), shared_agenda(parts, saturday, saturday + COMING_DAYS))


def family_digest(
    week: Week,
    places: Sequence[Place],
    own: Iterable[tuple[Occurrence, list[Place]]] = (),
    to_do: Iterable[WaitingTalk] = (),
) -> list[FamilyPart]:
    """Of this week what concerns the children of a family, what only this parent has in the calendar, and what this
    parent still has to do."""
    found: dict[tuple[int, ...], FamilyPart] = {}

    def part_of(children: Collection[Place]) -> FamilyPart:
        ordered = tuple(sorted(children, key=lambda place: (place.given_name, place.child_id)))
        return found.setdefault(tuple(place.child_id for place in ordered), FamilyPart(ordered))

    for talk in to_do:
        if place := next((p for p in places if (p.child_id, p.unit_id) == (talk.child_id, talk.unit_id)), None):
            part_of([place]).to_do.append(talk)
    for post, children in sorted(concerning(week.posts, places), key=lambda pair: pair[0].age, reverse=True):
        part_of(children).posts.append(post)
    coming: Concerning[Occurrence] = [*read_in(week.coming, places), *own]
    for occurrence, children in sorted(coming, key=lambda pair: pair[0].order):
        if children:
            part_of(children).coming.append(occurrence)
    return sorted(found.values(), key=lambda part: part.order)


def posts_told_to(parts: Iterable[Part], saturday: date) -> dict[Part, list[PostTold]]:
    """The posts to these groups and whole units, Saturday to Friday; not those withdrawn."""
    rows = (
        Audience.select(Post.id, Post.title, Post.published_at, Audience.unit_id, Audience.group_id)
        .join(Post)
        .where(is_for(Audience, parts), Post.withdrawn_at.is_null())
        .where(Audience.published_at >= clock.at(saturday - NEWS_DAYS, time()))
        .where(Audience.published_at < clock.at(saturday, time()))
    )
    posts: dict[int, PostTold] = {}
    found: dict[Part, list[PostTold]] = {}
    for id, title, published_at, unit_id, group_id in rows.tuples():
        post = posts.setdefault(id, PostTold(id, title, published_at))
        found.setdefault(Part(unit_id, group_id), []).append(post)
    return found
