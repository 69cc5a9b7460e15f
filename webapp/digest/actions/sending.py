"""Each parent's digest of a Saturday is written once: its row and its mail in one transaction."""

import logging
from datetime import date

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db
from webapp.core.i18n import language_of
from webapp.core.mail import OutgoingMail, deliver_mail, write_mail
from webapp.core.portal import settings
from webapp.digest.models import Digest
from webapp.digest.phrases import SUBJECT
from webapp.digest.queries.contents import FamilyPart, digest_of
from webapp.digest.queries.due import due_people
from webapp.digest.rules.hours import is_time_for_digests
from webapp.notifications.queries.preferences import Ways, ways_of
from webapp.notifications.rules import unsubscribe_token

log = logging.getLogger(__name__)


def send_due_digests() -> int:
    """On Saturday, from the hour the school chose until the evening; how many people were seen to."""
    now = clock.now().astimezone(clock.SCHOOL_ZONE)
    if not is_time_for_digests(now):
        return 0
    done = 0
    while people := due_people(now.date(), now.hour):
        done += write_digests(people, now.date())
    return done


@db.atomic()
def write_digests(people: list[Person], saturday: date) -> int:
    """Of these people whom no other worker has; how many that are."""
    rows = [{"person": person.id, "week": saturday, "state": "empty", "made_at": clock.now()} for person in people]
    taken = Digest.insert_many(rows).on_conflict_ignore().returning(Digest.person).tuples().execute()
    mine = {id for (id,) in taken}
    ways = ways_of(mine, "digest")
    for person in people:
        if person.id in mine:
            try_digest(person, saturday, ways.get(person.id, Ways()).mail)
    deliver_mail()
    return len(mine)


def try_digest(person: Person, saturday: date, is_wanted: bool) -> None:
    """One that cannot be made keeps nobody else from theirs."""
    try:
        with db.atomic():
            write_digest(person, saturday, is_wanted)
    except Exception:
        log.exception("a digest could not be made", extra={"person": person.id})
        Digest.update(state="failed").where(Digest.person == person, Digest.week == saturday).execute()


def write_digest(person: Person, saturday: date, is_wanted: bool) -> None:
    made = Digest.update(state="unwanted")
    if is_wanted:
        parts = digest_of(person, saturday)
        if not parts:
            return
        made = Digest.update(state="written", mail=mail_digest(person, saturday, parts))
    made.where(Digest.person == person, Digest.week == saturday).execute()


def mail_digest(person: Person, saturday: date, parts: list[FamilyPart]) -> OutgoingMail:
    chosen = settings()
    token = unsubscribe_token(chosen.SECRET_KEY, person.id, "digest")
    with language_of(person.language):
        subject = str(SUBJECT) % {"unit": parts[0].children[0].unit_name}
    return write_mail(
        person.email,
        person.language,
        subject,
        "digest/email/digest",
        parts=parts,
        address=f"{chosen.SITE_ADDRESS}/digest?week={saturday}",
        unsubscribe_url=f"{chosen.SITE_ADDRESS}/unsubscribe/{token}",
    )
