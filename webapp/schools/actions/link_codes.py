"""Link codes: drafted, put in force, entered, and counted when somebody guesses."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.credentials import hash_secret, secret_matches
from webapp.core.db import db
from webapp.core.errors import Refused
from webapp.schools.models import Child, LinkCode, Unit
from webapp.schools.queries.link_codes import CodeUse, code_with_selector, codes_entered, some_code_id
from webapp.schools.rules import link_codes as rules


@dataclass(frozen=True, slots=True)
class DraftCode:
    """A new code that no letter holds yet: the only moment at which it is known in clear."""

    code: LinkCode
    child_id: int
    clear: str


def draft_codes(
    unit: Unit, children: Sequence[Child], by: Person | None, on_each: Callable[[], None] = lambda: None
) -> list[DraftCode]:
    """New codes for these children, not yet in force: the old ones work until the letters are there."""
    secrets = [rules.new_characters(rules.CODE_LENGTH - rules.SELECTOR_LENGTH) for _ in children]
    drafts = []
    # argon2 leaves the interpreter free, so two threads hash twice as fast as one.
    with ThreadPoolExecutor(2) as pool:
        for child, secret, stored in zip(children, secrets, pool.map(hash_secret, secrets), strict=True):
            code = reserve_code(unit, child, by, stored)
            drafts.append(DraftCode(code, child.id, rules.shown(code.selector, secret)))
            on_each()
    return drafts


def reserve_code(unit: Unit, child: Child, by: Person | None, secret_hash: str) -> LinkCode:
    """A code with a selector of its own, as good as renewed until it is put in force."""
    now = clock.now()
    while True:
        try:
            with db.atomic():
                return LinkCode.create(
                    child=child,
                    unit=unit,
                    selector=rules.new_characters(rules.SELECTOR_LENGTH),
                    secret_hash=secret_hash,
                    made_by=by,
                    created_at=now,
                    expires_at=now + timedelta(days=unit.code_days),
                    renewed_at=now,
                )
        except IntegrityError as error:
            if "selector" not in str(error):
                raise


@db.atomic()
def renew_codes(drafts: Iterable[DraftCode], unit: Unit, by: Person | None) -> None:
    """The letters are there: the new codes work from now on, the earlier ones no more; who is linked stays linked."""
    drafts = list(drafts)
    now = clock.now()
    end_codes(unit, [draft.child_id for draft in drafts])
    for draft in drafts:
        LinkCode.update(renewed_at=None, expires_at=now + timedelta(days=unit.code_days)).where(
            LinkCode.id == draft.code.id
        ).execute()
        audit(by, "renew_code", draft.code, unit, child=draft.child_id)


def end_codes(unit: Unit, child_ids: Iterable[int]) -> None:
    """The codes of these children at the unit work no more. Part of the transaction of who calls."""
    LinkCode.update(renewed_at=clock.now()).where(
        LinkCode.unit == unit, LinkCode.child.in_(list(child_ids)), LinkCode.renewed_at.is_null()
    ).execute()


@db.atomic()
def drop_drafts(drafts: Iterable[DraftCode]) -> None:
    """The letters failed: their codes are gone, and the earlier ones simply go on working."""
    LinkCode.delete().where(LinkCode.id.in_([draft.code.id for draft in drafts])).execute()


def enter_code(typed: str) -> CodeUse:
    """Somebody enters a code and learns which child it is for.

    Unknown selector and wrong secret are refused alike, in the same time: one hash compared, one row written. Only who
    holds the right secret of a code that no longer works is told why.
    """
    parts = rules.read(typed)
    if parts is None:
        raise Refused("not_a_code")
    selector, secret = parts
    code = code_with_selector(selector)
    if not secret_matches(code.secret_hash if code else None, secret):
        count_wrong_secret(code)
        raise Refused("unknown_code")
    assert code is not None
    (use,) = codes_entered([code.id], clock.now())
    if use.closed:
        raise Refused(use.closed)
    return use


@db.atomic()
def count_wrong_secret(code: LinkCode | None) -> None:
    """Count a wrong secret; the tenth locks the code. Where no such code is, as much is written, in vain."""
    LinkCode.update(wrong_secrets=LinkCode.wrong_secrets + (1 if code else 0)).where(
        LinkCode.id == (code.id if code else some_code_id())
    ).execute()
    if code and rules.is_locked_by(LinkCode.get_by_id(code.id).wrong_secrets):
        locked = LinkCode.update(locked_at=clock.now()).where(LinkCode.id == code.id, LinkCode.locked_at.is_null())
        if locked.execute():
            audit(None, "lock_code", code, code.unit)
