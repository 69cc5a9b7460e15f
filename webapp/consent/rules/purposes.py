"""The purposes that a unit begins with."""

from dataclasses import dataclass

from webapp.consent.models import PORTAL

STANDARD_PURPOSES = (PORTAL, "website", "social_media", "guide", "press", "class_photo", "lessons")


@dataclass(frozen=True, slots=True)
class Asked:
    """A purpose as it is asked now. `purpose_id` and `wording_id` are empty for a unit that made no list yet; a choice
    of an earlier `round` does not count any more."""

    key: str
    title: str
    text: str
    version: int = 1
    purpose_id: int | None = None
    wording_id: int | None = None
    round: int = 1
