"""The office sees how far its digests are, and how they went."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.cast import Cast, make_link
from tests.news.posts import make_post
from webapp.core.clock import frozen_at
from webapp.core.mail import OutgoingMail, mark_sent, put_aside
from webapp.digest.actions import sending
from webapp.digest.actions.sending import send_due_digests
from webapp.digest.models import Digest, DigestRun
from webapp.digest.queries.runs import RunTold, runs_of
from webapp.notifications.models import Preference
from webapp.schools.models import Link, Unit

SATURDAY = date(2026, 11, 21)
EIGHT = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)  # 8:00 at school


def send(moment: datetime = EIGHT) -> None:
    with frozen_at(moment):
        send_due_digests()


def told(unit: Unit, moment: datetime = EIGHT) -> list[tuple[date, str, int, Counter]]:
    with frozen_at(moment):
        return [(run.week, run.progress, run.people, run.counts) for run in runs_of(unit)]


def newest(unit: Unit, moment: datetime = EIGHT) -> RunTold:
    with frozen_at(moment):
        return runs_of(unit)[0]


def test_each_unit_is_told_how_its_own_went(cast: Cast):
    make_post(cast.joris, cast.group3, minutes=0)
    Preference.create(person=cast.eline, kind="digest", push=True, mail=False)

    send()

    # Marieke reads of Noor's group; Eline wants none; for Sanne, Tom and Karima there is nothing
    assert told(cast.school) == [(SATURDAY, "ended", 5, Counter(waiting=1, unwanted=1, empty=3))]
    assert told(cast.other_school) == [(SATURDAY, "ended", 1, Counter(empty=1))]
    assert told(cast.bso) == []  # Marieke's comes from the school


def test_what_the_mail_server_took_and_refused_is_told_apart(cast: Cast):
    make_post(cast.ingrid, cast.school, minutes=0)
    OutgoingMail.delete().execute()
    send()
    mails = list(OutgoingMail.select().order_by(OutgoingMail.id))

    mark_sent(mails[0])
    mark_sent(mails[1])
    put_aside(mails[2], ValueError("no such address"), is_hopeless=True)

    assert told(cast.school) == [(SATURDAY, "ended", 5, Counter(sent=2, waiting=2, failed=1))]


def test_what_was_sent_is_still_told_when_the_mail_is_forgotten(cast: Cast):
    make_post(cast.ingrid, cast.school, minutes=0)
    send()

    OutgoingMail.delete().execute()

    assert told(cast.school, EIGHT + timedelta(days=40)) == [(SATURDAY, "ended", 5, Counter(sent=5))]


def test_worker_that_stops_half_way_is_told_and_the_next_one_goes_on(cast: Cast, monkeypatch):
    make_post(cast.ingrid, cast.school, minutes=0)
    write, times = sending.write_digests, iter([1])

    def dies_after_one(runs, saturday):
        if next(times, None) is None:
            raise KeyboardInterrupt
        return write(runs, saturday)

    monkeypatch.setattr(sending, "BATCH", 1)
    monkeypatch.setattr(sending, "in_any_order", lambda due: [[cast.karima.id], [cast.tom.id]])
    monkeypatch.setattr(sending, "write_digests", dies_after_one)
    with pytest.raises(KeyboardInterrupt):
        send()
    half = [told(cast.school, EIGHT + later)[0] for later in (timedelta(), timedelta(hours=15), timedelta(days=7))]
    monkeypatch.undo()

    send(EIGHT + timedelta(hours=1))

    assert half == [(SATURDAY, how, 5, Counter(waiting=1)) for how in ("running", "broken_off", "broken_off")]
    run = DigestRun.get(DigestRun.unit == cast.school)
    assert (run.started_at, run.ended_at, run.people) == (EIGHT, EIGHT + timedelta(hours=1), 5)


def test_who_is_linked_later_on_saturday_counts_as_well(cast: Cast):
    make_post(cast.ingrid, cast.school, minutes=0)
    send()
    make_link(cast.bram, cast.yara, cast.school)

    send(EIGHT + timedelta(hours=3))

    (run,) = told(cast.school)
    assert (run[2], run[3]) == (6, Counter(waiting=6))
    assert DigestRun.get(DigestRun.unit == cast.school).ended_at == EIGHT


def test_child_who_left_the_school_makes_no_digest_due(cast: Cast):
    make_post(cast.ingrid, cast.school, minutes=0)
    Link.update(ended_at=EIGHT - timedelta(days=1)).where(Link.guardianship.in_(cast.yara.guardianships)).execute()
    OutgoingMail.delete().execute()

    send()

    assert Digest.select().where(Digest.person == cast.karima).count() == 0
    assert cast.karima.email not in {mail.to for mail in OutgoingMail.select()}


def test_page_looks_again_only_while_something_is_on_its_way(cast: Cast, browser_of):
    make_post(cast.ingrid, cast.school, minutes=0)
    OutgoingMail.delete().execute()
    send()
    moments = [EIGHT, EIGHT + timedelta(minutes=16)]
    watched = [newest(cast.school, moment).is_watched for moment in moments]
    for mail in OutgoingMail.select():
        mark_sent(mail)

    with frozen_at(EIGHT):
        page = browser_of(cast.ingrid).get(f"/units/{cast.school.id}/digest").text

    assert watched == [True, False]  # a mail server that is away is not watched for ever
    assert not newest(cast.school).is_watched
    assert ("hx-trigger" in page.partition('id="digest-runs"')[2].partition(">")[0], "5 verstuurd" in page) == (
        False,
        True,
    )


def test_running_page_asks_only_for_the_part_that_moves(cast: Cast, browser_of):
    make_post(cast.ingrid, cast.school, minutes=0)
    send()

    with frozen_at(EIGHT):
        answer = browser_of(cast.peter).get(
            f"/units/{cast.school.id}/digest/runs", headers={"HX-Request": "true", "HX-Request-Type": "partial"}
        )

    assert answer.text.lstrip().startswith('<section class="card digest-runs" id="digest-runs"')
    assert ('data-poll="3"' in answer.text, "5 onderweg" in answer.text) == (True, True)
    assert not any(name in answer.text for name in ("Marieke", "Noor", "@ouders.example"))


@pytest.mark.parametrize("name", ["marieke", "joris", "bram", "anouk"])
def test_who_does_not_manage_the_unit_sees_no_numbers(cast: Cast, browser_of, name):
    assert browser_of(getattr(cast, name)).get(f"/units/{cast.school.id}/digest/runs").status_code == 404


def test_stranger_sees_no_numbers(cast: Cast, client):
    assert client.get(f"/units/{cast.school.id}/digest/runs").location.partition("?")[0] == "/sign-in"


def test_runs_cost_the_same_for_one_saturday_as_for_three(cast: Cast, browser_of):
    make_post(cast.ingrid, cast.school, minutes=0)
    browser = browser_of(cast.ingrid)
    browser.get(f"/units/{cast.school.id}/digest")
    counts = []
    for weeks in (range(1), range(1, 3)):
        for week in weeks:
            send(EIGHT + timedelta(weeks=week))
        with count_queries() as counter:
            browser.get(f"/units/{cast.school.id}/digest")
        counts.append(counter.count)

    assert counts[0] == counts[1]
    assert counts[0] <= 10
