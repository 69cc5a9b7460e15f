"""The mail of Saturday goes once to each parent."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from tests.at_once import at_once
from tests.cast import Cast
from tests.news.posts import make_post
from webapp.core.clock import frozen_at
from webapp.core.mail import OutgoingMail
from webapp.digest.actions import sending
from webapp.digest.actions.sending import send_due_digests
from webapp.digest.jobs import send_due_digests_every_minute
from webapp.digest.models import Digest
from webapp.notifications.models import Preference

EIGHT = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)  # 8:00 at school


def mailed(moment: datetime) -> list[str]:
    OutgoingMail.delete().execute()
    with frozen_at(moment):
        send_due_digests()
    return sorted(mail.to for mail in OutgoingMail.select())


def test_digest_goes_once_from_the_hour_on(cast: Cast):
    make_post(cast.joris, cast.group3, title="Bos", minutes=0)

    assert mailed(EIGHT - timedelta(minutes=1)) == []
    assert cast.marieke.email in mailed(EIGHT)
    assert mailed(EIGHT - timedelta(hours=1)) == []
    assert mailed(EIGHT + timedelta(hours=1)) == []


def test_nothing_goes_in_the_evening_or_on_another_day(cast: Cast):
    make_post(cast.joris, cast.group3, minutes=0)

    assert mailed(EIGHT + timedelta(hours=14)) == []
    assert mailed(EIGHT + timedelta(days=1)) == []
    assert Digest.select().count() == 0


def test_who_stopped_it_gets_none_and_no_name_is_in_the_subject(cast: Cast):
    make_post(cast.joris, cast.group3, minutes=0)
    Preference.create(person=cast.marieke, kind="digest", push=True, mail=False)

    assert cast.marieke.email not in mailed(EIGHT)
    assert Digest.get(Digest.person == cast.marieke).state == "unwanted"
    assert not [mail for mail in OutgoingMail.select() if "Noor" in mail.subject or not mail.unsubscribe_url]


def test_one_that_cannot_be_made_keeps_nobody_from_theirs(cast: Cast, monkeypatch):
    make_post(cast.joris, cast.group3, minutes=0)
    whole = sending.digests_of

    def broken_for_eline(person_ids, saturday):
        if cast.eline.id in person_ids:
            raise ValueError("no such week")
        return whole(person_ids, saturday)

    monkeypatch.setattr(sending, "digests_of", broken_for_eline)

    assert cast.marieke.email in mailed(EIGHT)
    assert Digest.get(Digest.person == cast.eline).state == "failed"


def test_digest_holds_nothing_of_another_family(cast: Cast):
    make_post(cast.ingrid, cast.group5, title="Kanarie-5", minutes=0)
    make_post(cast.joris, cast.group3, title="Bos", minutes=0)

    mailed(EIGHT)

    texts = {mail.to: mail.text + mail.html for mail in OutgoingMail.select()}
    assert ["Kanarie-5" in texts[person.email] for person in (cast.marieke, cast.karima)] == [False, True]
    assert not any(name in texts[cast.karima.email] for name in ("Noor", "Daan", "Mees", "Sem"))


@pytest.mark.committed
def test_two_workers_write_each_digest_once(app, cast: Cast):
    make_post(cast.joris, cast.group3, minutes=0)
    OutgoingMail.delete().execute()

    with frozen_at(EIGHT):
        at_once(app, send_due_digests)

    people = [mail.to for mail in OutgoingMail.select()]
    assert cast.marieke.email in people
    assert len(people) == len(set(people))


def test_worker_that_is_still_at_it_does_not_begin_once_more(app, cast: Cast, monkeypatch):
    begun, has_begun, may_end = [], threading.Event(), threading.Event()

    def long_work() -> None:
        begun.append(threading.get_ident())
        has_begun.set()
        may_end.wait(10)

    monkeypatch.setattr(sending, "send_due_digests", long_work)
    first = threading.Thread(target=send_due_digests_every_minute.now)
    first.start()
    has_begun.wait(10)
    send_due_digests_every_minute.now()  # the next minute
    may_end.set()
    first.join()
    send_due_digests_every_minute.now()  # once it was done

    assert begun == [first.ident, threading.get_ident()]
