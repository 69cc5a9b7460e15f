"""What a unit's purposes said and say, version by version."""

from datetime import date

from peewee import JOIN, ModelSelect

from webapp.accounts.models import Person
from webapp.consent.models import Purpose, Wording
from webapp.consent.queries.groups import children_on
from webapp.consent.queries.outcomes import decisions_about
from webapp.consent.queries.purposes import purpose_of, read_words, standard_purposes
from webapp.consent.rules.purposes import Asked
from webapp.core import clock
from webapp.core.i18n import language_of
from webapp.schools.models import Unit


def wordings_of(unit: Unit, key: str) -> ModelSelect:
    """Every version of a purpose, the newest first, with the name of who made it (`made_by`)."""
    return (
        Wording.select(Wording, Person.name.alias("made_by"))
        .join(Purpose)
        .join_from(Wording, Person, JOIN.LEFT_OUTER, on=(Person.id == Wording.made_by_id))
        .where(Purpose.unit == unit, Purpose.key == key)
        .order_by(Wording.version.desc())
        .objects()
    )


def kept_purpose_of(unit: Unit, key: str) -> Asked:
    """A purpose as it stands in the unit's list, in the words that the unit keeps; else DoesNotExist."""
    with language_of("nl"):
        found = purpose_of(unit, key)
    if found is None:
        raise Purpose.DoesNotExist
    return found


def asked_on(unit: Unit, on: date) -> dict[str, Asked]:
    """What each purpose said on a day, by its key in the unit's order; also what ended since. A day before the first
    version has the first: a paper form may be older than the portal."""
    found: dict[str, Asked] = {}
    rows = Wording.select(Wording, Purpose).join(Purpose).where(Purpose.unit == unit)
    for row in rows.order_by(Purpose.position, Purpose.id, Wording.version):
        key = row.purpose.key
        if key not in found or row.from_day <= on:
            found[key] = Asked(key, *read_words(key, row.title, row.text), row.version, row.purpose_id, row.id)
    return found or {asked.key: asked for asked in standard_purposes()}


def choices_counted(unit: Unit, key: str) -> int:
    """How many choices hold for a purpose in its present round, of the children who are here: what becomes history
    when everybody is asked again."""
    ids = [child.id for child in children_on(unit, None, clock.today())]
    decisions = decisions_about(unit, ids)
    now = max((wording.round for wording in wordings_of(unit, key)), default=1)
    return len({(id, d.voice) for id in ids for d in decisions.get((id, key), ()) if d.round == now})
