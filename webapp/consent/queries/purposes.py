"""What a unit asks consent for."""

from collections.abc import Sequence
from datetime import date

from webapp.consent.models import ConsentSettings, Purpose, Wording
from webapp.consent.phrases import STANDARD_WORDS
from webapp.consent.rules.purposes import STANDARD_PURPOSES, Asked
from webapp.core.i18n import language_of
from webapp.schools.models import Unit


def consent_settings_of(unit: Unit) -> ConsentSettings:
    """The unit's settings; the defaults, not kept yet, for a unit that chose nothing."""
    return ConsentSettings.get_or_none(ConsentSettings.unit == unit) or ConsentSettings(unit=unit)


def purposes_of(unit: Unit) -> list[Asked]:
    """What the unit asks now, in its order, each in its latest wording: its own list, else the standard one."""
    return purposes_at([unit])[unit.id]


def purposes_at(units: Sequence[Unit]) -> dict[int, list[Asked]]:
    """The same of several units at once, by unit."""
    latest: dict[int, dict[str, Asked]] = {unit.id: {} for unit in units}
    rows = (
        Wording.select(Wording, Purpose)
        .join(Purpose)
        .where(Purpose.unit.in_(units), Purpose.ended_at.is_null())
        .order_by(Purpose.position, Purpose.id, Wording.version)
    )
    for row in rows:
        key, words = row.purpose.key, read_words(row.purpose.key, row.title, row.text)
        latest[row.purpose.unit_id][key] = Asked(key, *words, row.version, row.purpose_id, row.id, row.round)
    return {unit_id: list(asked.values()) or standard_purposes() for unit_id, asked in latest.items()}


def standard_purposes() -> list[Asked]:
    """What a unit asks that made no list of its own, in the language of who reads it."""
    return [Asked(key, str(STANDARD_WORDS[key].title), str(STANDARD_WORDS[key].text)) for key in STANDARD_PURPOSES]


def read_words(key: str, title: str, text: str) -> tuple[str, str]:
    """A wording in the language of who reads it: our own words are translated, those of a unit stay as they are."""
    if key not in STANDARD_WORDS:
        return title, text
    words = STANDARD_WORDS[key]
    with language_of("nl"):
        ours = str(words.title), str(words.text)
    return str(words.title) if title == ours[0] else title, str(words.text) if text == ours[1] else text


def purpose_of(unit: Unit, key: str) -> Asked | None:
    """One of them by its key, if there is one."""
    return next((purpose for purpose in purposes_of(unit) if purpose.key == key), None)


def rounds_of(unit: Unit) -> dict[str, list[tuple[date, int]]]:
    """When each round of each purpose began, by the purpose's key; also of purposes that are no more."""
    rounds: dict[str, dict[int, date]] = {}
    for wording in Wording.select(Wording, Purpose).join(Purpose).where(Purpose.unit == unit):
        known = rounds.setdefault(wording.purpose.key, {})
        known[wording.round] = min(wording.from_day, known.get(wording.round, wording.from_day))
    return {key: [(day, round) for round, day in known.items()] for key, known in rounds.items()}
