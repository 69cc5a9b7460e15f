"""Notifications by mail, and addresses that do not work."""

import re
from collections.abc import Iterable
from datetime import timedelta

from peewee import JOIN, chunked, fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import among, db
from webapp.core.mail import OutgoingMail, deliver_mail, deliver_mail_in_a_hurry, write_mail
from webapp.core.portal import settings
from webapp.notifications.jobs import write_mails
from webapp.notifications.models import AddressTrouble, Delivery, Notification
from webapp.notifications.queries.deliveries import mailed_people, opened_by
from webapp.notifications.rules import KINDS, URGENT, short_trouble, unsubscribe_token
from webapp.schools.models import Unit

AT_ONCE = 500  # rows in one statement
WRITTEN_AT_ONCE = 20  # mails, in the request of who tells it
BATCH, LEASE = 50, timedelta(minutes=2)


@db.atomic()
def mail_those_who_have_not_opened(notification: Notification, people: Iterable[Person]) -> int:
    """Mail it to whom of these people neither opened it nor has a mail of it yet; how many mails that are."""
    opened = opened_by(notification)
    return mail_people(notification, [person for person in people if person.id not in opened])


def mail_people(notification: Notification, people: Iterable[Person]) -> int:
    """Mail a notification to people, each once; how many mails that are.

    A few are written at once. Many are left to a worker, so that no push waits until the last mail is written.
    """
    wanted = {person.id: person for person in people}
    for person_id in mailed_people(notification, wanted):
        del wanted[person_id]
    same = {"notification": notification.id, "channel": "mail", "created_at": clock.now(), "try_at": clock.now()}
    for some in chunked([same | {"person": person_id} for person_id in wanted], AT_ONCE):
        Delivery.insert_many(some).execute()
    if wanted and len(wanted) <= WRITTEN_AT_ONCE:
        write_due_mails(notification)
    elif wanted:
        write_mails()
    return len(wanted)


def write_due_mails(notification: Notification | None = None) -> int:
    """Write the mails that wait for it, urgent ones first, and have them sent; how many that were."""
    written = 0
    while claimed := claim_unwritten(notification):
        with db.atomic():
            for delivery in claimed:
                write_mail_of(delivery)
            deliver_mail_in_a_hurry() if claimed[0].notification.kind == URGENT else deliver_mail()
        written += len(claimed)
    return written


@db.atomic()
def claim_unwritten(notification: Notification | None) -> list[Delivery]:
    """Take some of the mails that were not written yet, with a lease; two workers never take the same."""
    now = clock.now()
    waits = (Delivery.channel == "mail") & (Delivery.state == "pending") & Delivery.mail.is_null()
    waits &= Delivery.try_at <= now
    if notification:
        waits &= Delivery.notification == notification
    due = Delivery.select(Delivery.id).join(Notification).where(waits)
    due = due.order_by((Notification.kind == URGENT).desc(), Delivery.id).limit(BATCH)
    taken = Delivery.update(try_at=now + LEASE).where(Delivery.id.in_(due), waits).returning(Delivery.id)
    mine = [id for (id,) in taken.tuples().execute()]
    return list(
        Delivery.select(Delivery, Notification, Person, Unit)
        .join(Notification)
        .join(Unit, JOIN.LEFT_OUTER)
        .join_from(Delivery, Person)
        .where(among(Delivery.id, mine))
        .order_by((Notification.kind == URGENT).desc(), Delivery.id)
    )


def write_mail_of(delivery: Delivery) -> None:
    notification, person, chosen = delivery.notification, delivery.person, settings()
    token = unsubscribe_token(chosen.SECRET_KEY, person.id, notification.kind)
    unsubscribe_url = f"{chosen.SITE_ADDRESS}/unsubscribe/{token}" if notification.kind in KINDS else ""
    mail = write_mail(
        person.email,
        person.language,
        notification.title,
        "notifications/email/notification",
        message_name=f"delivery-{delivery.id}",
        is_urgent=notification.kind == URGENT,
        notification=notification,
        unit=notification.unit,
        address=f"{chosen.SITE_ADDRESS}{notification.link}",
        unsubscribe_url=unsubscribe_url,
    )
    Delivery.update(mail=mail).where(Delivery.id == delivery.id).execute()


@db.atomic()
def follow_mails() -> None:
    """What became of mails becomes the state of their deliveries; a refused address is marked (5xx, for good)."""
    waits = (Delivery.channel == "mail") & (Delivery.state == "pending")
    sent_at = OutgoingMail.select(OutgoingMail.sent_at).where(OutgoingMail.id == Delivery.mail)
    sent = OutgoingMail.select(OutgoingMail.id).where(OutgoingMail.state == "sent")
    Delivery.update(state="accepted", why="", accepted_at=sent_at).where(waits, Delivery.mail.in_(sent)).execute()
    failed = (
        Delivery.select(Delivery, OutgoingMail, Person)
        .join(OutgoingMail)
        .join_from(Delivery, Person)
        .where(waits, OutgoingMail.state == "failed")
    )
    for delivery in failed:
        Delivery.update(state="failed", why=short_trouble(delivery.mail.why)).where(
            Delivery.id == delivery.id
        ).execute()
        if is_refused_address(delivery.mail.why):
            mark_address(delivery.person, delivery.mail)
    forget_old_troubles()


def forget_old_troubles() -> None:
    """An address whose mail was taken since works again: any mail tells, one that confirms an address too."""
    taken = OutgoingMail.select().where(
        OutgoingMail.to == AddressTrouble.email, OutgoingMail.sent_at > AddressTrouble.since
    )
    AddressTrouble.delete().where(fn.EXISTS(taken)).execute()


def is_refused_address(why: str) -> bool:
    """Whether the mail server refused the address itself, for good."""
    return why.startswith("SMTPRecipientsRefused") and re.search(r"\(5\d\d,", why) is not None


def mark_address(person: Person, mail: OutgoingMail) -> None:
    trouble = {"email": mail.to, "why": mail.why, "since": clock.now()}
    AddressTrouble.insert(person=person, **trouble).on_conflict(
        conflict_target=[AddressTrouble.person], update=trouble
    ).execute()
