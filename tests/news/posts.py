"""Posts for tests, published as people publish them."""

from datetime import UTC, datetime, timedelta
from itertools import count

from webapp.accounts.models import Person
from webapp.core.clock import frozen_at
from webapp.news.actions.posts import publish_post
from webapp.news.models import Post
from webapp.schools.models import Group, Unit
from webapp.schools.rules.audiences import Part

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
numbers = count(1)


def make_post(author: Person, *places: Unit | Group, title: str = "", minutes: int | None = None) -> Post:
    """A post of this author to whole units and groups; each a minute after the one before, or so many after noon."""
    number = next(numbers)
    parts = [Part(place.id) if isinstance(place, Unit) else Part(place.unit_id, place.id) for place in places]
    with frozen_at(NOON + timedelta(minutes=number if minutes is None else minutes)):
        return publish_post(author, title or f"Bericht {number}", "<p>Tekst</p>", parts, f"key-{number}")
