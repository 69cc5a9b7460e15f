"""Linking guardians to children, the office's say in it, and the end of a link."""

from collections.abc import Iterable
from datetime import timedelta

from peewee import IntegrityError

from webapp.accounts.actions.accounts import create_account
from webapp.accounts.models import Person
from webapp.accounts.notices import tell_email_is_known
from webapp.accounts.queries import person_with_email
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools import notices
from webapp.schools.actions.link_codes import end_codes
from webapp.schools.models import Child, Guardianship, Link, LinkCode
from webapp.schools.queries.links import unactivated_since
from webapp.schools.queries.standing import is_current
from webapp.schools.rules.link_codes import why_closed

UNACTIVATED_ACCOUNTS_LAST = timedelta(days=7)


@db.atomic()
def sign_up(name: str, email: str, password: str, language: str, code_ids: Iterable[int]) -> Person | None:
    """A parent makes an account with the codes just entered: account and links come together, or neither.

    Where the address has an account already nothing is made or linked, and its owner is told by mail.
    """
    try:
        person = create_account(name, email, password, language)
    except Refused as refusal:
        known = person_with_email(email)
        if refusal.code != "email_known" or known is None:
            raise
        tell_email_is_known(known)
        return None
    link_children(person, code_ids)
    return person


@db.atomic()
def link_children(person: Person, code_ids: Iterable[int]) -> list[Link]:
    """A person is linked to the children of these codes, all or none; everybody concerned is told once."""
    # Always in the same order: two parents with the same two codes must not wait for each other.
    links = [link_child(person, code_id) for code_id in sorted(set(code_ids))]
    notices.tell_linked(person, links)
    return links


def link_child(person: Person, code_id: int) -> Link:
    """A person is linked to the child of a code, at the code's unit: access, never authority.

    Refused when the code no longer works, is used by as many guardians as the unit allows, or linked them already.
    """
    code = hold_code(code_id)
    unit, child, now = code.unit, code.child, clock.now()
    try:
        with db.atomic():
            link = Link.create(
                guardianship=guardianship_between(person, child),
                unit=unit,
                code=code,
                made_at=now,
                approved_at=None if unit.links_need_approval else now,
            )
    except IntegrityError:
        raise Refused("already_linked", name=child.given_name) from None
    closed = why_closed(
        now, code.expires_at, code.locked_at, code.renewed_at, others_with(link), unit.guardians_per_code
    )
    if closed:
        raise Refused(closed, name=child.given_name)
    audit(person, "link_child", child, unit, link=link.id, code=code.id)
    return link


def hold_code(code_id: int) -> LinkCode:
    """The code, its row held until this transaction ends: of two parents who come for the last place, one waits."""
    LinkCode.update(wrong_secrets=LinkCode.wrong_secrets).where(LinkCode.id == code_id).execute()
    code = LinkCode.get_or_none(LinkCode.id == code_id)
    if code is None:
        raise Refused("code_renewed")
    return code


def others_with(link: Link) -> int:
    """How many others are linked with the same code."""
    return Link.select().where(Link.code == link.code, Link.ended_at.is_null(), Link.id != link.id).count()


def guardianship_between(person: Person, child: Child) -> Guardianship:
    """The person's guardianship of the child, or a new one of which the office knows nothing yet."""
    known = Guardianship.select().where(
        Guardianship.person == person, Guardianship.child == child, is_current(Guardianship, clock.today())
    )
    try:
        with db.atomic():
            return known.first() or Guardianship.create(person=person, child=child, starts_on=clock.today())
    except IntegrityError:
        return known.get()


@db.atomic()
def approve_link(by: Person, link: Link) -> None:
    """The office approves a link that waited: from now on this person sees the child's unit, and is told so."""
    approved = (
        Link.update(approved_at=clock.now(), approved_by=by)
        .where(Link.id == link.id, Link.approved_at.is_null(), Link.ended_at.is_null())
        .execute()
    )
    if not approved:
        raise Refused("link_decided")
    audit(by, "approve_link", link, link.unit)
    notices.tell_link_approved(link)


@db.atomic()
def refuse_link(by: Person, link: Link) -> None:
    """The office refuses a link that waited; the child's code works no more, since it was in the wrong hands."""
    if not close_link(by, link, was_waiting=True):
        raise Refused("link_decided")
    audit(by, "refuse_link", link, link.unit)
    notices.tell_link_refused(link)


@db.atomic()
def end_link(by: Person, link: Link) -> None:
    """The office ends a link: the person sees the child's unit no more and cannot come back with the same code."""
    if not close_link(by, link, was_waiting=False):
        raise Refused("link_decided")
    audit(by, "end_link", link, link.unit)
    notices.tell_link_ended(link)


def close_link(by: Person, link: Link, was_waiting: bool) -> int:
    """End the link if it still is as the office saw it, and the code with it."""
    closed = (
        Link.update(ended_at=clock.now(), ended_by=by)
        .where(Link.id == link.id, Link.ended_at.is_null(), Link.approved_at.is_null(was_waiting))
        .execute()
    )
    if closed:
        end_codes(link.unit, [link.guardianship.child_id])
    return closed


@db.atomic()
def forget_unactivated_accounts() -> int:
    """Accounts that nobody activated within a week go, with their links: a mistyped address must not use up a code."""
    people = list(unactivated_since(clock.now() - UNACTIVATED_ACCOUNTS_LAST))
    for person in people:
        audit(None, "forget_unactivated_account", person)
        person.delete_instance()
    return len(people)
