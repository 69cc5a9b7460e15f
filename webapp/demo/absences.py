"""Who was not there in the demo school: the weeks that passed, and this morning, so that every screen has somebody."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from random import Random

from webapp.absence.actions.changes import end_absence
from webapp.absence.actions.reports import record_absence, report_absence
from webapp.absence.models import Absence
from webapp.absence.rules.reports import Span
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.schools.models import Child, Enrolment, Group, Unit
from webapp.schools.queries.own_children import guardians_of
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.school_days import SchoolCalendar, days_between, next_school_day

WEEKS = 3  # of which something is known
ILL_A_DAY = 3  # in the whole school
OFTEN_ILL = 4  # times, one child
REPORTED_AT = time(7, 48)


def report_absences(unit: Unit, office: Person, random: Random) -> None:
    """Three weeks in which some children were ill for a day or more, one of them often; and this morning."""
    today = clock.today()
    calendar = calendar_of(unit, today - timedelta(weeks=WEEKS), today + timedelta(days=60))
    children = children_at(unit)
    often = random.choice(children)
    for number, day in enumerate(school_days_before(today, calendar)):
        for child in random.sample(children, ILL_A_DAY):
            be_ill(child, day, random.choice([1, 1, 2, 3]), calendar, office)
        if number % 3 == 0 and number < 3 * OFTEN_ILL:
            be_ill(often, day, 1, calendar, office)
    this_morning(unit, office, calendar)


def children_at(unit: Unit) -> list[Child]:
    """The children of the unit that no visitor comes in for: the cast's own are there, so that a visitor can report."""
    rows = Child.select().join(Enrolment).join(Group).where(Group.unit == unit, Group.is_combined == False)  # noqa: E712
    return [child for child in rows.distinct().order_by(Child.id) if child.name not in CAST]


CAST = {"Noor de Vries", "Daan de Vries", "Mees Bakker", "Yara el Idrissi", "Sem van den Berg"}


def school_days_before(today: date, calendar: SchoolCalendar) -> Iterable[date]:
    first = today - timedelta(weeks=WEEKS)
    return [day for day in days_between(first, today - timedelta(days=4)) if calendar.is_school_day(day)]


def be_ill(child: Child, day: date, days: int, calendar: SchoolCalendar, office: Person) -> None:
    """A child is ill for so many school days; a parent reports it, or phones the office when none is linked."""
    last = day
    for _ in range(days - 1):
        last = next_school_day(calendar, last)
    with clock.frozen_at(clock.at(day, REPORTED_AT)):
        absence = reported_ill(child, office)
    if absence and absence.last_day is None:
        back = next_school_day(calendar, last)
        with clock.frozen_at(clock.at(min(back, clock.today()), REPORTED_AT)):
            end_absence(office, absence, back)


def reported_ill(child: Child, office: Person, reason: str = "ill", span: Span | None = None) -> Absence | None:
    """A report by a parent, or by the office for one who phoned; none when the child is away already."""
    parent = guardians_of(child).first()
    span, key = span or Span(clock.today()), f"demo-{clock.now().timestamp():.0f}-{reason}"
    if Absence.select().where(Absence.child == child, Absence.first_day >= span.first_day).exists():
        return None
    if parent:
        reported = report_absence(parent, [child], reason, span, "", key)
        return reported.made[0] if reported.made else None
    unit = Unit.select().join(Group).join(Enrolment).where(Enrolment.child == child, Unit.kind == "school").get()
    return record_absence(office, child, unit, reason, span, "", "phone", key)


def this_morning(unit: Unit, office: Person, calendar: SchoolCalendar) -> None:
    """Daan has been ill since the last school day; in each group somebody is ill today, in group 3 somebody sees the
    dentist besides. On a day without school nobody is reported."""
    today = clock.today()
    if not calendar.is_school_day(today):
        return
    before = max(day for day in days_between(today - timedelta(days=30), today - timedelta(days=1)) if
                 calendar.is_school_day(day))  # fmt: skip
    with clock.frozen_at(clock.at(before, REPORTED_AT)):
        reported_ill(Child.get(Child.given_name == "Daan", Child.surname == "Vries"), office)
    with clock.frozen_at(min(clock.now(), clock.at(today, REPORTED_AT))):
        for group in Group.select().where(Group.unit == unit, Group.is_combined == False).order_by(Group.id):  # noqa: E712
            ill, other = children_in_group(group)[2:4]
            reported_ill(ill, office)
            if group.year == "3":
                dentist = Span(today, today, "10:15", "11:30")
                reported_ill(other, office, "appointment", dentist)


def children_in_group(group: Group) -> list[Child]:
    children = Child.select().join(Enrolment).where(Enrolment.group == group).order_by(Child.given_name, Child.id)
    return [child for child in children if child.name not in CAST]
