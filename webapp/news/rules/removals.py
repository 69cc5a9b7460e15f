"""What a request to take pictures away is about: one photo, or all of a child."""

PREFIX = "photo-"


def subject_of(photo_id: int) -> str:
    """How a request names one photo."""
    return f"{PREFIX}{photo_id}"


def photo_named(subject: str) -> int | None:
    """The photo that a request is about; none where it asks for all of a child."""
    number = subject.removeprefix(PREFIX)
    return int(number) if subject.startswith(PREFIX) and number.isdigit() else None


def wants_reason(asked: int, removed: int) -> bool:
    """Whether the parent must read why: something of what was asked for stays."""
    return removed < asked
