"""Many mails at once: the sender does not wait for them, and what is urgent goes before all else."""

import pytest

from tests.at_once import at_once
from tests.cast import make_person
from webapp.core.jobs import huey
from webapp.core.mail import OutgoingMail, claim_next_mail
from webapp.notifications.actions.mailing import WRITTEN_AT_ONCE, write_due_mails
from webapp.notifications.actions.telling import notify
from webapp.notifications.models import Delivery


def crowd(count=WRITTEN_AT_ONCE + 1):
    return [make_person(f"Ouder {number}", f"ouder{number}@ouders.example") for number in range(count)]


def tell(people, kind="urgent", key="urgent-1"):
    return notify(kind, people, "Titel", "Tekst", "/urgent/1", key=key)


def test_many_mails_are_left_to_a_worker_which_writes_each_once(cast):
    people = crowd()
    tell(people)
    before, jobs = OutgoingMail.select().count(), {task.name for task in huey.pending()}

    counts = [write_due_mails(), write_due_mails()]

    assert (before, "write_mails" in jobs, counts) == (0, True, [len(people), 0])
    assert {mail.to for mail in OutgoingMail.select()} == {person.email for person in people}
    assert all(delivery.mail_id for delivery in Delivery.select())


def test_the_same_event_again_mails_nobody_twice(cast):
    people = crowd()
    for _ in range(2):
        tell(people)
        write_due_mails()

    assert OutgoingMail.select().count() == len(people)


def test_what_is_urgent_is_written_and_sent_before_the_news_that_waits(cast):
    tell(crowd(), "school_news", "post-1")
    notify("urgent", [cast.tom], "Nu", "", "/urgent/1", key="urgent-1")
    write_due_mails()

    assert claim_next_mail().to == cast.tom.email


@pytest.mark.committed
def test_two_workers_write_each_mail_once(app, cast):
    people = crowd(60)
    tell(people)

    counts = at_once(app, write_due_mails)

    assert (sum(counts), OutgoingMail.select().count()) == (60, 60)
