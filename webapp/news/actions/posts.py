"""What people do with posts. Each is one transaction; each raises Refused with the reason."""

from collections.abc import Iterable

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.files import drop_unused
from webapp.news.actions.photos import take_all_from_post
from webapp.news.models import Audience, Post, Seen
from webapp.news.notices import tell_no_more_of_post, tell_of_post
from webapp.news.queries.posts import seen_among
from webapp.news.rules.posts import LONGEST_BODY, clean_body, is_empty
from webapp.schools.queries.audiences import choices_of
from webapp.schools.rules.audiences import Part, without_overlap


@db.atomic()
def publish_post(
    author: Person, title: str, body: str, audience: Iterable[Part], idempotency_key: str, is_told: bool = True
) -> Post:
    """Somebody of the school tells something to groups or units they may write to; it is online at once
    and the families hear of it.

    The same key again (a double tap, a retry) gives the post that is already there.
    """
    parts = without_overlap(audience)
    if not parts:
        raise Refused("no_audience")
    if not set(parts) <= {choice.part for choice in choices_of(author)}:
        raise Refused("not_your_audience")
    now = clock.now()
    try:
        with db.atomic():
            post = Post.create(
                author=author,
                title=title,
                body=readable_body(body),
                published_at=now,
                idempotency_key=idempotency_key,
            )
    except IntegrityError:
        return Post.get(Post.idempotency_key == idempotency_key, Post.author == author)
    Audience.insert_many(
        [{"post": post.id, "unit": part.unit_id, "group": part.group_id, "published_at": now} for part in parts]
    ).execute()
    audit(author, "publish_post", post, audience=[part.key for part in parts])
    if is_told:
        tell_of_post(author, post, parts)
    return post


def readable_body(typed: str) -> str:
    """The body cleaned; refused when nothing readable is left, or too much."""
    body = clean_body(typed)
    if is_empty(body):
        raise Refused("empty_body")
    if len(body) > LONGEST_BODY:
        raise Refused("body_too_long")
    return body


@db.atomic()
def edit_post(by: Person, post: Post, title: str, body: str) -> None:
    """The author or the office corrects a post; readers see that it was edited."""
    cleaned = readable_body(body)
    if (title, cleaned) == (post.title, post.body):
        return
    changed = (
        Post.update(title=title, body=cleaned, edited_at=clock.now())
        .where(Post.id == post.id, Post.withdrawn_at.is_null())
        .execute()
    )
    if not changed:
        raise Refused("withdrawn")
    audit(by, "edit_post", post)


def withdraw_post(by: Person, post: Post) -> None:
    """The author or the office takes a post back: nobody sees it any more, and its photos and papers go."""
    with db.atomic():
        if not Post.update(withdrawn_at=clock.now()).where(Post.id == post.id, Post.withdrawn_at.is_null()).execute():
            raise Refused("withdrawn")
        audit(by, "withdraw_post", post)
        tell_no_more_of_post(post)
        files = take_all_from_post(by, post)
    drop_unused(*files)


@db.atomic()
def mark_seen(person: Person, post_ids: Iterable[int]) -> None:
    """Posts have been on this person's screen; only what they may read counts, and only the first time."""
    rows = [{"post": post_id, "person": person.id, "at": clock.now()} for post_id in seen_among(person, post_ids)]
    if rows:
        Seen.insert_many(rows).on_conflict_ignore().execute()
