"""Asking that a photo is taken away, and the answer (AVG art. 17)."""

from collections.abc import Sequence
from typing import Any

from webapp.accounts.models import Person
from webapp.consent.actions.removals import answer_removal, ask_removal
from webapp.consent.queries.removals import waiting_among
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.core.files import drop_unused
from webapp.news.actions.photos import take_from_post
from webapp.news.models import Photo
from webapp.news.notices import tell_of_removal_answered, tell_of_removal_asked
from webapp.news.queries.removals import photos_asked, photos_asked_of, removal_request_of
from webapp.news.rules.removals import subject_of, wants_reason
from webapp.schools.models import Child, Unit


@db.atomic()
def ask_photo_removal(by: Person, photo: Photo, child: Child, unit: Unit) -> None:
    """A guardian asks to take away a photo in which an own child can be recognised. Its author and the office hear of
    it, once; until they answer the photo stays."""
    request, is_new = ask_removal(by, child, unit, subject_of(photo.id))
    if is_new:
        tell_of_removal_asked(by, request, photo)


def answer_photo_removal(by: Person, request: Any, chosen: Sequence[int], reason: str = "") -> None:
    """The school takes the chosen photos away for everybody, at once and for good, and says why the others stay. The
    parent reads the answer; the first answer stands.

    Others who asked for one of these photos have their answer by it too.
    """
    with db.atomic():
        one_at_a_time("removals")  # two answers can be about the same photos, and about each other's request
        asked = list(photos_asked(request))
        gone = [photo for photo in asked if photo.id in set(chosen)]
        is_kept = bool(asked) and not gone
        if wants_reason(len(asked), len(gone)) and not reason.strip():
            raise Refused("no_reason")
        answer_removal(by, request, "kept" if is_kept else "removed", reason)
        tell_of_removal_answered(request)
        files = take_away(by, gone)
    drop_unused(*files)


def take_own_photos(by: Person, request: Any, chosen: Sequence[int]) -> bool:
    """An author takes own photos away of a child of whom somebody asks all; of the others, and why they stay, the
    office answers. Where none is left, that is the answer. Returns whether it is."""
    with db.atomic():
        one_at_a_time("removals")
        if removal_request_of(by, request.id).answered_at:
            raise Refused("answered_already")
        gone = [photo for photo in photos_asked_of(by, request) if photo.id in set(chosen)]
        if not gone:
            raise Refused("nothing_chosen")
        files = take_away(by, gone)
        is_answered = not photos_asked(request).exists()
        if is_answered:
            answer_removal(by, request, "removed")
            tell_of_removal_answered(request)
    drop_unused(*files)
    return is_answered


def take_away(by: Person, photos: Sequence[Photo]) -> list[str]:
    """These photos go, inside a transaction; the files that can be dropped when it is committed."""
    files = [file for photo in photos for file in (photo.large, photo.small)]
    for photo in photos:
        take_from_post(by, photo)
    answer_others(by, photos)
    return files


def answer_others(by: Person, gone: Sequence[Photo]) -> None:
    """Whoever else waits for the same photos hears that they are gone."""
    for other in waiting_among(subject_of(photo.id) for photo in gone):
        answer_removal(by, other, "removed")
        tell_of_removal_answered(other)
