"""Posts that are not placed yet: kept while their author types."""

import json
from collections.abc import Iterable, Sequence

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.news.actions.gallery import touch
from webapp.news.actions.leftovers import forget_draft
from webapp.news.actions.photos import order_photos
from webapp.news.actions.tags import Said, nameable_by, say_what_is_seen
from webapp.news.models import Draft
from webapp.news.queries.drafts import draft_named, photos_of_draft, post_placed_as
from webapp.news.rules.posts import LONGEST_BODY
from webapp.schools.rules.audiences import Part


@db.atomic()
def keep_draft(
    author: Person, token: str, title: str, body: str, audience: Iterable[Part], said: Sequence[Said] = ()
) -> Draft:
    """Keep what somebody has typed of a post, and what they said of its photos, under the token that its form carries.

    Refused when it became a post meanwhile: what was under way while it was placed makes no second one.
    """
    keys = json.dumps([part.key for part in audience])
    typed = {"title": title[:150], "body": body[: 2 * LONGEST_BODY], "audience": keys}
    draft = draft_named(author, token) or begin_draft(author, token)
    touch(draft)
    if post_placed_as(author, token):
        raise Refused("draft_gone")
    Draft.update(**typed).where(Draft.id == draft.id).execute()
    if said:
        keep_said(author, draft, said)
    return Draft.get_by_id(draft.id)


def begin_draft(author: Person, token: str) -> Draft:
    """A new draft; the one that is there when two requests begin it at once. Another's token is refused."""
    try:
        with db.atomic():
            return Draft.create(author=author, token=token, updated_at=clock.now())
    except IntegrityError:
        draft = draft_named(author, token)
        if draft is None:
            raise Refused("draft_gone") from None
        return draft


def keep_said(author: Person, draft: Draft, said: Sequence[Said]) -> None:
    """What the form says of each photo, in the order in which it shows them."""
    photos = {one.photo.id: one for one in photos_of_draft(draft)}
    known = [one for one in said if one.photo_id in photos]
    wanted = [one.photo_id for one in known]
    if wanted != list(photos)[: len(wanted)]:
        order_photos(author, draft, wanted)
    nameable = nameable_by(author) if any(one.child_ids for one in known) else set()
    for one in known:
        say_what_is_seen(photos[one.photo_id], one, nameable)


def drop_draft(by: Person, draft: Draft) -> None:
    """The author begins anew: the draft goes, with its photos and papers."""
    forget_draft(draft)
