"""Two who ask, or two who answer, at the same moment: real transactions."""

import pytest

from tests.at_once import at_once
from tests.news.photos import ready_photo
from tests.news.removals import asked, photo_of
from webapp.accounts.models import Person
from webapp.consent.models import RemovalRequest
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.core.files import file_exists
from webapp.news.actions.photos import remove_photo
from webapp.news.actions.removals import answer_photo_removal, ask_photo_removal
from webapp.news.models import Photo, Post
from webapp.news.queries.removals import removal_request_of
from webapp.notifications.models import Notification

pytestmark = pytest.mark.committed


def test_two_guardians_ask_at_once_and_it_is_one_request(app, cast):
    photo = photo_of(cast, cast.mees, author=cast.ingrid, places=[cast.group4])
    people = iter([cast.sanne.id, cast.tom.id])

    at_once(app, lambda: ask_photo_removal(Person.get_by_id(next(people)), photo, cast.mees, cast.school))

    assert (RemovalRequest.select().count(), Notification.select().where(Notification.kind == "consent").count()) == (
        1,
        1,
    )


def test_two_answer_at_once_and_the_first_one_holds(app, cast):
    photo = photo_of(cast, cast.noor)
    number = asked(cast.marieke, photo, cast.noor, cast.school).id
    ways = iter([(cast.joris.id, [photo.id], ""), (cast.ingrid.id, [], "Noor staat er klein op.")])

    def answer() -> str:
        person_id, chosen, reason = next(ways)
        person = Person.get_by_id(person_id)
        try:
            answer_photo_removal(person, removal_request_of(person, number), chosen, reason)
        except (Refused, RemovalRequest.DoesNotExist) as refusal:
            return getattr(refusal, "code", "gone")
        return "removed" if chosen else "kept"

    answers = at_once(app, answer)

    request, is_gone = RemovalRequest.get_by_id(number), Photo.get_by_id(photo.id).state == "removed"
    assert sorted(answers) == sorted([request.answer, "answered_already"])
    assert (is_gone, file_exists(photo.large)) == (request.answer == "removed", request.answer == "kept")
    assert AuditEntry.select().where(AuditEntry.verb == "answer_removal").count() == 1
    assert Notification.select().where(Notification.key.startswith(f"removal-{number}-answered")).count() == 1


def test_two_photos_of_a_post_taken_away_at_once_are_both_gone_from_it(app, cast):
    first = photo_of(cast, cast.noor)
    second = ready_photo(first.post, 2)
    works = iter([first.id, second.id])

    at_once(app, lambda: remove_photo(cast.joris, Photo.get_by_id(next(works))))

    assert Post.get().gallery == ""


def test_two_answers_about_the_same_photo_do_not_wait_for_each_other(app, cast):
    photo = photo_of(cast, cast.noor, cast.sem)
    numbers = [
        asked(cast.marieke, photo, cast.noor, cast.school).id,
        asked(cast.eline, photo, cast.sem, cast.school).id,
    ]
    left = iter(numbers)

    def answer() -> str:
        number = next(left)
        person = Person.get_by_id(cast.joris.id)
        try:
            answer_photo_removal(person, removal_request_of(person, number), [photo.id])
        except Refused as refusal:
            return refusal.code
        return "removed"

    answers = at_once(app, answer)

    assert (len(answers), set(answers) <= {"removed", "answered_already"}) == (2, True)
    assert [RemovalRequest.get_by_id(number).answer for number in numbers] == ["removed", "removed"]
