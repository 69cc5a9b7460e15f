"""Codes and mail for the tests of linking."""

from datetime import timedelta
from functools import cache

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.credentials import hash_secret
from webapp.core.mail import OutgoingMail
from webapp.schools.actions.link_codes import draft_codes, renew_codes
from webapp.schools.models import Child, LinkCode, Unit
from webapp.schools.rules import link_codes as rules


@cache
def hashed(secret: str) -> str:
    return hash_secret(secret)


def make_code(child: Child, unit: Unit, clear: str) -> LinkCode:
    """A code that somebody holds in a letter."""
    parts = rules.read(clear)
    assert parts
    now = clock.now()
    return LinkCode.create(
        child=child,
        unit=unit,
        selector=parts[0],
        secret_hash=hashed(parts[1]),
        created_at=now,
        expires_at=now + timedelta(days=60),
    )


def renewed(child: Child, unit: Unit, by: Person) -> str:
    """A new code for the child, in clear, as the letter has it."""
    drafts = draft_codes(unit, [child], by)
    renew_codes(drafts, unit, by)
    return drafts[0].clear


def mails() -> list[tuple[str, str]]:
    """To whom the portal wrote, and about what, in order of address."""
    rows = OutgoingMail.select(OutgoingMail.to, OutgoingMail.subject).order_by(OutgoingMail.to, OutgoingMail.id)
    return [(mail.to, mail.subject) for mail in rows]
