"""Placing a draft: the photos go along only when everybody in them may be pictured, now."""

import json

from webapp.accounts.models import Person
from webapp.consent.queries.register import CHAIN
from webapp.core.chain import wait_for_chain
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.news.actions.gallery import keep_gallery, touch
from webapp.news.actions.posts import publish_post
from webapp.news.models import Attachment, Draft, Photo, PhotoTag, Post
from webapp.news.queries.drafts import DraftPhoto, parts_of_draft, photos_of_draft, post_placed_as
from webapp.news.queries.pictured import Pictured, children_by_name, pictured_in
from webapp.news.rules.tagging import problem_with, shown_in
from webapp.schools.queries.audiences import choices_of


@db.atomic()
def place_draft(author: Person, draft: Draft, is_told: bool = True) -> Post:
    """A draft becomes a post, with its photos and papers. Refused, with nothing placed and nobody told, while a child
    can be recognised who may not be pictured in the portal at this moment. Twice (a double tap) is one post."""
    try:
        touch(draft)
    except Refused:
        placed = post_placed_as(author, draft.token)
        if placed is None:
            raise
        return placed
    draft = Draft.get_by_id(draft.id)
    parts = parts_of_draft(draft, choices_of(author))
    photos = photos_of_draft(draft)
    covered = cover(photos, parts) if photos and parts else []
    post = publish_post(author, draft.title, draft.body, parts, draft.token, is_told)
    move_to_post(draft, post, covered)
    return post


def cover(photos: tuple[DraftPhoto, ...], parts: list) -> list[dict]:
    """The tags of photos that may be placed, each with the entries that cover it. Nobody writes a choice until the
    post is placed: one that is withdrawn meanwhile counts, or comes after."""
    wait_for_chain(CHAIN)
    everybody = pictured_in(parts)
    check_photos(photos, everybody)
    return [
        {"photo": one.photo.id, "child": child_id, "covered_by": json.dumps(everybody[child_id].covered_by)}
        for one in photos
        for child_id in sorted(shown_in(one.shot, everybody))
    ]


def check_photos(photos: tuple[DraftPhoto, ...], everybody: dict[int, Pictured]) -> None:
    """Refused when a photo cannot be placed; who is in the way is named."""
    allowed = {child_id for child_id, one in everybody.items() if one.is_allowed}
    problem = problem_with([one.shot for one in photos], set(everybody), allowed)
    if problem is None:
        return
    values = dict(problem.values)
    if "found" in values:
        values["found"] = [
            (blocked.numbers, [child.given_name for child in children_by_name(blocked.child_ids)])
            for blocked in values["found"]
        ]
    raise Refused(problem.code, **values)


def move_to_post(draft: Draft, post: Post, tags: list[dict]) -> None:
    """Photos, who is in them by which consent, and papers go from the draft to the post; the draft is no more."""
    photos = Photo.select(Photo.id).where(Photo.draft == draft)
    PhotoTag.delete().where(PhotoTag.photo.in_(photos)).execute()
    if tags:
        PhotoTag.insert_many(tags).execute()
    Photo.update(post=post, draft=None).where(Photo.draft == draft).execute()
    Attachment.update(post=post, draft=None).where(Attachment.draft == draft).execute()
    keep_gallery(post)
    Draft.delete().where(Draft.id == draft.id).execute()
