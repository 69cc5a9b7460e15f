"""What the entries of the register say, for their commitments."""

import hashlib
from typing import Any

from webapp.consent.models import ConsentDecision, Wording

CHAIN = "consent"


def content_of(decision: ConsentDecision, wording: Wording) -> list[Any]:
    """All that an entry says, the wording too, in the order in which it is committed to."""
    return [
        "decision", decision.child_id, decision.purpose_id, wording.id, digest_of(wording), decision.guardian_id,
        decision.signer, decision.choice, decision.source, decision.counts_from.isoformat(),
        bool(decision.removes_earlier), decision.recorded_by_id, decision.recorded_by_name,
        decision.recorded_at.isoformat(),
    ]  # fmt: skip


def digest_of(wording: Wording) -> str:
    """SHA-256 of what a wording says and when it held: who changes it, changes every entry that was made in it."""
    parts = [wording.purpose_id, wording.version, wording.round, wording.title, wording.text, wording.from_day]
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
