"""Notifications by mail, and addresses that do not work."""

import re
from collections.abc import Iterable

from peewee import fn

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db
from webapp.core.mail import OutgoingMail, post_mail
from webapp.core.portal import settings
from webapp.notifications.models import AddressTrouble, Delivery, Notification
from webapp.notifications.queries.deliveries import mailed_people, opened_by
from webapp.notifications.rules import KINDS, unsubscribe_token


@db.atomic()
def mail_those_who_have_not_opened(notification: Notification, people: Iterable[Person]) -> int:
    """Mail it to whom of these people neither opened it nor has a mail of it yet; how many mails that are."""
    opened = opened_by(notification)
    return mail_people(notification, [person for person in people if person.id not in opened])


def mail_people(notification: Notification, people: Iterable[Person]) -> int:
    """Mail a notification to people, each once; how many mails that are."""
    wanted = {person.id: person for person in people}
    for person_id in mailed_people(notification, wanted):
        del wanted[person_id]
    for person in wanted.values():
        mail_person(notification, person)
    return len(wanted)


def mail_person(notification: Notification, person: Person) -> None:
    now, chosen = clock.now(), settings()
    token = unsubscribe_token(chosen.SECRET_KEY, person.id, notification.kind)
    unsubscribe_url = f"{chosen.SITE_ADDRESS}/unsubscribe/{token}" if notification.kind in KINDS else ""
    delivery = Delivery.create(notification=notification, person=person, channel="mail", created_at=now, try_at=now)
    mail = post_mail(
        person.email,
        person.language,
        notification.title,
        "notifications/email/notification",
        message_name=f"delivery-{delivery.id}",
        notification=notification,
        unit=notification.unit,
        address=f"{chosen.SITE_ADDRESS}{notification.link}",
        unsubscribe_url=unsubscribe_url,
    )
    Delivery.update(mail=mail).where(Delivery.id == delivery.id).execute()


@db.atomic()
def follow_mails() -> None:
    """What became of mails becomes the state of their deliveries; a refused address is marked (5xx, for good)."""
    rows = (
        Delivery.select(Delivery, OutgoingMail)
        .join(OutgoingMail)
        .where(Delivery.channel == "mail", Delivery.state == "pending", OutgoingMail.state.in_(["sent", "failed"]))
    )
    for delivery in rows:
        mail = delivery.mail
        is_sent = mail.state == "sent"
        Delivery.update(
            state="accepted" if is_sent else "failed", why="" if is_sent else mail.why[:60], accepted_at=mail.sent_at
        ).where(Delivery.id == delivery.id).execute()
        if not is_sent and is_refused_address(mail.why):
            mark_address(delivery.person, mail)
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
