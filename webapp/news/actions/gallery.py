"""What a post shows of photos and papers, written with the post: the feed need not ask for each."""

import json
from typing import Any

from webapp.core import clock
from webapp.core.errors import Refused
from webapp.news.models import Attachment, Draft, Photo, Post


def keep_gallery(post: Post) -> None:
    """Write with a post which photos and papers it shows now. Call it in the transaction that changes them."""
    photos = Photo.select().where(Photo.post == post, Photo.state == "ready").order_by(Photo.position, Photo.id)
    files = Attachment.select().where(Attachment.post == post).order_by(Attachment.position, Attachment.id)
    shown = {"photos": [photo_facts(photo) for photo in photos], "files": [file_facts(file) for file in files]}
    is_empty = not any(shown.values())
    text = "" if is_empty else json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    Post.update(gallery=text).where(Post.id == post).execute()


def hold_post(post_id: int) -> None:
    """Whoever changes what a post shows waits here first: `keep_gallery` then sees what the one before changed."""
    Post.update(gallery=Post.gallery).where(Post.id == post_id).execute()


def photo_facts(photo: Photo) -> dict[str, Any]:
    size = {"width": photo.width, "height": photo.height}
    return {"id": photo.id, **size, "alt": photo.alt, "tiny": photo.tiny, "version": photo.large[:12]}


def file_facts(file: Attachment) -> dict[str, Any]:
    return {"id": file.id, "name": file.name, "size": file.size}


def touch(draft: Draft) -> None:
    """Somebody works on this draft; refused when it is no draft any more. Holds its row: one change at a time."""
    if not Draft.update(updated_at=clock.now()).where(Draft.id == draft.id).execute():
        raise Refused("draft_gone")
