"""The office sets at which hour of Saturday the digest of its unit goes."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import Cast
from tests.news.posts import make_post
from webapp.core.audit import AuditEntry
from webapp.core.clock import frozen_at
from webapp.core.errors import Refused
from webapp.core.mail import OutgoingMail
from webapp.digest.actions.sending import send_due_digests
from webapp.digest.actions.settings import set_digest_hour
from webapp.digest.models import Digest
from webapp.schools.models import Unit

EIGHT = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)  # 8:00 at school, a Saturday


def hour_of(unit: Unit) -> int:
    return Unit.get_by_id(unit.id).digest_hour


def entries() -> list[tuple[str, dict]]:
    rows = AuditEntry.select().where(AuditEntry.verb == "set_digest_hour").order_by(AuditEntry.id)
    return [(entry.subject, json.loads(entry.details)) for entry in rows]


def mailed_at(moment: datetime) -> set[str]:
    OutgoingMail.delete().execute()
    with frozen_at(moment):
        send_due_digests()
    return {mail.to for mail in OutgoingMail.select()}


@pytest.mark.parametrize("name", ["ingrid", "peter"])
def test_office_and_director_set_the_hour(cast: Cast, browser_of, name):
    browser = browser_of(getattr(cast, name))
    address = f"/units/{cast.school.id}/digest"

    page = browser.get(address)
    answer = browser.post(address, data={"digest_hour": "18"})

    assert (page.status_code, answer.status_code, answer.location) == (200, 303, address)
    assert 'selected value="18"' in browser.get(address).text
    assert (hour_of(cast.school), hour_of(cast.bso)) == (18, 8)
    assert entries() == [(f"unit-{cast.school.id}", {"hour": 18, "before": 8})]


def test_saving_the_same_hour_writes_nothing(cast: Cast, browser_of):
    answer = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/digest", data={"digest_hour": "8"})

    assert (answer.status_code, hour_of(cast.school), entries()) == (303, 8, [])


@pytest.mark.parametrize("typed", [{"digest_hour": "5"}, {"digest_hour": "21"}, {"digest_hour": "acht"}, {}])
def test_an_hour_in_the_night_is_refused_in_words(cast: Cast, browser_of, typed):
    answer = browser_of(cast.ingrid).post(f"/units/{cast.school.id}/digest", data=typed)

    assert (answer.status_code, "Kies een van de mogelijkheden." in answer.text) == (422, True)
    assert (hour_of(cast.school), entries()) == (8, [])


@pytest.mark.parametrize("hour", [5, 21, -1])
def test_nobody_sets_an_hour_in_the_night_by_another_way(cast: Cast, hour):
    with pytest.raises(Refused, match="in_the_night"):
        set_digest_hour(cast.ingrid, cast.school, hour)

    assert (hour_of(cast.school), entries()) == (8, [])


@pytest.mark.parametrize("name", ["marieke", "joris", "bram", "anouk"])
def test_who_does_not_manage_the_unit_finds_nothing(cast: Cast, browser_of, name):
    browser = browser_of(getattr(cast, name))
    address = f"/units/{cast.school.id}/digest"

    answers = [browser.get(address), browser.post(address, data={"digest_hour": "18"})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert (hour_of(cast.school), entries()) == (8, [])


def test_stranger_is_sent_to_sign_in(cast: Cast, client):
    answer = client.get(f"/units/{cast.school.id}/digest")

    assert answer.location.partition("?")[0] == "/sign-in"


def test_digest_waits_for_the_hour_of_its_unit(cast: Cast):
    make_post(cast.ingrid, cast.school, minutes=0)
    set_digest_hour(cast.ingrid, cast.school, 20)

    assert cast.karima.email not in mailed_at(EIGHT + timedelta(hours=11, minutes=59))
    assert cast.karima.email in mailed_at(EIGHT + timedelta(hours=12))


def test_parent_of_two_units_gets_one_digest_at_the_earlier_hour(cast: Cast):
    make_post(cast.ingrid, cast.school, title="School", minutes=0)
    set_digest_hour(cast.ingrid, cast.school, 12)
    set_digest_hour(cast.bram, cast.bso, 7)

    early = mailed_at(EIGHT - timedelta(hours=1))
    texts = [mail.text for mail in OutgoingMail.select()]

    assert early == {cast.marieke.email}  # Noor goes to both, the others to the school only
    assert ["School" in text for text in texts] == [True]
    assert cast.marieke.email not in mailed_at(EIGHT + timedelta(hours=4))
    assert Digest.select().where(Digest.person == cast.marieke).count() == 1


def test_another_hour_later_on_saturday_sends_nothing_twice(cast: Cast):
    make_post(cast.ingrid, cast.school, minutes=0)
    first = mailed_at(EIGHT)

    set_digest_hour(cast.ingrid, cast.school, 12)

    assert cast.karima.email in first
    assert mailed_at(EIGHT + timedelta(hours=4)) == set()
