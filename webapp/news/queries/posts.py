"""One post: for who may read it, and for who may change it."""

from collections.abc import Iterable

from peewee import Expression, ModelSelect, fn

from webapp.accounts.models import Person
from webapp.news.models import Audience, Post, Seen
from webapp.news.queries.feed import FeedPost, children_concerned, safe, sources_of
from webapp.schools.queries.audiences import audience_named, readers_of
from webapp.schools.queries.standing import standing_of
from webapp.schools.rules.audiences import Part, may_change


def reads(person: Person) -> Expression:
    """The condition that an audience is one this person belongs to."""
    sources = sources_of(standing_of(person))
    ids = {kind: [source.id for source in sources if source.kind == kind] for kind in ("group", "whole_unit", "unit")}
    return (
        Audience.group.in_(ids["group"])
        | (Audience.unit.in_(ids["whole_unit"]) & Audience.group.is_null())
        | Audience.unit.in_(ids["unit"])
    )


def posts_for(person: Person) -> ModelSelect:
    """Every post that this person may read and that was not withdrawn."""
    readable = Audience.select(Audience.post).where(reads(person))
    return Post.select().where(Post.id.in_(readable), Post.withdrawn_at.is_null())


def post_of(person: Person, post_id: int) -> Post:
    """A post that this person may read, with its author; raises DoesNotExist for any other."""
    return posts_for(person).select_extend(Person).join(Person).where(Post.id == post_id).get()


def changeable_post_of(person: Person, post_id: int) -> Post:
    """A post that this person may edit or withdraw; raises DoesNotExist for any other."""
    post = post_of(person, post_id)
    if not is_changeable(person, post.author_id, {part.unit_id for part in parts_of(post)}):
        raise Post.DoesNotExist
    return post


def is_changeable(person: Person, author_id: int, units: set[int]) -> bool:
    standing = standing_of(person)
    works_at = standing.units_as("teacher", "office", "director")
    return may_change(person.id, author_id, units, set(works_at), set(standing.managed_units))


def audience_of(post: Post) -> list[tuple[int, str, int | None, str | None]]:
    """For whom a post is: unit, its name, group and its name (none for the whole unit)."""
    return audience_named(Audience, Audience.post == post)


def parts_of(post: Post) -> list[Part]:
    """The audience of a post as parts."""
    return [Part(unit_id, group_id) for unit_id, _unit, group_id, _group in audience_of(post)]


def seen_among(person: Person, post_ids: Iterable[int]) -> list[int]:
    """Which of these posts this person may read at all."""
    return [post_id for (post_id,) in posts_for(person).select(Post.id).where(Post.id.in_(list(post_ids))).tuples()]


def as_shown(person: Person, post: Post) -> FeedPost:
    """A post as the feed shows it to this person."""
    audience = audience_of(post)
    return FeedPost(
        id=post.id,
        title=post.title,
        body=safe(post.body),
        published_at=post.published_at,
        edited_at=post.edited_at,
        is_new=False,
        seen=0,
        author_id=post.author_id,
        author_name=post.author.name,
        author_photo=post.author.photo,
        gallery_text=post.gallery,
        audience=audience,
        children=children_concerned(standing_of(person), audience),
    )


def guardians_who_saw(post: Post, parts: Iterable[Part]) -> int:
    """How many of the guardians whom a post reaches have had it on their screen."""
    readers = readers_of(parts).alias("readers")
    return (
        Seen.select(fn.COUNT(Seen.person.distinct()))
        .join(readers, on=(readers.c.person_id == Seen.person_id))
        .where(Seen.post == post)
        .scalar()
    )
