"""Whose digest went when is not kept for ever; what was in it is not kept at all."""

from datetime import timedelta

from webapp.core import clock
from webapp.core.db import db
from webapp.digest.models import Digest, DigestRun

DIGESTS_LAST = timedelta(days=400)  # as long as notifications


@db.atomic()
def forget_old_digests() -> int:
    """Of Saturdays more than a year and a bit ago no digest is known, nor its run; how many digests went."""
    before = clock.today() - DIGESTS_LAST
    gone = Digest.delete().where(Digest.week < before).execute()
    DigestRun.delete().where(DigestRun.week < before).execute()
    return gone
