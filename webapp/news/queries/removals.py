"""Who may ask to take a photo away, and who answers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import Expression, ModelSelect, Value, fn

from webapp.accounts.models import Person
from webapp.consent.queries.removals import removal_numbered, removals_answered_by, removals_asked_by, removals_of
from webapp.news.models import Audience, Photo, PhotoTag, Post
from webapp.news.queries.feed import children_concerned
from webapp.news.queries.gallery import GalleryPhoto
from webapp.news.queries.group_photos import shown
from webapp.news.queries.posts import audience_of, reads
from webapp.news.rules.removals import PREFIX, photo_named, subject_of
from webapp.schools.models import Child, Unit
from webapp.schools.queries.staff import managers_of
from webapp.schools.queries.standing import Place, standing_of

AUTHORS = ("teacher", "office", "director")


@dataclass(frozen=True, slots=True)
class OwnTag:
    """An own child that can be recognised in a photo, and the last request to take that photo away, if any."""

    place: Place
    request: Any
    is_own_request: bool

    @property
    def is_waiting(self) -> bool:
        return self.request is not None and self.request.answered_at is None


def own_tags_in(person: Person, photo: Photo) -> list[OwnTag]:
    """Which own children a guardian reads to be in a photo: of other children nobody learns this."""
    tagged = {tag.child_id for tag in PhotoTag.select(PhotoTag.child).where(PhotoTag.photo == photo)}
    places = [
        place
        for place in children_concerned(standing_of(person), audience_of(photo.post) if tagged else ())
        if place.child_id in tagged
    ]
    asked = removals_of([place.child_id for place in places], [subject_of(photo.id)]) if places else ()
    last = {request.child_id: request for request in asked}
    return [own_tag(person, place, last.get(place.child_id)) for place in places]


def own_tag(person: Person, place: Place, request: Any) -> OwnTag:
    return OwnTag(place, request, request is not None and request.asked_by_id == person.id)


def own_tag_of(person: Person, photo: Photo, child_id: int) -> tuple[Child, Unit]:
    """An own child in a photo, and the unit that is asked about it; raises DoesNotExist for any other child."""
    for tag in own_tags_in(person, photo):
        if tag.place.child_id == child_id:
            return Child.get_by_id(child_id), Unit.get_by_id(tag.place.unit_id)
    raise Child.DoesNotExist


def who_answers_for(photo: Photo, unit: Unit) -> list[Person]:
    """The office and director of a unit, and the author of the photo's post while working there and reading it."""
    author = photo.post.author
    works_there = unit.id in standing_of(author).units_as(*AUTHORS)
    answers = (
        works_there
        and not author.blocked_at
        and Post.select().where(Post.id == photo.post_id, is_read_by(author)).exists()
    )
    return list({person.id: person for person in [*([author] if answers else []), *managers_of(unit)]}.values())


def removal_requests_for(person: Person) -> ModelSelect:
    """The requests that this person answers, what waits first."""
    is_own = (Post.author == person) & Post.withdrawn_at.is_null() & is_read_by(person)
    return removals_answered_by(
        person, Photo.select(Value(PREFIX).concat(Photo.id.cast("TEXT"))).join(Post).where(is_own)
    )


def removal_request_of(person: Person, removal_id: int) -> Any:
    """One of them; raises DoesNotExist for any other."""
    return removal_numbered(removal_requests_for(person), removal_id)


def photos_asked(request: Any) -> list[Photo]:
    """What a request is about, as far as people still see it: one photo, or each of the child at the unit."""
    photos = visible_photos().where(goes_to(Audience.unit == request.unit))
    number = photo_named(request.subject)
    if number is not None:
        return list(photos.where(Photo.id == number))
    return list(photos.join_from(Photo, PhotoTag).where(PhotoTag.child == request.child))


def shown_for(request: Any) -> list[GalleryPhoto]:
    """The same photos as pages show them."""
    return [shown(photo) for photo in photos_asked(request)]


def photos_of_requests(person: Person, requests: Iterable[Any]) -> dict[str, GalleryPhoto]:
    """The photo of each request that is about one, where this person still sees it, by the request's subject."""
    numbers = {photo_named(request.subject) for request in requests} - {None}
    rows = visible_photos().where(Photo.id.in_(numbers), is_read_by(person))
    return {subject_of(photo.id): shown(photo) for photo in rows}


def own_requests_of(person: Person) -> ModelSelect:
    """What this guardian asked, what waits first."""
    return removals_asked_by(person)


def visible_photos() -> ModelSelect:
    """Photos of posts that people see, the newest post first; for use in a query that says whose."""
    return (
        Photo.select(Photo, Post)
        .join(Post)
        .where(Photo.state == "ready", Post.withdrawn_at.is_null())
        .order_by(Post.published_at.desc(), Post.id.desc(), Photo.position, Photo.id)
    )


def is_read_by(person: Person) -> Expression:
    """The condition that this person is in the audience of a post."""
    return goes_to(reads(person))


def goes_to(audience: Expression) -> Expression:
    """The condition that a post has such an audience; asked for each post by itself, for a school has many."""
    return fn.EXISTS(Audience.select(Audience.id).where(Audience.post == Post.id, audience))
