"""Two hundred parents press at once, over HTTP, on a portal of several web processes: each time is somebody's once."""

import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import requests
from flask import Flask

from tests.browsers import signed_in_client
from tests.cast import BEGINNING, Cast, make_link
from tests.conferences.rounds import days_of_talks, make_round
from tests.core.test_processes import free_port
from tests.school_morning import plain_environment
from webapp.accounts.models import Person
from webapp.conferences.models import Booking, Host, Invitation, Slot
from webapp.core import clock
from webapp.core.db import db
from webapp.schools.models import Child, Enrolment

pytestmark = pytest.mark.slow
PROJECT = Path(__file__).resolve().parents[2]
PARENTS, TAP_TWICE, SLOTS, WEB_PROCESSES = 200, 40, 100, 3
COOKIE = "portal"
PATIENCE = 30.0  # seconds in which the portal has to be there


@contextmanager
def portal_beside(app: Flask) -> Iterator[str]:
    """The address of a portal with several web processes, on the database of this test."""
    settings, port = app.config["SETTINGS"], free_port()
    told = {"DATA_FOLDER": str(settings.DATA_FOLDER), "DATABASE_URL": settings.DATABASE_URL, "PORT": str(port)}
    arguments = ("--config", "python:webapp.web_server", "--workers", str(WEB_PROCESSES), "webapp.wsgi:app")
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *arguments], cwd=PROJECT, env=plain_environment() | told | {"DEMO": "1"}
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_there(address)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def wait_until_there(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            requests.get(f"{address}/health", timeout=2)  # whatever it says: there is no worker beside it
            return
        except requests.RequestException:
            time.sleep(0.1)
    raise AssertionError("the portal did not start")


class Phone:
    """A parent with a phone: looks at the invitation, presses twice, and takes what is offered until it has a time."""

    def __init__(self, address: str, cookie: str, invitation: int) -> None:
        self.page, self.browser = f"{address}/conferences/{invitation}", requests.Session()
        self.browser.headers.update({"Origin": address, "Sec-Fetch-Site": "same-origin", "Connection": "close"})
        self.browser.cookies.set(COOKIE, cookie, domain="127.0.0.1")
        self.choice = random.Random(invitation)
        self.answers: list[tuple[int, bool]] = []  # status, and whether something was offered instead
        self.token = self.token_in(self.browser.get(self.page, timeout=60).text)

    @staticmethod
    def token_in(text: str) -> str:
        return re.findall(r'name="csrf_token" value="([^"]+)"', text)[0]

    def press(self, slot: int) -> requests.Response:
        data = {"slot": slot, "csrf_token": self.token}
        return self.browser.post(f"{self.page}/booking", data=data, allow_redirects=False, timeout=120)

    def press_until_there(self, slot: int | None) -> None:
        while slot:
            answer = self.press(slot)
            offers = re.findall(
                r'value="(\d+)"', "".join(re.findall(r'class="offer".*?</form>', answer.text, re.DOTALL))
            )
            self.answers.append((answer.status_code, bool(offers)))
            slot = int(self.choice.choice(offers)) if offers and answer.status_code == 422 else None


def make_families(cast: Cast, host: Host) -> list[tuple[Person, Invitation]]:
    """Families of one child each, invited to the same host."""
    found = []
    with db.atomic():
        for number in range(PARENTS):
            child = Child.create(given_name=f"Kind{number}", surname="Druk", birthdate=date(2019, 1, 1))
            Enrolment.create(child=child, group=cast.group3, starts_on=BEGINNING)
            person = Person.create(
                name="Ouder", email=f"druk{number}@ouders.example", created_at=clock.now(), activated_at=clock.now()
            )
            make_link(person, child, cast.school)
            found.append((person, Invitation.create(round=host.round, host=host, child=child)))
    return found


def make_slots(host: Host) -> list[int]:
    days = days_of_talks()
    times = [(days[number * 2 // SLOTS], 480 + 10 * (number % (SLOTS // 2))) for number in range(SLOTS)]
    with db.atomic():
        return [Slot.create(host=host, day=day, starts=starts, ends=starts + 10).id for day, starts in times]


@pytest.mark.committed
def test_two_hundred_parents_at_once_on_a_hundred_times(app: Flask, cast: Cast):
    host = Host.create(round=make_round(cast.school), name="Joris")
    slots, families = make_slots(host), make_families(cast, host)
    cookies = [signed_in_client(app, person).get_cookie(COOKIE) for person, _invitation in families]
    wanted = random.Random(6)

    with portal_beside(app) as address:
        phones = [
            Phone(address, cookie.value, invitation.id)
            for cookie, (_person, invitation) in zip(cookies, families, strict=True)
        ]
        begin = threading.Barrier(PARENTS + TAP_TWICE)

        def at_once(press: Callable[[int], object], slot: int) -> None:
            begin.wait()
            press(slot)

        first = [wanted.choice(slots[:50]) for _phone in phones]  # everybody wants the first evening
        taps = [
            threading.Thread(target=at_once, args=(press, slot))
            for number, (phone, slot) in enumerate(zip(phones, first, strict=True))
            for press in (phone.press_until_there, phone.press)[: 1 + (number < TAP_TWICE)]
        ]
        for tap in taps:
            tap.start()
        for tap in taps:
            tap.join()

    bookings = list(Booking.select().where(Booking.ended_at.is_null()))
    assert Counter(row.slot_id for row in bookings) == Counter(slots)
    assert max(Counter(row.invitation_id for row in bookings).values()) == 1
    winners = {row.invitation_id for row in bookings}
    for phone, (_person, invitation) in zip(phones, families, strict=True):
        *missed, last = phone.answers
        assert set(missed) <= {(422, True)}  # each time something else was offered
        assert last == (303, False) or (last == (422, False)) == (invitation.id not in winners)
