"""Who may ask to take a photo away, and who answers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import Expression, ModelSelect, Value, fn

from webapp.accounts.models import Person
from webapp.consent.queries.removals import (
    only_waiting,
    removal_numbered,
    removals_answered_by,
    removals_asked_by,
    removals_of,
)
from webapp.news.models import Audience, Photo, PhotoTag, Post
from webapp.news.queries.feed import children_concerned
from webapp.news.queries.gallery import GalleryPhoto
from webapp.news.queries.group_photos import shown
from webapp.news.queries.posts import audience_of, reads
from webapp.news.rules.removals import ALL, PREFIX, photo_named, subject_of
from webapp.schools.models import Child, Unit
from webapp.schools.queries.staff import managers_of
from webapp.schools.queries.standing import Place, standing_of

AUTHORS = ("teacher", "office", "director")


@dataclass(frozen=True, slots=True)
class OwnTag:
    """An own child that can be recognised in a photo, and the last request to take that photo away, if any; where it
    is asked to take all photos of the child away, that request."""

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
    asked = list(removals_of([place.child_id for place in places], [subject_of(photo.id), ALL])) if places else []
    return [own_tag(person, place, asked) for place in places]


def own_tag(person: Person, place: Place, asked: Iterable[Any]) -> OwnTag:
    """The request that matters: one that waits, for all photos at this unit or for this one; else the last for this.
    That another guardian asked for all is not told: it would tell what that guardian chose."""
    own = [request for request in asked if request.child_id == place.child_id]
    waiting = [
        request
        for request in own
        if request.answered_at is None
        and (request.subject or (request.unit_id, request.asked_by_id) == (place.unit_id, person.id))
    ]
    of_photo = [request for request in own if request.subject]
    request = (waiting or of_photo[-1:] or [None])[0]
    return OwnTag(place, request, request is not None and request.asked_by_id == person.id)


def own_tag_of(person: Person, photo: Photo, child_id: int) -> tuple[Child, Unit]:
    """An own child in a photo, and the unit that is asked about it; raises DoesNotExist for any other child."""
    for tag in own_tags_in(person, photo):
        if tag.place.child_id == child_id:
            return Child.get_by_id(child_id), Unit.get_by_id(tag.place.unit_id)
    raise Child.DoesNotExist


def who_answers_for(photo: Photo, unit: Unit) -> list[Person]:
    """The office and director of a unit, and the author of the photo's post while working there and reading it."""
    return list({person.id: person for person in [*authors_of([photo], unit), *managers_of(unit)]}.values())


def authors_asked(request: Any) -> list[Person]:
    """The authors of all photos that a request is about, beside the office and director, who answer it."""
    managers = {person.id for person in managers_of(request.unit)}
    return [person for person in authors_of(photos_asked(request), request.unit) if person.id not in managers]


def authors_of(photos: Iterable[Photo], unit: Unit) -> list[Person]:
    """Who placed these photos, as far as they work at the unit and still read such a post there."""
    posts: dict[int, set[int]] = {}
    for photo in photos:
        posts.setdefault(photo.post.author_id, set()).add(photo.post_id)
    people = Person.select().where(Person.id.in_(list(posts)), Person.blocked_at.is_null()).order_by(Person.id)
    return [
        person
        for person in people
        if unit.id in standing_of(person).units_as(*AUTHORS)
        and Post.select().where(Post.id.in_(posts[person.id]), is_read_by(person)).exists()
    ]


def removal_requests_for(person: Person, is_waiting: bool = False) -> ModelSelect:
    """The requests that this person answers, or as an author takes own photos away for; what waits first. Or only what
    waits: of an author as long as there are own photos to take away."""
    own = Photo.select().join(Post).where(is_own_photo(person))
    if is_waiting:
        own = own.where(Photo.state == "ready")
    requests = removals_answered_by(
        person,
        own.select(Value(PREFIX).concat(Photo.id.cast("TEXT"))),
        own.select(PhotoTag.child, Audience.unit)
        .join_from(Photo, PhotoTag)
        .join_from(Post, Audience, on=(Audience.post == Post.id)),
    )
    return only_waiting(requests) if is_waiting else requests


def count_waiting_removals(person: Person) -> int:
    """How many requests wait for somebody of the school; nothing is asked for anybody else."""
    if not standing_of(person).is_staff:
        return 0
    return removal_requests_for(person, is_waiting=True).count()


def is_own_photo(person: Person) -> Expression:
    """The condition that this person placed a photo, in a post that is there and that they read."""
    return (Post.author == person) & Post.withdrawn_at.is_null() & is_read_by(person)


def answers_whole(person: Person, request: Any) -> bool:
    """Whether this person answers all that is asked: of all photos of a child an author has only the own ones."""
    return bool(request.subject) or request.unit_id in standing_of(person).managed_units


def removal_request_of(person: Person, removal_id: int) -> Any:
    """One of them; raises DoesNotExist for any other."""
    return removal_numbered(removal_requests_for(person), removal_id)


def photos_asked(request: Any) -> ModelSelect:
    """What a request is about, as far as people still see it: one photo, or each of the child at the unit."""
    photos = visible_photos().where(goes_to(Audience.unit == request.unit))
    number = photo_named(request.subject)
    if number is not None:
        return photos.where(Photo.id == number)
    return photos.join_from(Photo, PhotoTag).where(PhotoTag.child == request.child)


def photos_asked_of(person: Person, request: Any) -> ModelSelect:
    """Those among them that this person may take away: all, or an author's own."""
    photos = photos_asked(request)
    return photos if answers_whole(person, request) else photos.where(is_own_photo(person))


def shown_for(person: Person, request: Any) -> list[GalleryPhoto]:
    """The same photos as pages show them."""
    return [shown(photo) for photo in photos_asked_of(person, request)]


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
