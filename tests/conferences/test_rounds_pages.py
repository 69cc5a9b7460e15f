"""The pages of rounds: rightful, lesser and stranger."""

import re
from datetime import date, timedelta

import pytest
from playhouse.test_utils import count_queries

from tests.cast import Cast, make_person, make_staff
from tests.conferences.outlines import draft_of
from tests.conferences.rounds import days_of_talks, invite, make_host, make_round, make_usual_round, slots_of
from webapp.conferences.actions.bookings import book_for
from webapp.conferences.actions.publications import publish_round
from webapp.conferences.forms.proposals import usual_day
from webapp.conferences.models import Host, Invitation, Round, Slot, WaitingPlace
from webapp.conferences.rules.outlines import Stretch
from webapp.core import clock
from webapp.notifications.models import Notification
from webapp.schools.models import Enrolment, SpecialDay, StaffMember
from webapp.schools.rules.school_days import SchoolCalendar

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture(autouse=True)
def _school_on_every_week_day(cast: Cast) -> None:
    """Whichever day these tests run on, no holiday is near."""
    last = clock.today() + timedelta(days=90)
    SpecialDay.create(unit=cast.school, name="School", first_day=clock.today(), last_day=last, part="open")


def typed(cast: Cast, **more: object) -> dict[str, object]:
    """A round as it is typed: one evening for group 3."""
    day = days_of_talks()[0]
    usual = {
        "key": "key", "unit": cast.school.id, "title": "Oudergesprekken", "text": "Welkom", "mode": "first_come",
        "minutes": "10", "pause": "0", "walking": "5", "groups": [cast.group3.id],
        "days-0-day": f"{day}", "days-0-starts": "18:00", "days-0-ends": "19:00",
        "opens_day": f"{clock.today()}", "opens_time": "08:00",
        "closes_day": f"{day - timedelta(days=4)}", "closes_time": "18:00",
        "changes_day": f"{day - timedelta(days=1)}", "changes_time": "18:00",
    }  # fmt: skip
    return usual | more


def test_office_makes_a_round_in_three_steps_and_the_parents_hear_of_it(cast: Cast, browser_of):
    browser = browser_of(cast.ingrid)

    made = browser.post("/rounds", data=typed(cast))
    round, host = Round.get(), Host.get()
    rooms = browser.post(f"/rounds/{round.id}/rooms", data={"hosts-0-host": host.id, "hosts-0-room": "Lokaal 3"})
    review = browser.get(f"/rounds/{round.id}/publication").text
    told_before = Notification.select().count()
    sent = browser.post(f"/rounds/{round.id}/publication")

    assert (made.status_code, made.headers["Location"]) == (303, f"/rounds/{round.id}/rooms")
    assert (rooms.status_code, rooms.headers["Location"]) == (303, f"/rounds/{round.id}/publication")
    assert "Nodigt 2 kinderen uit" in review
    assert "2 ouders horen het" in review
    assert (sent.status_code, told_before, Notification.select().count()) == (303, 0, 1)
    assert (Host.get().room, Invitation.select().count()) == ("Lokaal 3", 2)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"days-0-ends": ""}, "Vul in van hoe laat tot hoe laat op"),
        ({"days-0-starts": "", "days-0-ends": ""}, "Vul in van hoe laat tot hoe laat op"),
        ({"days-1-starts": "18:00"}, "Kies de dag bij deze tijden"),
        ({"days-0-starts_again": "20:00"}, "ook de andere tijd in"),
        ({"groups": []}, "Kies minstens één groep"),
        ({"minutes": "veel"}, "Schrijf hier een getal"),
        ({"closes_time": ""}, "Vul een tijd in"),
        ({"changes_day": "2026-08-01"}, "Wijzigen kan minstens zo lang als kiezen"),
    ],
)
def test_slip_is_named_what_was_typed_stays_and_nothing_is_written(cast: Cast, browser_of, more, sentence):
    response = browser_of(cast.ingrid).post("/rounds", data=typed(cast, title="Voortgang", **more))

    assert (response.status_code, 'value="Voortgang"' in response.text) == (422, True)
    assert sentence in response.text
    assert (Round.select().count(), Slot.select().count()) == (0, 0)


def test_labels_of_the_times_tell_of_which_day_they_are(cast: Cast, browser_of):
    page = browser_of(cast.ingrid).post("/rounds", data=typed(cast, title="")).text

    assert 'Van<span class="visually-hidden">, di ' in page
    assert 'Van<span class="visually-hidden">, dag 2' in page


def test_who_receives_is_asked_where_a_group_has_two_teachers(cast: Cast, browser_of):
    ruben = make_person("Ruben Pinas", "ruben@notenboom.example", is_staff=True)
    member = make_staff(ruben, "teacher", cast.school, cast.group3)
    browser = browser_of(cast.ingrid)

    nobody = browser.post("/rounds", data=typed(cast))
    one = browser.post("/rounds", data=typed(cast, teachers=[f"{cast.group3.id}-{member.id}"]))

    assert (nobody.status_code, "Kies wie er ontvangt: Groep 3" in nobody.text) == (422, True)
    assert (one.status_code, [host.name for host in Host.select()]) == (303, ["Ruben Pinas"])


def test_the_key_of_somebody_else_is_no_error_and_works_the_second_time(cast: Cast, browser_of):
    browser_of(cast.ingrid).post("/rounds", data=typed(cast))

    response = browser_of(cast.peter).post("/rounds", data=typed(cast))

    assert (response.status_code, Round.select().count()) == (422, 1)
    assert "al een keer verstuurd" in response.text
    assert 'name="key" type="hidden" value="key"' not in response.text


def test_teacher_may_plan_for_the_own_group_and_not_for_another(cast: Cast, browser_of):
    browser = browser_of(cast.joris)
    new = browser.get("/rounds/new").text

    own = browser.post("/rounds", data=typed(cast))
    other = browser.post("/rounds", data=typed(cast, key="other", groups=[cast.group3.id, cast.group4.id]))

    assert ("Groep 3" in new, "Groep 4" in new) == (True, False)
    assert (own.status_code, other.status_code) == (303, 303)  # a box that was not offered is no box
    assert {row.group_id for host in Host.select() for row in host.groups} == {cast.group3.id}


@pytest.mark.parametrize(
    ("name", "status"),
    [("ingrid", 200), ("peter", 200), ("joris", 200), ("eline", 200), ("bram", 404), ("marieke", 404), ("anouk", 404)],
)
def test_round_is_there_for_who_runs_it_and_who_receives_in_it(cast: Cast, browser_of, name, status):
    round, _noor, _daan = make_usual_round(cast)

    assert browser_of(getattr(cast, name)).get(f"/rounds/{round.id}").status_code == status


@pytest.mark.parametrize("path", ["edit", "rooms", "publication", "cancellation"])
@pytest.mark.parametrize(
    ("name", "status"), [("ingrid", 200), ("joris", 404), ("bram", 404), ("marieke", 404), ("wouter", 404)]
)
def test_round_is_changed_sent_and_cancelled_only_by_who_runs_it(cast: Cast, browser_of, name, status, path):
    round = draft_of(cast, cast.group3)
    browser = browser_of(getattr(cast, name))

    assert browser.get(f"/rounds/{round.id}/{path}").status_code == status
    if status == 404:
        assert browser.post(f"/rounds/{round.id}{'' if path == 'edit' else '/' + path}").status_code == 404
        row = Round.get_by_id(round.id)
        assert (row.published_at, row.cancelled_at, Notification.select().count()) == (None, None, 0)


def test_teacher_who_receives_sees_only_the_own_column(cast: Cast, browser_of):
    round, noor, daan = make_usual_round(cast)
    book_for(cast.ingrid, noor, slots_of(noor.host)[0])
    book_for(cast.ingrid, daan, slots_of(daan.host)[0])

    page = browser_of(cast.joris).get(f"/rounds/{round.id}").text

    assert ("Noor V." in page, "Daan V." in page) == (True, False)
    assert f'href="/talks/{noor.id}"' in page
    assert "/publication" not in page
    assert "Alles afzeggen" not in page


def test_tap_blocks_a_time_and_another_frees_it_in_place_or_by_a_redirect(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    slot, browser = slots_of(noor.host)[0], browser_of(cast.joris)

    in_place = browser.post(f"/slots/{slot.id}", data={"blocked": "1"}, headers=HTMX)
    is_blocked = Slot.get_by_id(slot.id).is_blocked
    redirected = browser.post(f"/slots/{slot.id}", data={"blocked": "0"})

    assert (in_place.status_code, is_blocked) == (200, True)
    assert in_place.text.startswith(f'<td id="slot-{slot.id}" class="slot-blocked chosen">')
    address = f"/rounds/{noor.round_id}?host={noor.host_id}#slot-{slot.id}"
    assert (redirected.status_code, redirected.headers["Location"]) == (303, address)
    assert Slot.get_by_id(slot.id).is_blocked is False


def test_blocking_a_time_of_a_family_is_refused_with_a_sentence(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    slot, browser = slots_of(noor.host)[0], browser_of(cast.joris)
    book_for(cast.ingrid, noor, slot)

    in_place = browser.post(f"/slots/{slot.id}", data={"blocked": "1"}, headers=HTMX)
    redirected = browser.post(f"/slots/{slot.id}", data={"blocked": "1"})

    assert (in_place.status_code, redirected.status_code) == (422, 303)
    assert "Deze tijd is van een gezin" in in_place.text
    assert Slot.get_by_id(slot.id).is_blocked is False


@pytest.mark.parametrize(("name", "status"), [("ingrid", 303), ("joris", 303), ("eline", 404), ("marieke", 404)])
def test_times_are_blocked_added_and_taken_away_by_who_has_them(cast: Cast, browser_of, name, status):
    _round, noor, _daan = make_usual_round(cast)
    first, second, *_ = slots_of(noor.host)
    browser = browser_of(getattr(cast, name))

    extra = {"day": f"{first.day}", "starts": "10:00", "ends": "10:10"}
    statuses = [
        browser.post(f"/slots/{first.id}", data={"blocked": "1"}).status_code,
        browser.post(f"/slots/{second.id}/removal").status_code,
        browser.post(f"/hosts/{noor.host_id}/slots", data=extra).status_code,
    ]

    is_allowed = status == 303
    assert statuses == [status] * 3
    assert Slot.get_by_id(first.id).is_blocked == is_allowed
    assert Slot.select().where(Slot.id == second.id).exists() != is_allowed
    assert Slot.select().where(Slot.starts == 600).exists() == is_allowed


def test_a_time_that_cannot_be_added_is_told_with_what_was_typed(cast: Cast, browser_of):
    _round, noor, _daan = make_usual_round(cast)
    day = days_of_talks()[0]

    response = browser_of(cast.joris).post(
        f"/hosts/{noor.host_id}/slots", data={"day": f"{day}", "starts": "18:05", "ends": "18:12"}
    )

    assert (response.status_code, 'value="18:05"' in response.text) == (422, True)
    assert "loopt door een andere tijd heen" in response.text


def test_children_who_came_and_left_are_shown_and_one_tap_invites(cast: Cast, browser_of):
    round = draft_of(cast, cast.group3)
    publish_round(cast.ingrid, round)
    Enrolment.update(ends_on=clock.today()).where(Enrolment.child == cast.sem).execute()
    Enrolment.create(child=cast.yara, group=cast.group3, starts_on=clock.today())
    browser = browser_of(cast.ingrid)
    page = browser.get(f"/rounds/{round.id}").text
    sem = Invitation.get(Invitation.child == cast.sem)

    invited = browser.post(f"/rounds/{round.id}/invitations")
    withdrawn = browser.post(f"/invitations/{sem.id}/withdrawal")

    assert "1 kind is er nog bijgekomen" in page
    assert f'href="/invitations/{sem.id}/withdrawal"' in page
    assert (invited.status_code, withdrawn.status_code) == (303, 303)
    standing = Invitation.select().where(Invitation.withdrawn_at.is_null())
    assert {row.child_id for row in standing} == {cast.noor.id, cast.yara.id}


@pytest.mark.parametrize("name", ["joris", "bram", "marieke"])
def test_invitations_are_added_and_taken_back_only_by_who_runs_the_round(cast: Cast, browser_of, name):
    round, noor, _daan = make_usual_round(cast)
    browser = browser_of(getattr(cast, name))

    statuses = [
        browser.post(f"/rounds/{round.id}/invitations").status_code,
        browser.get(f"/invitations/{noor.id}/withdrawal").status_code,
        browser.post(f"/invitations/{noor.id}/withdrawal").status_code,
    ]

    assert statuses == [404, 404, 404]
    assert (Invitation.get_by_id(noor.id).withdrawn_at, Invitation.select().count()) == (None, 2)


def test_moment_that_is_left_as_it_shows_stays_to_the_second(cast: Cast, browser_of):
    round = draft_of(cast, cast.group3)
    publish_round(cast.ingrid, round)
    browser, before = browser_of(cast.ingrid), Round.get_by_id(round.id)
    fields = {"title": "Voortgang"}
    for name, moment in (("opens", before.opens_at), ("closes", before.closes_at), ("changes", before.changes_until)):
        local = moment.astimezone(clock.SCHOOL_ZONE)
        fields |= {f"{name}_day": f"{local.date()}", f"{name}_time": f"{local:%H:%M}"}
    told = Notification.select().count()

    same = browser.post(f"/rounds/{round.id}", data=fields)
    earlier = browser.post(f"/rounds/{round.id}", data=fields | {"closes_day": f"{clock.today()}"})

    after = Round.get_by_id(round.id)
    assert (same.status_code, earlier.status_code, after.title) == (303, 422, "Voortgang")
    assert (after.opens_at, after.closes_at) == (before.opens_at, before.closes_at)
    assert "niet vroeger" in earlier.text
    assert Notification.select().count() == told


def test_video_link_must_be_safe(cast: Cast, browser_of):
    round = draft_of(cast, cast.group3)
    fields = {"hosts-0-host": Host.get().id, "hosts-0-room": "Aula", "hosts-0-video_link": "http://meet.example/3"}

    response = browser_of(cast.ingrid).post(f"/rounds/{round.id}/rooms", data=fields)

    assert (response.status_code, Host.get().room) == (422, "")
    assert "begint met https://" in response.text


def test_host_of_another_round_gets_no_room_here(cast: Cast, browser_of):
    other = make_host(make_round(cast.bso), cast.joris, cast.squirrels)
    round = draft_of(cast, cast.group3)

    browser_of(cast.ingrid).post(f"/rounds/{round.id}/rooms", data={"hosts-0-host": other.id, "hosts-0-room": "Aula"})

    assert Host.select().where(Host.room != "").count() == 0


def test_draft_that_a_colleague_sent_meanwhile_is_not_thrown_away_or_changed(cast: Cast, browser_of):
    browser = browser_of(cast.ingrid)
    browser.post("/rounds", data=typed(cast))
    round = Round.get()
    field = '<input type="hidden" name="draft" value="1">'
    seen = field in browser.get(f"/rounds/{round.id}/cancellation").text
    publish_round(cast.ingrid, round)

    thrown = browser.post(f"/rounds/{round.id}/cancellation", data={"draft": "1"})
    changed = browser.post(f"/rounds/{round.id}", data=typed(cast, title="Later", **{"days-0-starts": "17:00"}))

    assert (seen, thrown.status_code, changed.status_code) == (True, 303, 422)
    assert thrown.headers["Location"] == f"/rounds/{round.id}/cancellation"
    assert ("De ouders zijn al uitgenodigd" in changed.text, 'value="17:00"' in changed.text) == (True, True)
    assert (Round.get().cancelled_at, Round.get().title) == (None, "Oudergesprekken")
    assert field not in browser.get(f"/rounds/{round.id}/cancellation").text


def test_list_says_where_a_round_stands_and_what_will_be_there(cast: Cast, browser_of):
    empty = browser_of(cast.ingrid).get("/rounds").text
    draft_of(cast, cast.group3, title="Voortgang")
    make_usual_round(cast)

    pages = {name: browser_of(getattr(cast, name)).get("/rounds").text for name in ("ingrid", "eline")}

    assert "Nog geen oudergesprekken" in empty
    assert ("Nog niet verstuurd" in pages["ingrid"], "Voortgang" in pages["eline"]) == (True, False)
    assert "0 van 1 gezin heeft een tijd" in pages["eline"]


@pytest.mark.parametrize("hosts", [1, 3])
def test_grid_costs_the_same_for_few_and_for_many_hosts(cast: Cast, browser_of, hosts):
    round = make_round(cast.school)
    for number, group in enumerate([cast.group3, cast.group4, cast.group5][:hosts]):
        person = make_person(f"Juf {number}", f"juf{number}@notenboom.example", is_staff=True)
        make_staff(person, "teacher", cast.school, group)
        host = make_host(round, person, group)
        child = (cast.noor, cast.mees, cast.yara)[number]
        talk = invite(host, child)
        first, second, *_ = slots_of(host)
        book_for(cast.ingrid, talk, first)
        WaitingPlace.create(slot=second, invitation=talk, made_at=clock.now())
    browser = browser_of(cast.ingrid)
    browser.get(f"/rounds/{round.id}")

    with count_queries() as counted:
        page = browser.get(f"/rounds/{round.id}").text

    assert page.count("1 wacht") == hosts
    assert counted.count == 10
    assert StaffMember.select().count() > hosts


def test_school_reads_before_sending_on_which_day_there_is_no_school_who_receives_and_what_parents_can_do(
    cast: Cast, browser_of
):
    SpecialDay.delete().execute()
    christmas, sunday = date(2026, 12, 25), date(2026, 12, 13)
    stretches = (Stretch(sunday, 1080, 1140), Stretch(christmas, 1080, 1140))
    draft = draft_of(cast, cast.group3, stretches=stretches, mode="plan", is_per_parent=True)

    page = browser_of(cast.ingrid).get(f"/rounds/{draft.id}/publication").text

    said = (
        "zo 13 dec is er geen school. Klopt",
        "vr 25 dec is er geen school: ",
        "Joris Smit: Groep 3",
        "eigen gesprek",
    )
    assert [words for words in (*said, "kunnen meteen doorgeven wanneer zij kunnen") if words not in page] == []


def test_who_begins_a_round_finds_the_one_that_was_not_sent(cast: Cast, browser_of):
    draft = draft_of(cast, cast.group3)
    browser = browser_of(cast.ingrid)

    before = browser.get("/rounds/new").text
    publish_round(cast.ingrid, draft)

    assert f'href="/rounds/{draft.id}"' in before
    assert "nog niet verstuurd" not in browser.get("/rounds/new").text


@pytest.mark.parametrize("name", ["ingrid", "joris"])
def test_who_has_more_groups_is_ticked_for_nobody_who_plans(cast: Cast, browser_of, name):
    karim = make_person("Karim Bouzid", "karim@notenboom.example", is_staff=True)
    make_staff(karim, "teacher", cast.school, cast.group3, cast.group4)

    page = browser_of(getattr(cast, name)).get("/rounds/new").text

    assert "Ontvangt: Joris Smit" in page
    assert "Ontvangt: Joris Smit, Karim Bouzid" not in page


@pytest.mark.parametrize(("mode", "path"), [("draw", "draw"), ("plan", "plan")])
def test_families_who_answered_are_counted_alike_in_the_list_and_on_the_page_itself(cast, browser_of, mode, path):
    round, noor, _daan = make_usual_round(cast, mode)
    invite(noor.host, cast.sem)
    Invitation.update(wished_at=clock.now()).where(Invitation.id == noor.id).execute()
    browser = browser_of(cast.ingrid)

    pages = [browser.get(path).text for path in ("/rounds", f"/rounds/{round.id}/{path}")]

    assert ["0 van 2 gezinnen hebben geantwoord" in page for page in pages] == [True, True]


@pytest.mark.parametrize(("mode", "path", "button"), [("draw", "draw", "Loten en"), ("plan", "plan", "Dit doet de")])
def test_school_need_not_wait_until_the_last_moment_and_reads_who_is_silent(cast, browser_of, mode, path, button):
    round, noor, _daan = make_usual_round(cast, mode)
    sem = invite(noor.host, cast.sem)
    Invitation.update(wished_at=clock.now()).where(Invitation.id == sem.id).execute()
    browser = browser_of(cast.ingrid)

    before = browser.get(f"/rounds/{round.id}/{path}").text
    asked = browser.get(f"/rounds/{round.id}/closing").text
    told = Notification.select().count()
    closed = browser.post(f"/rounds/{round.id}/closing")
    after = browser.get(f"/rounds/{round.id}/{path}").text

    assert (f'href="/rounds/{round.id}/closing"' in before, button in before) == (True, False)
    assert "1 gezin heeft nog niet alles doorgegeven" in asked
    assert (closed.status_code, closed.headers["Location"]) == (303, f"/rounds/{round.id}/{path}")
    assert (f'href="/rounds/{round.id}/closing"' in after, button in after) == (False, True)
    assert (Round.get_by_id(round.id).closes_at <= clock.now(), Notification.select().count()) == (True, told)


@pytest.mark.parametrize(
    ("mode", "more"),
    [
        ("first_come", {}),
        ("plan", {"announced_at": timedelta()}),
        ("draw", {"closes_at": timedelta(minutes=-5)}),
        ("draw", {"opens_at": timedelta(days=1)}),
        ("draw", {"cancelled_at": timedelta()}),
        ("draw", {"published_at": None}),
    ],
)
def test_round_where_parents_tell_nothing_now_is_not_closed(cast: Cast, browser_of, mode, more):
    moments = {field: clock.now() + after if after is not None else None for field, after in more.items()}
    round, *_ = make_usual_round(cast, mode, **moments)
    browser = browser_of(cast.ingrid)

    answers = [browser.get(f"/rounds/{round.id}/closing"), browser.post(f"/rounds/{round.id}/closing")]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Round.get_by_id(round.id).closes_at == round.closes_at


@pytest.mark.parametrize("name", ["joris", "marieke", "bram"])
def test_round_is_closed_only_by_who_runs_it(cast: Cast, browser_of, name):
    round, *_ = make_usual_round(cast, "draw")
    browser = browser_of(getattr(cast, name))

    answers = [browser.get(f"/rounds/{round.id}/closing"), browser.post(f"/rounds/{round.id}/closing")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Round.get_by_id(round.id).closes_at == round.closes_at


def test_every_slip_of_a_round_is_told_at_once_and_at_its_field(cast: Cast, browser_of):
    passed, day = clock.today() - timedelta(days=1), days_of_talks()[0]
    more = {
        "title": "", "groups": [], "minutes": "30",
        "days-1-day": f"{day + timedelta(days=1)}", "days-1-starts": "19:00", "days-1-ends": "18:00",
        "days-1-starts_again": "21:00", "days-1-ends_again": "20:00",
        "days-2-day": f"{passed}", "days-2-starts": "18:00", "days-2-ends": "19:00",
        "days-3-day": f"{day + timedelta(days=2)}", "days-3-starts": "18:00", "days-3-ends": "18:20",
        "days-4-day": f"{day}", "days-4-starts": "18:30", "days-4-ends": "20:00",
        "closes_day": f"{clock.today() - timedelta(days=9)}",
    }  # fmt: skip

    page = browser_of(cast.ingrid).post("/rounds", data=typed(cast, **more)).text

    wrong = {"title", "days-1-ends", "days-1-ends_again", "days-2-day", "days-3-ends", "days-4-ends", "closes_day"}
    assert set(re.findall(r'id="([\w-]+)-error"', page)) == wrong
    assert "Kies minstens één groep" in page


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"days-0-day": "", "days-0-starts": "", "days-0-ends": ""}, "days-0-day"),
        ({"days-0-ends": "17:00", "minutes": "veel"}, "days-0-ends"),
        ({"changes_day": f"{days_of_talks()[0] + timedelta(days=9)}"}, "changes_day"),
        ({"title": "", "days-0-day": f"{date(2020, 1, 7)}"}, "days-0-day"),
    ],
)
def test_slip_is_told_at_its_field_whatever_else_is_wrong(cast: Cast, browser_of, more, field):
    page = browser_of(cast.ingrid).post("/rounds", data=typed(cast, **more)).text

    assert (f'id="{field}-error"' in page, 'class="form-errors"' in page) == (True, True)


def test_moment_of_a_round_that_was_sent_is_refused_at_its_field(cast: Cast, browser_of):
    round, *_ = make_usual_round(cast)
    sent = {name: value for name, value in typed(cast).items() if name != "mode"}

    page = browser_of(cast.ingrid).post(f"/rounds/{round.id}", data=sent).text

    assert re.findall(r'id="([\w-]+)-error"', page) == ["opens_day"]
    assert "Ouders kiezen al" in page


def test_day_without_school_is_told_at_the_day_and_wants_a_tick_for_just_that_day(cast: Cast, browser_of):
    saturday = days_of_talks()[0] + timedelta(days=4)
    sunday, browser = saturday + timedelta(days=1), browser_of(cast.ingrid)
    more = {"days-1-day": f"{saturday}", "days-1-starts": "10:00", "days-1-ends": "11:00"}
    more |= {"days-2-day": f"{sunday}", "days-2-starts": "10:00", "days-2-ends": "11:00"}

    asked = browser.post("/rounds", data=typed(cast, **more))
    other = browser.post("/rounds", data=typed(cast, **more, closed_days=f"{saturday}"))
    made = browser.post("/rounds", data=typed(cast, **more, closed_days=f"{saturday} {sunday}"))
    again = browser.get(f"/rounds/{Round.get().id}/edit")

    assert (asked.status_code, other.status_code, made.status_code) == (422, 422, 303)
    assert set(re.findall(r'id="([\w-]+)-error"', asked.text)) == {"days-1-day", "days-2-day"}
    assert asked.text.count("is er geen school. Klopt die dag?") == 2
    assert f'name="closed_days" value="{saturday} {sunday}">' in asked.text
    assert f'name="closed_days" value="{saturday} {sunday}" checked' in again.text


def test_day_with_school_asks_nothing(cast: Cast, browser_of):
    assert "zonder school" not in browser_of(cast.ingrid).post("/rounds", data=typed(cast, title="")).text


def test_round_is_proposed_on_evenings_after_a_school_day(cast: Cast, browser_of):
    SpecialDay.delete().execute()
    proposed = usual_day(clock.today(), SchoolCalendar())
    SpecialDay.create(unit=cast.school, name="Projectweek", first_day=proposed, last_day=proposed)
    open_after = proposed + timedelta(days=1)
    SpecialDay.create(
        unit=cast.school, name="School", first_day=open_after, last_day=open_after + timedelta(days=9), part="open"
    )

    page = browser_of(cast.ingrid).get("/rounds/new").text

    assert re.findall(r'name="days-[01]-day"[^>]*value="([\d-]+)"', page) == [
        f"{proposed + timedelta(days=7)}", f"{proposed + timedelta(days=9)}",
    ]  # fmt: skip
