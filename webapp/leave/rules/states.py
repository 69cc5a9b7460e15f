"""Decisions about how far a request is: which event may follow which state."""

from datetime import date

OPEN = ("unconfirmed", "submitted", "question", "answered")
DECIDABLE = ("submitted", "question", "answered")
GIVEN = ("approved", "partly")
ENDED = ("approved", "partly", "refused", "referred", "withdrawn", "noted")
NEVER_BACK = ("refused", "withdrawn")

# What an event makes of a request, and in which states it may happen.
FOLLOWS = {
    "confirmed": ("submitted", ("unconfirmed",)),
    "question": ("question", DECIDABLE),
    "answer": ("answered", ("question",)),
    "approved": ("approved", DECIDABLE),
    "partly": ("partly", DECIDABLE),
    "refused": ("refused", DECIDABLE),
    "referred": ("referred", DECIDABLE),
    "withdrawn": ("withdrawn", (*OPEN, *GIVEN, "referred", "noted")),
}


def may_withdraw(state: str, first_day: date, last_day: date, today: date) -> bool:
    """Whether a family may take it back: until it is decided; leave that was given while it has not begun; a notice
    until it is over."""
    if state == "noted":
        return today <= last_day
    return state in OPEN or (state in (*GIVEN, "referred") and today < first_day)


def absence_key(request_id: int) -> str:
    """By which key the absence is found that a request became. No form can send it: theirs end in «-» and a child."""
    return f"leave:{request_id}"
