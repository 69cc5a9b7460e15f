"""A person's photo: for themselves, for who works with them, for the parents of the children they work with."""

import pytest

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.files import keep_file
from webapp.schools.models import Link, StaffMember


def show(person: Person) -> str:
    name = keep_file(b"a picture of " + person.email.encode(), "webp")
    Person.update(photo=name).where(Person.id == person.id).execute()
    return Person.get_by_id(person.id).photo_url


@pytest.mark.parametrize(
    ("whose", "who", "status"),
    [
        ("marieke", "marieke", 200),  # one's own
        ("marieke", "joris", 200),  # the teacher of her daughter
        ("marieke", "ingrid", 200),  # the office of the school
        ("marieke", "bram", 200),  # the BSO her daughter goes to
        ("marieke", "karima", 404),  # another family
        ("tom", "sanne", 404),  # the other household of the same child
        ("marieke", "anouk", 404),  # an administrator sees no people
        ("karima", "joris", 404),  # not a parent of his group
        ("karima", "bram", 404),  # not a parent of his unit
        ("joris", "karima", 200),  # staff of the school of her child
        ("joris", "eline", 200),  # a colleague
        ("joris", "wouter", 404),  # a parent of another school
        ("joris", "bram", 404),  # another unit
    ],
)
def test_photo_is_for_whom_it_concerns(cast, browser_of, whose, who, status):
    address = show(getattr(cast, whose))

    answer = browser_of(getattr(cast, who)).get(address)

    assert answer.status_code == status


def test_photo_is_kept_by_the_browser_and_by_nothing_on_the_way(cast, browser_of):
    answer = browser_of(cast.marieke).get(show(cast.marieke))

    assert (answer.data, answer.mimetype) == (b"a picture of marieke@ouders.example", "image/webp")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_who_waits_for_approval_or_left_is_not_seen(cast, browser_of):
    marieke, joris = show(cast.marieke), show(cast.joris)
    Link.update(approved_at=None).execute()
    StaffMember.update(ends_on=clock.today()).where(StaffMember.person == cast.joris).execute()

    assert browser_of(cast.ingrid).get(marieke).status_code == 404
    assert browser_of(cast.eline).get(joris).status_code == 404


def test_no_photo_and_no_such_person_are_the_same(cast, browser_of):
    browser = browser_of(cast.ingrid)

    assert [browser.get(f"/people/{number}/photo").status_code for number in (cast.joris.id, 999999)] == [404, 404]


def test_stranger_is_sent_to_sign_in(cast, client):
    assert client.get(show(cast.joris)).location.partition("?")[0] == "/sign-in"
