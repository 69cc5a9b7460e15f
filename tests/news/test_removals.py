"""A parent asks that a photo is taken away; the school answers, once."""

import json

import pytest

from tests.news.photos import ready_photo
from tests.news.posts import make_post
from tests.news.removals import asked, photo_of
from webapp.consent.actions.removals import ask_removal
from webapp.consent.models import RemovalRequest
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.core.files import file_exists
from webapp.news.actions.posts import withdraw_post
from webapp.news.actions.removals import answer_photo_removal, ask_photo_removal
from webapp.news.models import Photo, PhotoTag, Post
from webapp.news.queries.removals import (
    own_tag_of,
    own_tags_in,
    photos_asked,
    removal_request_of,
    removal_requests_for,
)
from webapp.news.rules.removals import photo_named, subject_of, wants_reason
from webapp.notifications.models import Delivery, Notification
from webapp.schools.models import Child, Guardianship, StaffMember, Teaching


def names_told() -> list[str]:
    """Who heard something of a request so far, each once."""
    rows = Delivery.select().join(Notification).where(Notification.kind == "consent")
    return sorted({row.person.name for row in rows})


def forget_standing(person) -> None:
    """What a new request would ask anew."""
    person.__dict__.pop("standing", None)


def told() -> int:
    return Notification.select().where(Notification.kind == "consent").count()


@pytest.mark.parametrize(
    ("subject", "photo"), [("photo-12", 12), ("", None), ("photo-", None), ("12", None), ("photo-x", None)]
)
def test_subject_names_one_photo_or_none(subject, photo):
    assert photo_named(subject) == photo


def test_subject_of_a_photo_names_it():
    assert photo_named(subject_of(12)) == 12


@pytest.mark.parametrize(
    ("there", "gone", "wants"), [(1, 1, False), (1, 0, True), (3, 2, True), (3, 3, False), (0, 0, False)]
)
def test_reason_is_wanted_where_something_stays(there, gone, wants):
    assert wants_reason(there, gone) is wants


def test_guardian_reads_only_of_the_own_child_that_it_is_in_a_photo(cast):
    photo = photo_of(cast, cast.noor, cast.sem)

    found = {
        person.name: [tag.place.given_name for tag in own_tags_in(person, photo)]
        for person in (cast.marieke, cast.eline, cast.karima, cast.joris, cast.ingrid)
    }

    assert found == {
        "Marieke de Vries": ["Noor"],
        "Eline van den Berg": ["Sem"],
        "Karima el Idrissi": [],
        "Joris Smit": [],
        "Ingrid Mulder": [],
    }


def test_guardian_who_is_not_told_everything_reads_of_no_tag(cast):
    photo = photo_of(cast, cast.noor)
    Guardianship.update(information="on_request").where(Guardianship.person == cast.marieke).execute()

    assert own_tags_in(cast.marieke, photo) == []


def test_nobody_asks_for_the_child_of_another(cast):
    photo = photo_of(cast, cast.noor, cast.sem)

    with pytest.raises(Child.DoesNotExist):
        own_tag_of(cast.marieke, photo, cast.sem.id)


def test_author_and_managers_hear_of_a_request_without_a_childs_name(cast):
    photo = photo_of(cast, cast.noor)

    request = asked(cast.marieke, photo, cast.noor, cast.school)

    notification = Notification.get(Notification.kind == "consent")
    assert names_told() == ["Ingrid Mulder", "Joris Smit", "Peter Hofman"]
    assert notification.path == f"/removal-requests/{request.id}"
    assert "Noor" not in notification.title + notification.body


def test_photo_stays_while_the_request_waits(cast):
    photo = photo_of(cast, cast.noor)

    asked(cast.marieke, photo, cast.noor, cast.school)

    assert Photo.get_by_id(photo.id).state == "ready"


def test_double_tap_asks_once_and_tells_once(cast):
    photo = photo_of(cast, cast.noor)

    for _ in range(2):
        ask_photo_removal(cast.marieke, photo, cast.noor, cast.school)

    assert (RemovalRequest.select().count(), told()) == (1, 1)


def test_author_who_left_does_not_hear_of_it(cast):
    photo = photo_of(cast, cast.noor)
    StaffMember.update(ends_on=clock.today()).where(StaffMember.person == cast.joris).execute()
    forget_standing(cast.joris)

    asked(cast.marieke, photo, cast.noor, cast.school)

    assert names_told() == ["Ingrid Mulder", "Peter Hofman"]


def test_author_who_has_another_group_now_does_not_hear_of_it(cast):
    photo = photo_of(cast, cast.noor)
    Teaching.update(group=cast.group5).where(Teaching.group == cast.group3).execute()
    forget_standing(cast.joris)

    request = asked(cast.marieke, photo, cast.noor, cast.school)

    assert names_told() == ["Ingrid Mulder", "Peter Hofman"]
    assert list(removal_requests_for(cast.joris).where(RemovalRequest.id == request.id)) == []


def test_each_answers_what_they_answer_for(cast):
    own = asked(cast.marieke, photo_of(cast, cast.noor), cast.noor, cast.school)
    of_office = asked(
        cast.marieke, photo_of(cast, cast.daan, author=cast.ingrid, places=[cast.group6]), cast.daan, cast.school
    )
    of_bso = asked(
        cast.marieke, photo_of(cast, cast.noor, author=cast.bram, places=[cast.squirrels]), cast.noor, cast.bso
    )
    all_of_noor, _ = ask_removal(cast.marieke, cast.noor, cast.school)

    found = {
        person.name: {request.id for request in removal_requests_for(person)}
        for person in (cast.joris, cast.ingrid, cast.peter, cast.bram, cast.eline, cast.marieke, cast.anouk)
    }

    everything = {own.id, of_office.id, all_of_noor.id}
    assert found == {
        "Joris Smit": {own.id},
        "Ingrid Mulder": everything,
        "Peter Hofman": everything,
        "Bram Postma": {of_bso.id},
        "Eline van den Berg": set(),
        "Marieke de Vries": set(),
        "Anouk Dekker": set(),
    }


def test_request_of_another_school_is_not_there(cast):
    request = asked(cast.marieke, photo_of(cast, cast.noor), cast.noor, cast.school)

    with pytest.raises(RemovalRequest.DoesNotExist):
        removal_request_of(cast.bram, request.id)


def test_removed_photo_is_gone_for_everybody_with_its_files(cast):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)

    answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [photo.id])

    gone, answered = Photo.get_by_id(photo.id), RemovalRequest.get_by_id(request.id)
    assert (gone.state, gone.removed_by, Post.get_by_id(photo.post_id).gallery) == ("removed", cast.joris, "")
    assert (answered.answer, answered.answered_by) == ("removed", cast.joris)
    assert [file_exists(name) for name in (photo.large, photo.small)] == [False, False]


def test_parent_hears_that_there_is_an_answer(cast):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)

    answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [photo.id])

    last = Notification.select().order_by(Notification.id.desc()).get()
    assert [row.person for row in last.deliveries][:1] == [cast.marieke]
    assert (last.kind, last.path, "Noor" in last.title + last.body) == ("consent", "/removals", False)


def test_photo_that_stays_wants_a_reason(cast):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)
    before = told()

    with pytest.raises(Refused) as refusal:
        answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [], "  ")

    assert (refusal.value.code, RemovalRequest.get_by_id(request.id).answer, told()) == ("no_reason", "", before)


def test_kept_photo_stays_and_the_parent_reads_why(cast):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)

    answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [], "Noor staat er klein op.")

    (tag,) = own_tags_in(cast.marieke, photo)
    assert (Photo.get_by_id(photo.id).state, tag.is_waiting) == ("ready", False)
    assert (tag.request.answer, tag.request.reason) == ("kept", "Noor staat er klein op.")


def test_second_answer_changes_nothing(cast):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)
    first, second = (removal_request_of(person, request.id) for person in (cast.joris, cast.ingrid))
    answer_photo_removal(cast.joris, first, [], "Noor staat er klein op.")
    before = told()

    with pytest.raises(Refused) as refusal:
        answer_photo_removal(cast.ingrid, second, [photo.id])

    assert (refusal.value.code, Photo.get_by_id(photo.id).state, told()) == ("answered_already", "ready", before)
    assert file_exists(photo.large)


def test_photo_that_was_not_asked_for_does_not_go(cast):
    photo, other = photo_of(cast, cast.noor), photo_of(cast, cast.sem)
    request = asked(cast.marieke, photo, cast.noor, cast.school)

    answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [photo.id, other.id])

    assert Photo.get_by_id(other.id).state == "ready"


def test_all_photos_are_those_of_the_child_at_the_unit(cast):
    first, second = photo_of(cast, cast.noor), photo_of(cast, cast.noor, author=cast.peter, places=[cast.school])
    photo_of(cast, cast.sem)
    photo_of(cast, cast.noor, author=cast.bram, places=[cast.squirrels])
    withdrawn = photo_of(cast, cast.noor)
    withdraw_post(cast.joris, withdrawn.post)
    request, _ = ask_removal(cast.marieke, cast.noor, cast.school)

    assert [photo.id for photo in photos_asked(request)] == [second.id, first.id]


def test_photo_to_two_groups_of_the_unit_is_asked_for_once(cast):
    photo = photo_of(cast, cast.noor, author=cast.peter, places=[cast.group3, cast.group6])
    request, _ = ask_removal(cast.marieke, cast.noor, cast.school)

    assert [found.id for found in photos_asked(request)] == [photo.id]


def test_part_of_all_photos_goes_with_a_reason_for_the_rest(cast):
    first, second = photo_of(cast, cast.noor), photo_of(cast, cast.noor)
    request, _ = ask_removal(cast.marieke, cast.noor, cast.school)
    request = removal_request_of(cast.ingrid, request.id)
    with pytest.raises(Refused):
        answer_photo_removal(cast.ingrid, request, [first.id])

    answer_photo_removal(cast.ingrid, request, [first.id], "De klassenfoto blijft.")

    states = [Photo.get_by_id(photo.id).state for photo in (first, second)]
    answered = RemovalRequest.get_by_id(request.id)
    assert (states, answered.answer, answered.reason) == (["removed", "ready"], "removed", "De klassenfoto blijft.")


def test_who_else_asked_for_the_photo_has_the_answer_too(cast):
    photo = photo_of(cast, cast.noor, cast.sem)
    first = asked(cast.marieke, photo, cast.noor, cast.school)
    other = asked(cast.eline, photo, cast.sem, cast.school)

    answer_photo_removal(cast.joris, removal_request_of(cast.joris, first.id), [photo.id])

    assert RemovalRequest.get_by_id(other.id).answer == "removed"
    assert {"Marieke de Vries", "Eline van den Berg"} < set(names_told())


def test_request_about_a_photo_that_is_gone_can_be_closed(cast):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)
    withdraw_post(cast.joris, photo.post)

    answer_photo_removal(cast.ingrid, removal_request_of(cast.ingrid, request.id), [])

    assert RemovalRequest.get_by_id(request.id).answer == "removed"


def test_asking_and_answering_are_in_the_audit_trail(cast):
    photo = photo_of(cast, cast.noor)
    request = asked(cast.marieke, photo, cast.noor, cast.school)
    answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [photo.id])

    verbs = [entry.verb for entry in AuditEntry.select().order_by(AuditEntry.id)]

    assert [verb for verb in verbs if "remov" in verb] == ["ask_removal", "answer_removal", "remove_photo"]


def test_removed_photo_leaves_the_others_of_the_post(cast):
    post = make_post(cast.joris, cast.group3)
    photos = [ready_photo(post, position) for position in (1, 2)]
    PhotoTag.create(photo=photos[0], child=cast.noor)
    request = asked(cast.marieke, photos[0], cast.noor, cast.school)

    answer_photo_removal(cast.joris, removal_request_of(cast.joris, request.id), [photos[0].id])

    assert [photo["id"] for photo in json.loads(Post.get_by_id(post.id).gallery)["photos"]] == [photos[1].id]
