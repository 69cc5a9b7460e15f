"""What the law says of leave: kinds × days around deadlines × holidays × age × days used, one case a line."""

from datetime import date

import pytest

from webapp.leave.rules.ages import birthday, compulsory_from
from webapp.leave.rules.assessing import Assessment, Draft, Known, assess
from webapp.leave.rules.kinds import KINDS, PURPOSES, kind_of, kinds_for, own_kind
from webapp.leave.rules.limits import first_weeks_of
from webapp.leave.rules.states import FOLLOWS, may_withdraw
from webapp.schools.rules.holidays import holidays_of
from webapp.schools.rules.school_days import SchoolCalendar

# Region Noord, Wednesday afternoon free, a study day on 2 December 2026. In a week are nine half days.
STUDY_DAY = {date(2026, 12, 2): "Studiedag"}
HOLIDAYS = {
    day: name for year in range(2026, 2029) for day, name in holidays_of("Noord", year, "public", "school").items()
}
CALENDAR = SchoolCalendar(frozenset({(3, "afternoon")}), HOLIDAYS | STUDY_DAY)
TODAY = date(2026, 11, 24)  # a Tuesday
TEN = date(2018, 4, 8)  # well above six
KIND = {kind.key: kind for kind in KINDS}


def day(text: str) -> date:
    """«24-11» is in this school year, «3-9-2027» says its own year."""
    number, month, *year = (int(part) for part in text.split("-"))
    return date(year[0] if year else (2026 if month >= 8 else 2027), month, number)


def asked(kind: str, days: str, times: str = "", born: date | None = TEN, today: str = "24-11", **known) -> Assessment:
    """Asking a kind for «7-12» or «7-12 11-12», at «10:00 12:00», for a child born on a day."""
    first, _, last = days.partition(" ")
    starts_at, _, ends_at = times.partition(" ")
    draft = Draft(KIND[kind], day(first), day(last or first), starts_at, ends_at)
    return assess(draft, Known(day(today), CALENDAR, born, **known))


def week(text: str, minutes: int) -> dict[date, int]:
    return {day(text): minutes}


BORN_6_JAN = date(2022, 1, 6)  # five on 6 January 2027, so at school from 1 February
BORN_2_SEPT = date(2021, 9, 2)  # from 1 October 2026
BORN_10_DEC = date(2021, 12, 10)  # from 4 January 2027: the Christmas holiday comes first
BORN_12_APRIL = date(2022, 4, 12)  # from 3 May 2027: the May holiday comes first
BORN_10_MARCH = date(2021, 3, 10)  # five, and six on 10 March 2027

# fmt: off
# ruff: noqa: E501 - a case is one line
CASES = [
    # religion or belief: a notice, two days before
    ("a feast two days ahead is a notice", asked("feast", "26-11"), "notice e 2", "feast_is_notice"),
    ("a feast tomorrow is told late", asked("feast", "25-11"), "notice e 1", "feast_is_notice late_notice"),
    ("a feast of yesterday is passed on too", asked("feast", "23-11"), "notice e 2", "feast_is_notice late_notice"),
    ("two days for a feast are told of", asked("feast", "26-11 27-11"), "notice e 4", "feast_is_notice one_day_a_feast"),
    ("days given for other things say nothing of a feast", asked("feast", "30-11", used={"g": 20}), "notice e 2", "feast_is_notice"),
    # a holiday because of a parent's work: ten days, once, never in the first two weeks
    ("ten days because of work, eight weeks ahead", asked("profession", "19-1 2-2"), "request f 20", "every_holiday statement_needed director_decides"),
    ("a day less than eight weeks ahead is told of", asked("profession", "18-1 29-1"), "request f 18", "every_holiday statement_needed eight_weeks director_decides"),
    ("ten days because of work in whole days with times", asked("profession", "25-1 8-2", "08:30 14:00"), "request f 20", "every_holiday statement_needed director_decides"),
    ("ten and a half days because of work are impossible", asked("profession", "25-1 9-2", "08:30 12:00"), "impossible f 21", "profession_too_long"),
    ("three weeks because of work are impossible, and never referred", asked("profession", "25-1 12-2"), "impossible f 27", "profession_too_long"),
    ("a second time this year is impossible", asked("profession", "25-1", used={"f": 2}), "impossible f 2", "once_a_year"),
    ("days for a funeral do not count for it", asked("profession", "25-1", used={"g": 20}), "request f 2", "every_holiday statement_needed director_decides"),
    ("not in the first week after summer", asked("profession", "23-8-2027 27-8-2027"), "impossible f 9", "first_weeks"),
    ("not on the last day of the first two weeks", asked("profession", "3-9-2027"), "impossible f 2", "first_weeks"),
    ("on the first day after them", asked("profession", "6-9-2027"), "request f 2", "every_holiday statement_needed director_decides"),
    ("a holiday that runs from before summer into the first day", asked("profession", "5-7 23-8-2027"), "impossible f 11", "first_weeks"),
    ("the whole last week before summer", asked("profession", "5-7 9-7"), "request f 9", "every_holiday statement_needed director_decides"),
    # weighty circumstances: the usual days of each kind
    ("moving, a day", asked("moving", "30-11"), "request g 2", "director_decides"),
    ("moving, two days", asked("moving", "30-11 1-12"), "request g 4", "above_guideline director_decides"),
    ("a wedding here, two days", asked("wedding", "30-11 1-12"), "request g 4", "director_decides"),
    ("a wedding here, with the study day between, two days", asked("wedding", "1-12 3-12"), "request g 4", "director_decides"),
    ("a wedding here, three days", asked("wedding", "7-12 10-12", "08:30 12:00"), "request g 6", "above_guideline director_decides"),
    ("a wedding abroad, a week", asked("wedding_abroad", "7-12 11-12"), "request g 9", "director_decides"),
    ("a wedding abroad, six days", asked("wedding_abroad", "7-12 14-12"), "request g 11", "above_guideline director_decides"),
    ("a parent died, a week", asked("death_first", "24-11 30-11"), "request g 9", "director_decides"),
    ("a grandparent died, two days", asked("death_second", "26-11 27-11"), "request g 4", "director_decides"),
    ("an uncle died, two days", asked("death_further", "26-11 27-11"), "request g 4", "above_guideline director_decides"),
    ("a funeral abroad, a week", asked("death_abroad", "7-12 11-12"), "request g 9", "director_decides"),
    ("a jubilee, half a day", asked("jubilee", "26-11", "12:00"), "request g 1", "director_decides"),
    ("serious illness in the family, ten days", asked("serious_illness", "11-1 25-1"), "request g 20", "director_decides"),
    ("something else has no usual number of days", asked("other", "7-12 11-12"), "request g 9", "director_decides"),
    ("a holiday is no ground, but may be asked", asked("holiday", "7-12 11-12"), "request g 9", "holiday_is_no_ground director_decides"),
    # weighty circumstances: ten days a school year, added up
    ("exactly ten days are the director's", asked("other", "11-1 25-1"), "request g 20", "director_decides"),
    ("half a day more is the leerplichtambtenaar's", asked("other", "11-1 26-1", "08:30 12:00"), "referral g 21", "eight_weeks_long officer_decides"),
    ("long leave eight weeks ahead", asked("other", "19-1 5-2"), "referral g 25", "officer_decides"),
    ("with the days used it makes ten", asked("other", "3-12 4-12", used={"g": 16}), "request g 4", "director_decides"),
    ("with the days used it makes ten and a half", asked("other", "3-12 7-12", "08:30 12:00", used={"g": 16}), "referral g 5", "eight_weeks_long officer_decides"),
    ("ten days used, half a day more", asked("other", "3-12", "12:00", used={"g": 20}), "referral g 1", "eight_weeks_long officer_decides"),
    ("a feast and a holiday because of work do not count", asked("other", "3-12", used={"e": 10, "f": 20}), "request g 2", "director_decides"),
    ("serious illness with days used is referred", asked("serious_illness", "11-1 25-1", used={"g": 1}), "referral g 20", "eight_weeks_long officer_decides"),
    # weighty circumstances: beforehand, or within two days after it arose
    ("two days after it arose", asked("death_second", "24-11", today="26-11"), "request g 2", "director_decides"),
    ("three days after it arose is told of", asked("death_second", "24-11", today="27-11"), "request g 2", "late_request director_decides"),
    ("sixty days back at most", asked("death_second", "25-9"), "request g 2", "late_request director_decides"),
    ("longer ago is not asked here", asked("death_second", "24-9"), "impossible g 0", "too_long_ago"),
    # days without school
    ("a weekend takes no day", asked("other", "28-11 29-11"), "impossible g 0", "no_school_days"),
    ("a study day takes no day", asked("other", "2-12"), "impossible g 0", "no_school_days"),
    ("Wednesday afternoon is free", asked("other", "25-11", "12:30"), "impossible g 0", "no_school_days"),
    ("the Christmas holiday takes no day", asked("holiday", "21-12 1-1"), "impossible g 0", "no_school_days"),
    ("a day on either side of the Christmas holiday", asked("holiday", "18-12 4-1"), "request g 4", "holiday_is_no_ground director_decides"),
    ("King's Day and the May holiday", asked("other", "23-4 3-5"), "request g 4", "director_decides"),
    ("Ascension Day is no school day, the Friday after it is", asked("other", "5-5 7-5"), "request g 3", "director_decides"),
    # the days themselves
    ("the end before the beginning", asked("other", "4-12 3-12"), "impossible g 0", "ends_before_start"),
    ("a time that ends before it begins", asked("other", "3-12", "11:00 10:00"), "impossible g 0", "ends_before_start"),
    ("more than a year ahead", asked("other", "26-11-2027"), "impossible g 0", "day_too_far"),
    # age: at school from the first school day of the month after the fifth birthday
    ("four: the last school day before", asked("holiday", "29-1", born=BORN_6_JAN), "notice none 2", "not_compulsory"),
    ("five: the first school day of February", asked("holiday", "1-2", born=BORN_6_JAN), "request g 2", "holiday_is_no_ground director_decides"),
    ("only the days on which a child must be at school count", asked("other", "25-1 1-2", born=BORN_6_JAN), "request g 2", "director_decides"),
    ("born on 2 September, on 30 September still four by law", asked("holiday", "30-9", born=BORN_2_SEPT, today="1-9"), "notice none 1", "not_compulsory"),
    ("born on 2 September, on 1 October not any more", asked("moving", "1-10", born=BORN_2_SEPT, today="1-9"), "request g 2", "director_decides"),
    ("turned five in December: free until Christmas", asked("holiday", "14-12 18-12", born=BORN_10_DEC), "notice none 9", "not_compulsory"),
    ("turned five in December: at school after the holiday", asked("moving", "4-1", born=BORN_10_DEC), "request g 2", "director_decides"),
    ("turned five in April: at school after the May holiday", asked("moving", "3-5", born=BORN_12_APRIL), "request g 2", "director_decides"),
    ("a feast of a four-year-old needs no two days", asked("feast", "24-11", born=BORN_6_JAN), "notice none 2", "not_compulsory"),
    ("a birthday that nobody knows counts as at school", asked("moving", "30-11", born=None), "request g 2", "director_decides"),
    # five-year-olds: hours a week at home, until the sixth birthday
    ("five: Wednesday morning at home", asked("at_home", "25-11", born=BORN_10_MARCH), "notice hours 1", "hours_by_notice"),
    ("five: exactly five hours", asked("at_home", "26-11", "08:30 13:30", born=BORN_10_MARCH), "notice hours 2", "hours_by_notice"),
    ("five: five hours and a minute", asked("at_home", "26-11", "08:30 13:31", born=BORN_10_MARCH), "request hours 2", "hours_with_permission director_decides"),
    ("five: exactly ten hours this week", asked("at_home", "26-11", "08:30 13:30", born=BORN_10_MARCH, minutes=week("23-11", 300)), "request hours 2", "hours_with_permission director_decides"),
    ("five: a minute above ten hours", asked("at_home", "26-11", "08:30 13:31", born=BORN_10_MARCH, minutes=week("23-11", 300)), "impossible hours 2", "over_ten_hours"),
    ("five: hours of last week are not saved up", asked("at_home", "30-11", "12:00", born=BORN_10_MARCH, minutes=week("23-11", 600)), "notice hours 1", "hours_by_notice"),
    ("five: three afternoons in two weeks", asked("at_home", "27-11 30-11", "12:00 12:00", born=BORN_10_MARCH), "notice hours 2", "hours_by_notice"),
    ("five: the day before the sixth birthday", asked("at_home", "9-3", "12:00", born=BORN_10_MARCH), "notice hours 1", "hours_by_notice"),
    ("six: on the birthday it ends", asked("at_home", "10-3", born=BORN_10_MARCH), "impossible hours 1", "six_already"),
    ("four: hours at home are a notice like any", asked("at_home", "26-11", born=BORN_6_JAN), "notice none 2", "not_compulsory"),
    ("hours at home without a birthday", asked("at_home", "26-11", born=None), "impossible hours 2", "birthdate_unknown"),
    # what the unit adds is only told
    ("fourteen days beforehand, to the day", asked("moving", "8-12", lead_days=14), "request g 2", "director_decides"),
    ("a day less than the unit wants", asked("moving", "7-12", lead_days=14), "request g 2", "lead_days director_decides"),
    ("in the test week", asked("moving", "18-1", blackouts=(("Toetsweek", day("18-1"), day("22-1")),)), "request g 2", "blackout director_decides"),
    ("beside the test week", asked("moving", "25-1", blackouts=(("Toetsweek", day("18-1"), day("22-1")),)), "request g 2", "director_decides"),
]
# fmt: on


@pytest.mark.parametrize(("found", "outcome", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_leave_is_assessed_by_the_law(found, outcome, codes):
    assert (f"{found.outcome} {found.ground} {found.halves}", " ".join(found.codes)) == (outcome, codes)


def test_only_what_is_impossible_has_a_reason_against_it():
    assert (asked("profession", "25-1 12-2").problem, asked("moving", "30-11").problem) == ("profession_too_long", None)


def test_a_holiday_because_of_work_wants_the_employers_word():
    assert (asked("profession", "25-1").needs_statement, asked("moving", "30-11").needs_statement) == (True, False)


def test_days_used_are_told_beside_those_that_are_asked():
    assert (asked("moving", "30-11", used={"g": 5}).used, asked("feast", "30-11", used={"g": 5}).used) == (5, 0)


def test_decision_comes_within_eight_weeks():
    assert asked("moving", "30-11").said[-1].values == {"day": date(2027, 1, 19)}


@pytest.mark.parametrize(
    ("born", "first_day"),
    [
        (date(2022, 1, 6), date(2027, 2, 1)),
        (date(2021, 9, 2), date(2026, 10, 1)),
        (date(2021, 12, 31), date(2027, 1, 4)),
        (date(2021, 7, 14), date(2026, 8, 17)),
        (date(2021, 9, 30), date(2026, 10, 1)),
        (date(2021, 10, 1), date(2026, 11, 2)),
    ],
)
def test_child_goes_to_school_by_law_from_the_month_after_the_fifth_birthday(born, first_day):
    assert compulsory_from(born, CALENDAR) == first_day


def test_who_was_born_on_29_february_has_a_birthday_each_year():
    assert birthday(date(2020, 2, 29), 6) == date(2026, 3, 1)


def test_first_two_weeks_begin_on_the_first_school_day_after_summer():
    assert first_weeks_of(CALENDAR, TODAY) == (date(2026, 8, 17), date(2026, 8, 30))
    assert first_weeks_of(SchoolCalendar(), TODAY) is None


def test_each_purpose_has_its_kinds_and_a_unit_may_add_some():
    own = own_kind(7, "Topsport", 2)

    assert [len(kinds_for(purpose)) for purpose in PURPOSES] == [1, 1, 10, 1, 1]
    assert [kind.key for kind in kinds_for("family", [own])][-2:] == ["own-7", "other"]
    assert (own.ground, kind_of("family", "own-7", kinds_for("family", [own]))) == ("g", own)


def test_kind_of_another_purpose_is_none_of_these():
    assert kind_of("family", "profession", kinds_for("family")) is None
    assert kind_of("religion", "", kinds_for("religion")) == KIND["feast"]


@pytest.mark.parametrize(
    ("state", "days", "may"),
    [
        ("unconfirmed", "20-11", True),
        ("question", "20-11", True),
        ("approved", "25-11", True),
        ("partly", "24-11", False),
        ("referred", "25-11", True),
        ("noted", "20-11 24-11", True),
        ("noted", "20-11 23-11", False),
        ("refused", "25-11", False),
        ("withdrawn", "25-11", False),
    ],
)
def test_family_takes_back_what_is_not_decided_or_still_to_come(state, days, may):
    first, _, last = days.partition(" ")

    assert may_withdraw(state, day(first), day(last or first), TODAY) == may
    after, allowed = FOLLOWS["withdrawn"]
    assert (after if state in allowed else None) == (None if state in ("refused", "withdrawn") else "withdrawn")
