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
from webapp.news.queries.removals import photos_asked
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
        asked = photos_asked(request)
        gone = [photo for photo in asked if photo.id in set(chosen)]
        is_kept = bool(asked) and not gone
        if wants_reason(len(asked), len(gone)) and not reason.strip():
            raise Refused("no_reason")
        answer_removal(by, request, "kept" if is_kept else "removed", reason)
        tell_of_removal_answered(request)
        files = [file for photo in gone for file in (photo.large, photo.small)]
        for photo in gone:
            take_from_post(by, photo)
        answer_others(by, gone)
    drop_unused(*files)


def answer_others(by: Person, gone: Sequence[Photo]) -> None:
    """Whoever else waits for the same photos hears that they are gone."""
    for other in waiting_among(subject_of(photo.id) for photo in gone):
        answer_removal(by, other, "removed")
        tell_of_removal_answered(other)
