"""Urgent messages for tests, sent as people send them."""

from itertools import count

from webapp.accounts.models import Person
from webapp.schools.models import Group, Unit
from webapp.schools.rules.audiences import Part
from webapp.urgent.actions.messages import send_urgent_message
from webapp.urgent.models import UrgentMessage

numbers = count(1)


def part_of(place: Unit | Group) -> Part:
    return Part(place.id) if isinstance(place, Unit) else Part(place.unit_id, place.id)


def send(author: Person, *places: Unit | Group, title: str = "Vandaag gesloten", key: str = "") -> UrgentMessage:
    parts = [part_of(place) for place in places]
    return send_urgent_message(author, title, "De verwarming is kapot.", parts, "today", key or f"key-{next(numbers)}")
