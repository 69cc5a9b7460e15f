"""Leave in the demo school: some decided, some waiting, one with a question, so that every screen has something."""

from contextlib import suppress
from datetime import date, time, timedelta
from typing import NamedTuple

from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.demo.people import FAMILIES
from webapp.leave.actions.decisions import Choice, decide_requests
from webapp.leave.actions.questions import ask_question
from webapp.leave.actions.requests import request_leave
from webapp.leave.actions.settings import set_leave_settings
from webapp.leave.models import LeaveRequest
from webapp.leave.queries.asking import asking_places_of
from webapp.leave.rules.assessing import Draft
from webapp.leave.rules.kinds import KINDS
from webapp.schools.models import Child, Enrolment, Group, SpecialDay, Unit
from webapp.schools.queries.own_children import guardians_of
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.school_days import SchoolCalendar, next_school_day

ASKED_AT = time(20, 10)
MOST_CHILDREN = 2  # who share a surname are a family here, and some families grew large


class DemoLeave(NamedTuple):
    """A request: by whom (a family of the cast, or any other), how many days ago, of which kind, from how many days
    after today, for how many school days, in the parent's words; and what the school did: nothing yet, a question, or a
    decision with its reason."""

    parent: str
    days_ago: int
    kind: str
    from_now: int
    school_days: int
    reason: str
    question: str = ""
    outcome: str = ""
    answer: str = ""


REQUESTS = (
    DemoLeave("", 20, "wedding", 3, 1, "Mijn broer trouwt in Zwolle.", outcome="approved",
              answer="Een huwelijk van een familielid in de tweede graad: hiervoor is één dag gebruikelijk."),
    DemoLeave("", 17, "moving", -6, 1, "Wij verhuizen naar de Lindelaan.", outcome="approved",
              answer="Voor een verhuizing is één schooldag gebruikelijk."),
    DemoLeave("", 14, "holiday", 20, 3, "De tickets zijn een week eerder veel goedkoper.", outcome="refused",
              answer="Een vakantie buiten de schoolvakanties is geen gewichtige omstandigheid. Goedkopere tickets kan "
              "ik niet meewegen."),
    DemoLeave("", 9, "serious_illness", 2, 4, "Opa ligt in het ziekenhuis in Groningen, wij willen bij hem zijn.",
              outcome="approved", answer="Sterkte gewenst. Dit is een gewichtige omstandigheid."),
    DemoLeave("marieke@ouders.example", 5, "wedding_abroad", 104, 3, "Mijn zus trouwt in Portugal."),
    DemoLeave("sanne@ouders.example", 4, "jubilee", 48, 1, "Oma en opa zijn vijftig jaar getrouwd.",
              question="Hoe laat begint het feest?"),
    DemoLeave("", 12, "other", 130, 15, "Mijn moeder in Suriname wordt geopereerd. We gaan haar drie weken helpen."),
    DemoLeave("", 15, "wedding", 40, 3, "Mijn broer trouwt.", outcome="partly",
              answer="Voor een bruiloft in Nederland is één dag genoeg."),
    DemoLeave("", 6, "other", 12, 2, "Onze dochter danst op het NK in Ahoy.",
              question="Kunt u de uitnodiging van de bond meesturen?"),
    DemoLeave("", 3, "jubilee", 9, 1, "Opa en oma zijn veertig jaar getrouwd."),
    DemoLeave("", 1, "profession", 70, 5, "Wij hebben een melkveebedrijf en kunnen in de zomer niet weg."),
)  # fmt: skip


def ask_for_leave(unit: Unit, office: Person, director: Person) -> None:
    """Families asked for leave in the last weeks; the school has a study day ahead and knows its municipality."""
    set_leave_settings(
        director,
        unit,
        municipality="Noordenveld",
        officer_name="M. Wiersma",
        officer_email="leerplicht@noordenveld.example",
        officer_phone="+31592123456",
    )
    today = clock.today()
    calendar = calendar_of(unit, today - timedelta(days=60), today + timedelta(days=200))
    in_the_news = date(today.year, 12, 4)  # a post tells of it
    study_day = in_the_news if in_the_news > today else next_school_day(calendar, today + timedelta(days=14))
    SpecialDay.create(unit=unit, name="Studiedag", first_day=study_day, last_day=study_day)
    others = iter(other_parents(unit))
    for number, one in enumerate(REQUESTS):
        parent = Person.get(Person.email == one.parent) if one.parent else next(others)
        with suppress(Refused):  # some weeks of the year have no room for it, like the first two of the school year
            follow(one, asked(one, number, parent, calendar), office, director)


def other_parents(unit: Unit) -> list[Person]:
    """A parent of each family in the upper groups that is linked and no visitor comes in for."""
    cast = {email for family in FAMILIES for _name, email in family.guardians}
    rows = Child.select().join(Enrolment).join(Group).where(Group.unit == unit, Group.year.in_(["5", "7", "8"]))
    parents = [guardians_of(child).first() for child in rows.distinct().order_by(Child.id.desc())]
    return list(dict.fromkeys(parent for parent in parents if parent and parent.email not in cast))


def asked(one: DemoLeave, number: int, parent: Person, calendar: SchoolCalendar) -> list[LeaveRequest]:
    """The request for the children of the family, on its own day."""
    first = next_school_day(calendar, clock.today() + timedelta(days=one.from_now))
    last = last_of(first, one.school_days, calendar)
    kind = next(kind for kind in KINDS if kind.key == one.kind)
    with clock.frozen_at(clock.at(clock.today() - timedelta(days=one.days_ago), ASKED_AT)):
        places = asking_places_of(parent)[:MOST_CHILDREN]
        return request_leave(parent, places, Draft(kind, first, last), one.reason, [], f"demo-leave-{number}")


def last_of(first: date, school_days: int, calendar: SchoolCalendar) -> date:
    last = first
    for _ in range(school_days - 1):
        last = next_school_day(calendar, last)
    return last


def follow(one: DemoLeave, requests: list[LeaveRequest], office: Person, director: Person) -> None:
    """What the school did with it, two days later."""
    with clock.frozen_at(min(clock.now(), clock.at(clock.today() - timedelta(days=one.days_ago - 2), time(9, 30)))):
        if one.question:
            ask_question(office, requests[0], one.question, f"demo-question-{requests[0].id}")
        if one.outcome:
            decide_requests(director, [choice_of(request, one) for request in requests])


def choice_of(request: LeaveRequest, one: DemoLeave) -> Choice:
    part = Span(request.first_day, request.first_day) if one.outcome == "partly" else None
    return Choice(request, one.outcome, request.ground, one.answer, part)
