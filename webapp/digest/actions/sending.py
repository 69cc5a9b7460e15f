"""Each parent's digest of a Saturday is written once: its row and its mail in one transaction."""

import logging
from collections.abc import Iterable, Mapping
from datetime import date
from random import Random

from peewee import chunked

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.db import db, one_moment
from webapp.core.i18n import language_of
from webapp.core.mail import OutgoingMail, deliver_mail, draft_mail, drop_mails, keep_mails
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

BATCH = 50  # people whose mails are made at a time; writing them takes a hundredth of a second


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


def write_digests(runs: Mapping[int, int], saturday: date) -> int:
    """Of these people (person → run) whom no other worker has; how many that are. One that cannot be made keeps nobody
    else from theirs: when something goes wrong, each is made by itself."""
    try:
        return keep_digests(runs, saturday, drafts_for(runs, saturday))
    except Exception:
        if len(runs) > 1:
            return sum(write_digests({id: run}, saturday) for id, run in runs.items())
        log.exception("a digest could not be made", extra={"person": next(iter(runs))})
        return keep_digests(runs, saturday, dict.fromkeys(runs, "failed"))


def drafts_for(person_ids: Iterable[int], saturday: date) -> dict[int, OutgoingMail | str]:
    """The mail for each of these people; or why there is none: `unwanted`, or `empty`. Nobody waits for it: nothing is
    written yet."""
    person_ids = list(person_ids)
    with one_moment():
        ways = ways_of(person_ids, "digest")
        wanting = [id for id in person_ids if ways.get(id, Ways()).mail]
        digests = digests_of(wanting, saturday)
        people = list(Person.select().where(Person.id.in_(list(digests)), Person.blocked_at.is_null()))
    found: dict[int, OutgoingMail | str] = {id: "empty" if id in wanting else "unwanted" for id in person_ids}
    return found | {person.id: draft_digest(person, saturday, digests[person.id]) for person in people}


@db.atomic()
def keep_digests(runs: Mapping[int, int], saturday: date, drafts: Mapping[int, OutgoingMail | str]) -> int:
    """Each digest with its mail, but for people whom another worker had meanwhile; how many that are."""
    mails = {id: draft for id, draft in drafts.items() if isinstance(draft, OutgoingMail)}
    kept = keep_mails(mails.values())
    mail_of = {id: kept[mail.message_id] for id, mail in mails.items()}
    rows = [
        {"person": id, "week": saturday, "run": runs[id], "mail": mail_of.get(id), "made_at": clock.now(),
         "state": "written" if id in mails else draft}
        for id, draft in drafts.items()
    ]  # fmt: skip
    taken = Digest.insert_many(rows).on_conflict_ignore().returning(Digest.person).tuples().execute()
    mine = {id for (id,) in taken}
    if too_many := [mail_id for id, mail_id in mail_of.items() if id not in mine]:
        drop_mails(OutgoingMail.select(OutgoingMail.id).where(OutgoingMail.id.in_(too_many)))
    if mine:
        deliver_mail()
    return len(mine)


def draft_digest(person: Person, saturday: date, parts: list[FamilyPart]) -> OutgoingMail:
    """The mail with a digest; no child's name in its subject, and one click to stop it."""
    chosen = settings()
    token = unsubscribe_token(chosen.SECRET_KEY, person.id, "digest")
    with language_of(person.language):
        subject = str(SUBJECT) % {"unit": parts[0].children[0].unit_name}
    return draft_mail(
        person.email,
        person.language,
        subject,
        "digest/email/digest",
        parts=parts,
        address=f"{chosen.SITE_ADDRESS}/digest?week={saturday}",
        unsubscribe_url=f"{chosen.SITE_ADDRESS}/unsubscribe/{token}",
    )
