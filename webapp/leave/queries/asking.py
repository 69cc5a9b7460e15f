"""What has to be known before leave is asked: for which children, at which unit, and what the law says of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.leave.models import Blackout, LeaveKind, LeaveRequest, LeaveSettings
from webapp.leave.queries.settings import leave_settings_of
from webapp.leave.queries.used_days import halves_used_by
from webapp.leave.rules.assessing import Assessment, Draft, Known, assess
from webapp.leave.rules.kinds import Kind, own_kind
from webapp.leave.rules.limits import minutes_by_week
from webapp.leave.rules.states import GIVEN, OPEN
from webapp.schools.models import Child, Unit
from webapp.schools.queries.own_children import own_children_of, places_told_of
from webapp.schools.queries.school_days import calendar_of
from webapp.schools.rules.school_days import SchoolCalendar, school_year_of


@dataclass(frozen=True, slots=True)
class Place:
    """A child of somebody, and the school where leave is asked for it; `own_text` is what that school says when it does
    not take part (`takes_part`)."""

    child: Child
    unit: Unit
    takes_part: bool = True
    own_text: str = ""


@dataclass(frozen=True, slots=True)
class Assessed:
    """What the law says of a draft for one child."""

    place: Place
    assessment: Assessment


def asking_places_of(person: Person, children: Iterable[Child] | None = None) -> list[Place]:
    """A guardian's children with their school, by first name; a child that only goes to a BSO needs no leave. Who has
    the own children at hand (`children`) spares a question."""
    pairs = {(place.child_id, place.unit_id) for place in places_told_of(person)}
    schools = list(Unit.select().where(Unit.id.in_({unit for _child, unit in pairs}), Unit.kind == "school"))
    chosen = {row.unit_id: row for row in LeaveSettings.select().where(LeaveSettings.unit.in_(schools))}
    found = []
    for child in own_children_of(person) if children is None else children:
        units = [unit for unit in schools if (child.id, unit.id) in pairs]
        for unit in units[:1]:
            settings = chosen.get(unit.id) or LeaveSettings(unit=unit)
            found.append(Place(child, unit, settings.is_on, settings.own_text))
    return found


def own_kinds_of(places: Iterable[Place]) -> list[Kind]:
    """The kinds that the school of these children has itself; none when they go to several schools."""
    units = {place.unit.id for place in places}
    if len(units) != 1:
        return []
    rows = LeaveKind.select().where(LeaveKind.unit.in_(units), LeaveKind.ended_at.is_null())
    return [own_kind(row.id, row.name, row.guideline_days) for row in rows.order_by(LeaveKind.name)]


def assessed(places: Sequence[Place], draft: Draft) -> list[Assessed]:
    """What the law says of a draft for each of these children."""
    used = halves_used_by([place.child.id for place in places], draft.first_day)
    known = {unit.id: unit_known(unit, draft) for unit in {place.unit.id: place.unit for place in places}.values()}
    return [Assessed(place, assess(draft, known_of(place, draft, known[place.unit.id], used))) for place in places]


def known_of(place: Place, draft: Draft, base: Known, used: dict[tuple[int, str], int]) -> Known:
    """What is known of one child, beside what is known of its school."""
    own = {ground: halves for (child_id, ground), halves in used.items() if child_id == place.child.id}
    if draft.kind.ground == "f":
        own["f"] = own.get("f", 0) + halves_asked(place.child, "f", draft.first_day)
    minutes = minutes_at_home(place.child, draft, base) if draft.kind.ground == "hours" else {}
    return Known(
        base.today,
        base.calendar,
        place.child.birthdate,
        own,
        minutes,
        base.school_times,
        base.lead_days,
        base.blackouts,
    )


def unit_known(unit: Unit, draft: Draft) -> Known:
    """What is known of a school for the days of a draft."""
    rows = Blackout.select().where(Blackout.unit == unit, Blackout.last_day >= draft.first_day)
    return Known(
        clock.today(),
        spanning_calendar_of(unit, draft.first_day, draft.last_day),
        school_times=(unit.starts_at, unit.ends_at),
        lead_days=leave_settings_of(unit).lead_days,
        blackouts=tuple((row.name, row.first_day, row.last_day) for row in rows.order_by(Blackout.first_day)),
    )


def spanning_calendar_of(unit: Unit, first_day: date, last_day: date) -> SchoolCalendar:
    """The calendar of all school years in which these days are, a year and a half at most."""
    last = min(max(first_day, last_day), first_day + timedelta(days=400))
    return calendar_of(unit, school_year_of(first_day)[0], school_year_of(last)[1])


def halves_asked(child: Child, ground: str, day: date) -> int:
    """The half days that were asked on a ground in the school year of a day, and are not decided yet."""
    rows = LeaveRequest.select().where(
        LeaveRequest.child == child,
        LeaveRequest.ground == ground,
        LeaveRequest.state.in_(OPEN),
        LeaveRequest.first_day.between(*school_year_of(day)),
    )
    return sum(row.halves for row in rows)


def minutes_at_home(child: Child, draft: Draft, known: Known) -> dict[date, int]:
    """Monday → the minutes that a five-year-old is at home already, in the weeks of a draft."""
    week = timedelta(days=6)
    rows = LeaveRequest.select().where(
        LeaveRequest.child == child,
        LeaveRequest.ground == "hours",
        LeaveRequest.state.in_([*OPEN, *GIVEN, "noted"]),
        LeaveRequest.first_day <= draft.last_day + week,
        LeaveRequest.last_day >= draft.first_day - week,
    )
    found: dict[date, int] = {}
    for row in rows:
        span = (row.first_day, row.last_day, row.starts_at, row.ends_at)
        for monday, minutes in minutes_by_week(known.calendar, span, known.school_times).items():
            found[monday] = found.get(monday, 0) + minutes
    return found


def overlapping_request(child: Child, draft: Draft) -> LeaveRequest | None:
    """A request of another kind that stands, for a moment that this draft takes too; the same kind is one request."""
    others = LeaveRequest.select().where(
        LeaveRequest.child == child,
        LeaveRequest.kind != draft.kind.key,
        LeaveRequest.state.not_in(["withdrawn", "refused"]),
        LeaveRequest.first_day <= draft.last_day,
        LeaveRequest.last_day >= draft.first_day,
    )
    return next((one for one in others if takes_the_same(one, draft)), None)


def takes_the_same(one: LeaveRequest | Draft, other: LeaveRequest | Draft) -> bool:
    """Whether two leaves that share a day also share a moment: parts of one day may stand beside each other."""
    if not one.first_day == one.last_day == other.first_day == other.last_day:
        return True
    return (one.starts_at or "00:00") < (other.ends_at or "24:00") and (other.starts_at or "00:00") < (
        one.ends_at or "24:00"
    )
