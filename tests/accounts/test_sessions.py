"""The devices on which somebody is signed in: known, ended one by one or all at once, and gone when idle."""

from datetime import UTC, datetime, timedelta

import pytest
from playhouse.test_utils import assert_query_count

from tests.accounts.mails import sentences
from webapp.accounts.actions.accounts import invite_person
from webapp.accounts.actions.sessions import confirm_session, open_session
from webapp.accounts.models import Person, Session
from webapp.accounts.queries import session_with_token, sessions_of
from webapp.accounts.rules import device_name, is_confirmed
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LASTS = (30, 12)
PAGE = "/account/sessions"


def is_open(browser) -> bool:
    return browser.get(PAGE).status_code == 200


def at(browser, moment: datetime) -> bool:
    with clock.frozen_at(moment):
        return is_open(browser)


def session_on(device: str) -> Session:
    return Session.get(Session.device == device)


def test_devices_are_listed_the_last_used_first_and_this_one_is_marked(cast, browser_of):
    with clock.frozen_at(NOON - timedelta(hours=2)):
        open_session(cast.marieke, "Safari · iPad", LASTS)
        open_session(cast.karima, "Edge · Windows", LASTS)
    with clock.frozen_at(NOON):
        browser = browser_of(cast.marieke)
        page = sentences(browser.get(PAGE).text)

    assert page.endswith(
        "Test dit apparaat laatst gebruikt vandaag 13:00 "
        "Safari · iPad laatst gebruikt vandaag 11:00 Uitloggen Overal elders uitloggen"
    )


def test_who_has_one_device_has_nothing_to_sign_out_elsewhere(cast, browser_of):
    assert "Overal elders uitloggen" not in browser_of(cast.marieke).get(PAGE).text


def test_one_device_is_signed_out(cast, browser_of):
    browser, lost = browser_of(cast.marieke), browser_of(cast.marieke)
    (session,) = Session.select().order_by(Session.id.desc()).limit(1)

    answer = browser.post(f"{PAGE}/{session.id}/end")

    assert (answer.status_code, answer.location) == (303, PAGE)
    assert (is_open(browser), is_open(lost)) == (True, False)


def test_second_tap_on_sign_out_there_is_no_error(cast, browser_of):
    browser = browser_of(cast.marieke)
    open_session(cast.marieke, "Lost", LASTS)
    address = f"{PAGE}/{session_on('Lost').id}/end"

    answers = [browser.post(address), browser.post(address)]

    assert [answer.location for answer in answers] == [PAGE, PAGE]


def test_session_of_somebody_else_is_not_there(cast, browser_of, client):
    karima = browser_of(cast.karima)
    address = f"{PAGE}/{Session.get().id}/end"
    audited = AuditEntry.select().count()

    answer = browser_of(cast.marieke).post(address)
    stranger = client.post(address)

    assert (answer.status_code, stranger.location, is_open(karima)) == (404, "/sign-in", True)
    assert AuditEntry.select().where(AuditEntry.verb == "end_session").count() == 0
    assert AuditEntry.select().count() == audited + 1  # Marieke signed in


def test_every_other_device_is_signed_out_at_once(cast, browser_of):
    browser, others = browser_of(cast.marieke), [browser_of(cast.marieke), browser_of(cast.marieke)]
    karima = browser_of(cast.karima)

    answer = browser.post("/account/other-sessions/end")

    assert (answer.status_code, answer.location) == (303, PAGE)
    assert [is_open(one) for one in (browser, *others, karima)] == [True, False, False, True]


def test_parents_idle_month_begins_again_with_each_visit(cast, browser_of):
    with clock.frozen_at(NOON):
        browser = browser_of(cast.marieke)

    visits = [at(browser, NOON + timedelta(days=days)) for days in (29, 58, 87, 87 + 31)]

    assert visits == [True, True, True, False]


def test_staff_session_ends_after_twelve_hours_however_busy(cast, browser_of):
    with clock.frozen_at(NOON):
        browser = browser_of(cast.joris)

    visits = [at(browser, NOON + timedelta(hours=hours)) for hours in (1, 6, 11.9, 12)]

    assert visits == [True, True, True, False]


def test_visit_is_written_down_at_most_every_five_minutes(cast, browser_of):
    with clock.frozen_at(NOON):
        browser = browser_of(cast.marieke)

    at(browser, NOON + timedelta(minutes=4))
    soon = Session.get().seen_at
    at(browser, NOON + timedelta(minutes=5))

    assert (soon, Session.get().seen_at) == (NOON, NOON + timedelta(minutes=5))


def test_who_comes_to_work_here_signs_in_anew_for_a_working_day(cast, browser_of):
    with clock.frozen_at(NOON):
        as_parent = browser_of(cast.marieke)
        invite_person("Marieke de Vries", cast.marieke.email, "De Notenboom")
        as_staff = browser_of(Person.get_by_id(cast.marieke.id))

    visits = [at(as_parent, NOON), at(as_staff, NOON + timedelta(hours=11)), at(as_staff, NOON + timedelta(hours=12))]

    assert visits == [False, True, False]


def test_session_and_its_person_take_one_query(cast):
    token = open_session(cast.marieke, "Test", LASTS)

    with assert_query_count(1):
        session = session_with_token(token, clock.now())
        assert session.person.name == "Marieke de Vries"


@pytest.mark.parametrize("devices", [1, 3])
def test_devices_take_one_query_however_many(cast, devices):
    for number in range(devices):
        open_session(cast.marieke, f"Device {number}", LASTS)

    with assert_query_count(1):
        assert len(list(sessions_of(cast.marieke, clock.now()))) == devices


def test_wrong_password_confirms_nothing(cast):
    with clock.frozen_at(NOON):
        open_session(cast.marieke, "Test", LASTS)

    with pytest.raises(Refused, match="wrong_password"):
        confirm_session(Session.get(), "verkeerd")

    assert Session.get().confirmed_at == NOON


@pytest.mark.parametrize(("minutes", "fresh"), [(0, True), (14.99, True), (15, False), (60, False)])
def test_confirmation_is_fresh_for_a_quarter_of_an_hour(minutes, fresh):
    assert is_confirmed(NOON, NOON + timedelta(minutes=minutes)) is fresh


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 15) Chrome/142.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) CriOS/142.0 Safari/604.1", "Chrome · iPad"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) Version/19.0 Safari/605.1", "Safari · Mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/142.0 Safari/537.36", "Chrome · Chromebook"),
        ("curl/8.0", "Browser"),
        ("", "Browser"),
    ],
)
def test_device_has_a_name_that_its_owner_knows(user_agent, name):
    assert device_name(user_agent) == name


def test_person_has_initials_a_tint_and_maybe_a_photo():
    person = Person(id=25, name="Fleur de Bakker", photo="")

    assert (person.initials, person.tint, person.photo_url) == ("FB", 1, None)
