"""Decisions about how far a request is: which event may follow which state."""

OPEN = ("unconfirmed", "submitted", "question", "answered")
DECIDABLE = ("submitted", "question", "answered")
GIVEN = ("approved", "partly")
ENDED = ("approved", "partly", "refused", "referred", "withdrawn", "noted")

# What an event makes of a request, and in which states it may happen.
FOLLOWS = {
    "confirmed": ("submitted", ("unconfirmed",)),
    "question": ("question", DECIDABLE),
    "answer": ("answered", ("question",)),
    "approved": ("approved", DECIDABLE),
    "partly": ("partly", DECIDABLE),
    "refused": ("refused", DECIDABLE),
    "referred": ("referred", DECIDABLE),
    "withdrawn": ("withdrawn", (*OPEN, "noted")),
}


def state_after(event: str, state: str) -> str | None:
    """How far a request is after an event; None where this event cannot happen any more."""
    after, allowed = FOLLOWS[event]
    return after if state in allowed else None
