"""What the law says of leave before it is asked: what it is, who decides, what speaks against it.

The form's preview and the server ask the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from webapp.leave.rules.ages import compulsory_from, may_stay_home_until
from webapp.leave.rules.deadlines import (
    decide_by,
    is_before_lead,
    is_eight_weeks_ahead,
    is_late_notice,
    is_late_request,
    why_no_period,
)
from webapp.leave.rules.kinds import HOLIDAY, Kind
from webapp.leave.rules.limits import (
    BY_NOTICE,
    ONE_DAY,
    WITH_PERMISSION,
    first_weeks_taken,
    is_within_ten_days,
    minutes_by_week,
    most_minutes,
)
from webapp.schools.rules.school_days import SchoolCalendar, halves_between

NOTICE, REQUEST, REFERRAL, IMPOSSIBLE = "notice", "request", "referral", "impossible"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is asked for one child: a kind, first and last day, and times that narrow the first and the last day
    (on the school's clock, «10:15»; empty for whole days)."""

    kind: Kind
    first_day: date
    last_day: date
    starts_at: str = ""
    ends_at: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a child and its unit on the day that leave is asked.

    `used` is ground → half days in this school year: given, and for `f` asked as well; `minutes` is Monday → minutes
    at home already; `blackouts` are (name, first day, last day); the calendar spans the school years of the draft.
    """

    today: date
    calendar: SchoolCalendar
    birthdate: date | None = None
    used: Mapping[str, int] = field(default_factory=dict)
    minutes: Mapping[date, int] = field(default_factory=dict)
    school_times: tuple[str, str] = ("08:30", "14:00")
    lead_days: int = 0
    blackouts: tuple[tuple[str, date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence by its code, with what stands in it."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a draft is: a notice, a request that the head decides, a referral to the leerplichtambtenaar, or impossible.

    `halves` are the half school days it takes, `used` those of the same ground before it in the school year.
    """

    outcome: str
    ground: str
    halves: int
    used: int = 0
    said: tuple[Said, ...] = ()
    needs_statement: bool = False

    @property
    def is_notice(self) -> bool:
        return self.outcome == NOTICE

    @property
    def problem(self) -> str | None:
        """Why it cannot be asked, as a refusal code."""
        return self.said[0].code if self.outcome == IMPOSSIBLE else None

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.said]


def assess(draft: Draft, known: Known) -> Assessment:
    """What the law, and the unit, say of a draft."""
    if problem := why_no_period(draft.first_day, draft.last_day, known.today):
        return impossible(draft.kind.ground, 0, problem)
    if draft.first_day == draft.last_day and draft.starts_at and draft.ends_at and draft.ends_at <= draft.starts_at:
        return impossible(draft.kind.ground, 0, "ends_before_start")
    whole = halves_of(draft, known, draft.first_day)
    if not whole:
        return impossible(draft.kind.ground, 0, "no_school_days")
    begins = known.birthdate and compulsory_from(known.birthdate, known.calendar)
    halves = halves_of(draft, known, begins) if begins and begins > draft.first_day else whole
    if begins and not halves:
        return Assessment(NOTICE, "none", whole, said=(Said("not_compulsory", {"day": begins}),))
    return of_ground(draft, known, halves)


def of_ground(draft: Draft, known: Known, halves: int) -> Assessment:
    """The same for days on which the child has to be at school."""
    ways = {"e": assess_feast, "f": assess_profession, "g": assess_circumstances, "hours": assess_hours}
    return ways[draft.kind.ground](draft, known, halves)


def halves_of(draft: Draft, known: Known, begins: date) -> int:
    """The half school days that a draft takes from a day on."""
    first = max(draft.first_day, begins)
    starts_at = draft.starts_at if first == draft.first_day else ""
    return halves_between(known.calendar, first, draft.last_day, starts_at, draft.ends_at)


def impossible(ground: str, halves: int, code: str, used: int = 0, **values: object) -> Assessment:
    return Assessment(IMPOSSIBLE, ground, halves, used, (Said(code, values),))


def assess_feast(draft: Draft, known: Known, halves: int) -> Assessment:
    """Religion or belief is told, not asked: two days beforehand; one day a feast is usual (articles 11e, 13)."""
    said = [Said("feast_is_notice")]
    if is_late_notice(draft.first_day, known.today):
        said.append(Said("late_notice"))
    if halves > ONE_DAY:
        said.append(Said("one_day_a_feast"))
    return Assessment(NOTICE, "e", halves, known.used.get("e", 0), tuple(said))


def assess_profession(draft: Draft, known: Known, halves: int) -> Assessment:
    """A holiday because of a parent's work: ten school days, once a school year, never in the first two weeks; nobody
    can give more (articles 11f, 13a)."""
    used = known.used.get("f", 0)
    if not is_within_ten_days(halves):
        return impossible("f", halves, "profession_too_long", used)
    if used:
        return impossible("f", halves, "once_a_year", used)
    if weeks := first_weeks_taken(known.calendar, draft.first_day, draft.last_day):
        return impossible("f", halves, "first_weeks", used, first=weeks[0], last=weeks[1])
    said = [Said("every_holiday"), Said("statement_needed")]
    if not is_eight_weeks_ahead(draft.first_day, known.today):
        said.append(Said("eight_weeks"))
    said += [*told_by_unit(draft, known), director_decides(known)]
    return Assessment(REQUEST, "f", halves, used, tuple(said), needs_statement=True)


def assess_circumstances(draft: Draft, known: Known, halves: int) -> Assessment:
    """Weighty circumstances: up to ten school days a school year, added up, the head decides; above that the
    leerplichtambtenaar (articles 11g, 14)."""
    used = known.used.get("g", 0)
    is_long = not is_within_ten_days(used + halves)
    said = list(told_of_circumstances(draft, known, halves))
    if is_long and not is_eight_weeks_ahead(draft.first_day, known.today):
        said.append(Said("eight_weeks_long"))
    said += [*told_by_unit(draft, known), Said("officer_decides") if is_long else director_decides(known)]
    return Assessment(REFERRAL if is_long else REQUEST, "g", halves, used, tuple(said))


def told_of_circumstances(draft: Draft, known: Known, halves: int) -> Iterator[Said]:
    if draft.kind.purpose == HOLIDAY:
        yield Said("holiday_is_no_ground")
    if is_late_request(draft.first_day, known.today):
        yield Said("late_request")
    if draft.kind.days and halves > draft.kind.days * ONE_DAY:
        yield Said("above_guideline", {"halves": draft.kind.days * ONE_DAY})


def assess_hours(draft: Draft, known: Known, halves: int) -> Assessment:
    """A five-year-old may be at home: five hours a week by notice, five more with permission, until the sixth birthday
    (article 11a)."""
    if known.birthdate is None:
        return impossible("hours", halves, "birthdate_unknown")
    last = may_stay_home_until(known.birthdate)
    if draft.last_day > last:
        return impossible("hours", halves, "six_already", last=last)
    span = (draft.first_day, draft.last_day, draft.starts_at, draft.ends_at)
    minutes = most_minutes(known.minutes, minutes_by_week(known.calendar, span, known.school_times))
    if minutes > WITH_PERMISSION:
        return impossible("hours", halves, "over_ten_hours")
    if minutes <= BY_NOTICE:
        return Assessment(NOTICE, "hours", halves, said=(Said("hours_by_notice"),))
    said = (Said("hours_with_permission"), *told_by_unit(draft, known), director_decides(known))
    return Assessment(REQUEST, "hours", halves, said=said)


def told_by_unit(draft: Draft, known: Known) -> Iterator[Said]:
    """What the unit itself adds: how long beforehand it wants to know, and when it would rather give none."""
    if not is_before_lead(draft.first_day, known.today, known.lead_days):
        yield Said("lead_days", {"number": known.lead_days})
    for name, first, last in known.blackouts:
        if draft.first_day <= last and draft.last_day >= first:
            yield Said("blackout", {"name": name, "first": first, "last": last})


def director_decides(known: Known) -> Said:
    return Said("director_decides", {"day": decide_by(known.today)})
