"""Leave at the demo school: what waits for the director, what was decided, and a day on which the school is closed."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.demo.telling import mails_arrived
from webapp.leave.actions.decisions import Choice, decide_requests
from webapp.leave.actions.questions import ask_question
from webapp.leave.actions.requests import request_leave
from webapp.leave.models import LeaveRequest, LeaveSettings
from webapp.leave.queries.asking import asking_places_of
from webapp.leave.rules.assessing import Draft
from webapp.leave.rules.kinds import KINDS
from webapp.schools.models import SpecialDay, Unit
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.school_days import next_school_day

KIND = {kind.key: kind for kind in KINDS}
MORNING, EVENING = time(9, 40), time(20, 15)


class Asked(NamedTuple):
    """What a family asked: so many days ago, for so many days, beginning so many days from now; and what became of
    it. `parent` is a number for one of the families that are not in the cast."""

    parent: str | int
    kind: str
    days_ago: int
    begins_in: int
    days: int
    reason: str
    outcome: str = ""
    why: str = ""


ASKED = (
    Asked("marieke@ouders.example", "wedding_abroad", 23, 104, 3, "Mijn zus trouwt in Portugal."),
    Asked("sanne@ouders.example", "jubilee", 3, 48, 1, "Oma en opa zijn vijftig jaar getrouwd."),
    Asked(0, "other", 12, 130, 25, "Mijn moeder in Suriname wordt geopereerd. We gaan haar drie weken helpen."),
    Asked(1, "jubilee", 20, 5, 1, "Oma wordt tachtig.", "approved", "Een jubileum van een oma is een goede reden."),
    Asked(2, "holiday", 18, 20, 5, "De vlucht is dan goedkoper.", "refused",
          "Een vakantie buiten de schoolvakanties is geen gewichtige omstandigheid, ook niet als die al is geboekt."),
    Asked(3, "wedding", 15, 40, 3, "Mijn broer trouwt.", "partly", "Voor een bruiloft in Nederland is één dag genoeg."),
)  # fmt: skip


def ask_for_leave(unit: Unit, office: Person, director: Person) -> None:
    """Families ask, the office asks something back, and the director decides some of it."""
    LeaveSettings.create(unit=unit, lead_days=14, municipality="Emmen", officer_name="Leerplicht gemeente Emmen")
    day = date(clock.today().year, 12, 4)
    SpecialDay.create(unit=unit, name="Studiedag", first_day=day, last_day=day)
    for number, asked in enumerate(ASKED):
        requests = send(unit, asked, number)
        with clock.frozen_at(clock.at(clock.today() - timedelta(days=max(asked.days_ago - 2, 1)), MORNING)):
            if asked.outcome:
                decide_requests(director, [choice_of(request, asked) for request in requests])
            elif asked.kind == "jubilee":
                ask_question(office, requests[0], "Hoe laat begint het feest?", "demo-question")
            mails_arrived()


def send(unit: Unit, asked: Asked, number: int) -> Sequence[LeaveRequest]:
    """What a family sent, on its own evening."""
    wished = clock.today() + timedelta(days=asked.begins_in)
    first_day = next_school_day(calendar_of(unit, wished, wished + timedelta(days=90)), wished)
    draft = Draft(KIND[asked.kind], first_day, first_day + timedelta(days=asked.days - 1))
    parent = family(asked.parent)
    places = [place for place in asking_places_of(parent) if place.unit == unit]
    with clock.frozen_at(clock.at(clock.today() - timedelta(days=asked.days_ago), EVENING)):
        return request_leave(parent, places, draft, asked.reason, [], f"demo-leave-{number}")


def family(who: str | int) -> Person:
    """One of the cast by address, or the parent of another family that is linked, by number."""
    if isinstance(who, str):
        return Person.get(Person.email == who)
    others = Person.select().where(Person.email.startswith("ouder"), Person.email.contains(".1@")).order_by(Person.id)
    return [person for person in others if has_to_go_to_school(person)][who]


def has_to_go_to_school(parent: Person) -> bool:
    """Whether the parent has children here, and all of them are old enough to need leave."""
    oldest = clock.today() - timedelta(days=6 * 366)
    return all(place.child.birthdate < oldest for place in asking_places_of(parent)) and bool(asking_places_of(parent))


def choice_of(request: LeaveRequest, asked: Asked) -> Choice:
    part = Span(request.first_day, request.first_day) if asked.outcome == "partly" else None
    return Choice(request, asked.outcome, request.ground, asked.why, part)
