"""The feed: everything meant for one person, each post once, in one query.

For each audience somebody belongs to, an index gives its newest posts; the newest of all these together are the page.
So a page costs the same with a thousand posts as with a hundred thousand.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from markupsafe import Markup

from webapp.accounts.models import TINTS, Person, initials_of
from webapp.core.db import db, moment_of
from webapp.news.queries.gallery import Gallery, gallery_of
from webapp.schools.queries.standing import Place, Standing, standing_of

PAGE = 20


class Source(NamedTuple):
    """Where somebody's posts come from: a `group`, a `whole_unit` (posts to all of it), a `unit` (all, for its office),
    or its `unit_groups` (all but those to the whole unit)."""

    kind: str
    id: int


class Filters(NamedTuple):
    """What of the feed is asked for; empty is all. `kind`: unit or group."""

    child_id: int | None = None
    unit_id: int | None = None
    kind: str | None = None


EVERYTHING = Filters()


@dataclass(slots=True)
class FeedPost:
    """One post as the feed shows it."""

    id: int
    title: str
    body: Markup
    published_at: datetime
    edited_at: datetime | None
    is_new: bool
    seen: int
    author_id: int
    author_name: str
    author_photo: str
    gallery_text: str = ""
    audience: list[tuple[int, str, int | None, str | None]] = field(default_factory=list)
    children: list[Place] = field(default_factory=list)

    @property
    def version(self) -> tuple:
        """All that the post shows."""
        return (
            *(self.id, self.title, self.body, self.published_at, self.edited_at, self.is_new, self.seen),
            *(self.author_id, self.author_name, self.author_photo, self.gallery_text),
            *(tuple(self.audience), tuple((child.child_id, child.given_name) for child in self.children)),
        )

    @property
    def gallery(self) -> Gallery:
        """Its photos and papers."""
        return gallery_of(self.gallery_text)

    @property
    def tint(self) -> int:
        return self.author_id % TINTS

    @property
    def initials(self) -> str:
        return initials_of(self.author_name)

    @property
    def photo_url(self) -> str | None:
        return f"/people/{self.author_id}/photo?v={self.author_photo[:12]}" if self.author_photo else None


def sources_of(standing: Standing, filters: Filters = EVERYTHING) -> list[Source]:
    """The audiences whose posts this person reads: of their children, where the school tells this guardian everything;
    of a teacher's own groups and school; of an office, all of its unit."""
    found: set[Source] = set()
    for place in readable_places(standing):
        if filters.child_id in (None, place.child_id) and filters.unit_id in (None, place.unit_id):
            found |= {Source("group", place.group_id), Source("whole_unit", place.unit_id)}
    if filters.child_id is None:
        for function in standing.functions:
            if function.unit_id is None or filters.unit_id not in (None, function.unit_id):
                continue
            is_office = function.unit_id in standing.managed_units
            found.add(Source("unit" if is_office else "whole_unit", function.unit_id))
        found |= {
            Source("group", group_id)
            for group_id, unit_id in standing.taught_groups
            if filters.unit_id in (None, unit_id)
        }
    if filters.kind == "unit":
        found = {Source("whole_unit", source.id) for source in found if source.kind != "group"}
    elif filters.kind == "group":
        found = {Source("unit_groups" if source.kind == "unit" else source.kind, source.id) for source in found} - {
            source for source in found if source.kind == "whole_unit"
        }
    return sorted(found)


def readable_places(standing: Standing) -> Iterable[Place]:
    """The places of children about whom this guardian is told everything (law.md 15)."""
    return [place for place in standing.places if place.information == "full"]


CONDITIONS = {
    "group": "a.group_id = {p}",
    "whole_unit": "a.unit_id = {p} AND a.group_id IS NULL",
    "unit": "a.unit_id = {p}",
    "unit_groups": "a.unit_id = {p} AND a.group_id IS NOT NULL",
}
BRANCH = """
SELECT * FROM (SELECT a.post_id, a.published_at FROM audience a JOIN post p ON p.id = a.post_id
WHERE {condition} AND p.withdrawn_at IS NULL {beyond}
ORDER BY a.published_at {order}, a.post_id {order} LIMIT {limit}) AS branch_{number}"""
BEYOND = "AND (a.published_at, a.post_id) {sign} (SELECT published_at, id FROM post WHERE id = {p})"
FEED = """
SELECT p.id, p.title, p.body, p.published_at, p.edited_at, s.id IS NULL AND p.author_id <> {p},
       (SELECT COUNT(*) FROM seen o WHERE o.post_id = p.id AND o.person_id <> p.author_id),
       w.id, w.name, w.photo, p.gallery, a.unit_id, u.name, a.group_id, g.name
FROM (SELECT post_id, published_at FROM ({branches}) AS found
      GROUP BY post_id, published_at ORDER BY published_at DESC, post_id DESC LIMIT {limit}) AS top
JOIN post p ON p.id = top.post_id
JOIN person w ON w.id = p.author_id
JOIN audience a ON a.post_id = p.id
JOIN unit u ON u.id = a.unit_id
LEFT JOIN school_group g ON g.id = a.group_id
LEFT JOIN seen s ON s.post_id = p.id AND s.person_id = {p}
ORDER BY p.published_at DESC, p.id DESC, a.id"""


def branches(sources: list[Source], beyond: int | None, newer: bool, limit: int) -> tuple[str, list[Any]]:
    """The newest posts of each audience, older (or newer) than the given post: text and parameters."""
    mark = db.param
    texts: list[str] = []
    values: list[Any] = []
    for number, source in enumerate(sources):
        texts.append(
            BRANCH.format(
                condition=CONDITIONS[source.kind].format(p=mark),
                beyond=BEYOND.format(p=mark, sign=">" if newer else "<") if beyond else "",
                order="ASC" if newer else "DESC",
                limit=limit,
                number=number,
            )
        )
        values += [source.id, beyond] if beyond else [source.id]
    return "\nUNION ALL".join(texts), values


def feed_of(person: Person, filters: Filters = EVERYTHING, before: int | None = None) -> list[FeedPost]:
    """One page of the person's feed and one post more if there is one: newest first, each post once, with whom of the
    person's children it concerns."""
    standing = standing_of(person)
    sources = sources_of(standing, filters)
    if not sources:
        return []
    text, values = branches(sources, before, newer=False, limit=PAGE + 1)
    cursor = db.execute_sql(FEED.format(branches=text, limit=PAGE + 1, p=db.param), [person.id, *values, person.id])
    posts: dict[int, FeedPost] = {}
    for row in cursor.fetchall():
        if row[0] not in posts:
            posts[row[0]] = FeedPost(
                row[0], row[1], safe(row[2]), moment_of(row[3]), row[4] and moment_of(row[4]), *row[5:11]
            )
        posts[row[0]].audience.append(row[11:15])
    for post in posts.values():
        post.children = children_concerned(standing, post.audience)
    return list(posts.values())


def children_concerned(standing: Standing, audience: Iterable[tuple[int, str, int | None, str | None]]) -> list[Place]:
    """Which of this guardian's children a post is about, each once."""
    parts = {(unit_id, group_id) for unit_id, _unit, group_id, _group in audience}
    found: dict[int, Place] = {}
    for place in readable_places(standing):
        if (place.unit_id, place.group_id) in parts or (place.unit_id, None) in parts:
            found.setdefault(place.child_id, place)
    return list(found.values())


def count_newer_posts(person: Person, after: int) -> int:
    """How many posts for this person came after the given one, by others."""
    sources = sources_of(standing_of(person))
    if not sources:
        return 0
    text, values = branches(sources, after, newer=True, limit=PAGE)
    count = (
        f"SELECT COUNT(DISTINCT found.post_id) FROM ({text}) AS found "  # noqa: S608 - only our own constants
        f"JOIN post p ON p.id = found.post_id WHERE p.author_id <> {db.param}"
    )
    return db.execute_sql(count, [*values, person.id]).fetchone()[0]


def safe(body: str) -> Markup:
    """A body as it may stand in a page: it was cleaned when it was written (`rules.clean_body`)."""
    return Markup(body)  # noqa: S704
