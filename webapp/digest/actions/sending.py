"""Each parent's digest of a Saturday is written once: its row and its mail in one transaction."""

import logging
from collections.abc import Mapping
from datetime import date
from random import Random

from peewee import chunked

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db
from webapp.core.i18n import language_of
from webapp.core.mail import OutgoingMail, deliver_mail, write_mail
from webapp.core.portal import settings
from webapp.digest.actions.runs import begin_runs, end_runs
from webapp.digest.models import Digest
from webapp.digest.phrases import SUBJECT
from webapp.digest.queries.contents import FamilyPart, digests_of
from webapp.digest.queries.due import people_due
from webapp.digest.rules.hours import is_time_for_digests
from webapp.notifications.queries.preferences import Ways, ways_of
from webapp.notifications.rules import unsubscribe_token

log = logging.getLogger(__name__)

BATCH = 20  # so that whoever writes something meanwhile waits a fraction of a second


def send_due_digests() -> int:
    """On Saturday, from the hour the school chose until the evening; how many people were seen to."""
    now = clock.now().astimezone(clock.SCHOOL_ZONE)
    if not is_time_for_digests(now):
        return 0
    saturday, done = now.date(), 0
    while due := people_due(saturday, now.hour):
        runs = begin_runs(saturday, due)
        for people in in_any_order(due):
            done += write_digests({id: runs[due[id]] for id in people}, saturday)
    end_runs(saturday)
    return done


def in_any_order(due: Mapping[int, int]) -> list[list[int]]:
    """Batches of people; two workers that begin together do not come upon the same ones."""
    batches = list(chunked(due, BATCH))
    Random().shuffle(batches)  # noqa: S311 - an order, no secret
    return batches


@db.atomic()
def write_digests(runs: Mapping[int, int], saturday: date) -> int:
    """Of these people (person → run) whom no other worker has; how many that are."""
    rows = [
        {"person": id, "week": saturday, "run": run, "state": "empty", "made_at": clock.now()}
        for id, run in runs.items()
    ]
    taken = Digest.insert_many(rows).on_conflict_ignore().returning(Digest.person).tuples().execute()
    mine = [id for (id,) in taken]
    ways = ways_of(mine, "digest")
    wanting = [id for id in mine if ways.get(id, Ways()).mail]
    mark("unwanted", set(mine) - set(wanting), saturday)
    try_digests(wanting, saturday)
    if mine:
        deliver_mail()
    return len(mine)


def try_digests(person_ids: list[int], saturday: date) -> None:
    """One that cannot be made keeps nobody else from theirs: when something goes wrong, each is made by itself."""
    try:
        with db.atomic():
            mail_digests(person_ids, saturday)
    except Exception:
        if len(person_ids) > 1:
            for person_id in person_ids:
                try_digests([person_id], saturday)
            return
        log.exception("a digest could not be made", extra={"person": person_ids[0]})
        mark("failed", person_ids, saturday)


def mail_digests(person_ids: list[int], saturday: date) -> None:
    """Write the mail of each of these people who has something to read and whose account still works."""
    digests = digests_of(person_ids, saturday)
    people = Person.select().where(Person.id.in_(list(digests)), Person.blocked_at.is_null()).order_by(Person.id)
    for person in people:
        mail = mail_digest(person, saturday, digests[person.id])
        Digest.update(state="written", mail=mail).where(Digest.person == person, Digest.week == saturday).execute()


def mark(state: str, person_ids: list[int] | set[int], saturday: date) -> None:
    if person_ids:
        Digest.update(state=state).where(Digest.person.in_(list(person_ids)), Digest.week == saturday).execute()


def mail_digest(person: Person, saturday: date, parts: list[FamilyPart]) -> OutgoingMail:
    """The mail with a digest; no child's name in its subject, and one click to stop it."""
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
