"""Sending, confirming and ending urgent messages. Each is one transaction; each raises Refused with the reason."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from peewee import IntegrityError, chunked

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.core.portal import settings
from webapp.notifications.actions.devices import open_notification
from webapp.notifications.actions.mailing import mail_those_who_have_not_opened
from webapp.notifications.actions.telling import stop_notification
from webapp.schools.models import Child
from webapp.schools.rules.audiences import Part, without_overlap
from webapp.urgent.models import Confirmation, PhoneCall, UrgentAudience, UrgentMessage, UrgentReader
from webapp.urgent.notices import tell_of_urgent_message
from webapp.urgent.queries.messages import messages_to_mail, parts_of, readers_by_message
from webapp.urgent.queries.reach import concerned_by, urgent_choices_of
from webapp.urgent.rules import end_of

AT_ONCE = 500  # rows in one statement


@db.atomic()
def send_urgent_message(
    author: Person, title: str, body: str, audience: Iterable[Part], lasts: str, idempotency_key: str
) -> UrgentMessage:
    """Somebody of the school sends what cannot wait, to groups or units they may send to; it goes at once.

    The same key again (a double tap, a retry) gives the message that went.
    """
    parts = without_overlap(audience)
    if not parts:
        raise Refused("no_audience")
    if not set(parts) <= {choice.part for choice in urgent_choices_of(author)}:
        raise Refused("not_your_audience")
    concerned = concerned_by(parts)
    if not concerned:
        raise Refused("nobody_there")
    now, patience = clock.now(), timedelta(minutes=settings().URGENT_MAIL_MINUTES)
    over = end_of(lasts, now)
    try:
        with db.atomic():
            message = UrgentMessage.create(
                author=author, title=title, body=body, sent_at=now, expires_at=over,
                mail_at=min(now + patience, over), idempotency_key=idempotency_key,
            )  # fmt: skip
    except IntegrityError:
        return message_sent_already(author, title, body, parts, idempotency_key)
    keep_audience(message, parts, concerned)
    message.notification = tell_of_urgent_message(message)
    UrgentMessage.update(notification=message.notification).where(UrgentMessage.id == message.id).execute()
    audit(author, "send_urgent_message", message, audience=[part.key for part in parts])
    return message


def message_sent_already(author: Person, title: str, body: str, parts: list[Part], key: str) -> UrgentMessage:
    """The message that went with this key; refused when it said something else, or went to others: that did not go."""
    message = UrgentMessage.get(UrgentMessage.idempotency_key == key, UrgentMessage.author == author)
    if (message.title, message.body, parts_of(message)) != (title, body, parts):
        raise Refused("sent_already")
    return message


def keep_audience(message: UrgentMessage, parts: Sequence[Part], concerned: Iterable[tuple[int, int | None]]) -> None:
    """Whom it concerns is kept as it is now: who is linked later was not told, and the board says so."""
    UrgentAudience.insert_many(
        [{"message": message.id, "unit": part.unit_id, "group": part.group_id} for part in parts]
    ).execute()
    rows = [{"message": message.id, "child": child, "person": person} for child, person in concerned]
    for some in chunked(rows, AT_ONCE):
        UrgentReader.insert_many(some).execute()


def mail_unopened_messages() -> int:
    """Mail what was not opened in time to who did not open it, each message once; how many mails that are."""
    due = list(messages_to_mail(clock.now()))  # read to the end: SQLite lets no half-read question begin to write
    return sum(mail_unopened_message(message) for message in due)


@db.atomic()
def mail_unopened_message(message: UrgentMessage) -> int:
    """The worker that marks the message first writes the mails, in the same transaction; another does nothing."""
    is_mine = (
        UrgentMessage.update(mailed_at=clock.now())
        .where(UrgentMessage.id == message.id, UrgentMessage.mailed_at.is_null())
        .execute()
    )
    return mail_those_who_have_not_opened(message.notification, readers_by_message(message)) if is_mine else 0


@db.atomic()
def confirm_message(person: Person, message: UrgentMessage) -> None:
    """A guardian confirms having read it; only the first time counts."""
    Confirmation.insert(message=message, person=person, at=clock.now()).on_conflict_ignore().execute()
    open_notification(person, message.notification_id)


@db.atomic()
def end_message(by: Person, message: UrgentMessage) -> None:
    """The school says that it is over: the red bar goes, and what did not leave yet stays here."""
    ended = (
        UrgentMessage.update(ended_at=clock.now())
        .where(UrgentMessage.id == message.id, UrgentMessage.ended_at.is_null())
        .execute()
    )
    if not ended:
        raise Refused("over")
    stop_notification(message.notification.key)
    audit(by, "end_message", message)


@db.atomic()
def note_call(by: Person, message: UrgentMessage, children: Iterable[Child | int]) -> None:
    """A family was reached by phone: it is off the call list, for everybody who looks."""
    rows = [{"message": message.id, "child": child, "by": by.id, "at": clock.now()} for child in children]
    if rows:
        PhoneCall.insert_many(rows).on_conflict_ignore().execute()
        audit(by, "note_call", message, children=len(rows))


@db.atomic()
def undo_call(by: Person, message: UrgentMessage, children: Iterable[Child | int]) -> None:
    """It was another family after all."""
    PhoneCall.delete().where(PhoneCall.message == message, PhoneCall.child.in_(list(children))).execute()
    audit(by, "undo_call", message)
