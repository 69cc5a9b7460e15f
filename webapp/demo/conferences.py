"""The talks of the demo school: parents choose for one round, wish for a draw, and tell for a plan when they cannot."""

from datetime import time, timedelta
from random import Random
from typing import NamedTuple

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import book_slot
from webapp.conferences.actions.changes import furnish_host
from webapp.conferences.actions.publications import publish_round
from webapp.conferences.actions.rounds import plan_round
from webapp.conferences.actions.slots import block_slot
from webapp.conferences.models import Host, Round, Slot
from webapp.conferences.queries.invitations import answerers_in, invitations
from webapp.conferences.queries.outlines import plannable_groups_of, teachers_by_group, usually_receiving
from webapp.conferences.rules.outlines import Lengths, Outline, Stretch, Window
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.demo.people import FAMILIES
from webapp.schools.models import Group, Unit

BEGINS, ENDS, BREAK = 17 * 60 + 30, 20 * 60 + 30, 19 * 60
BOOKED_SHARE = 0.5
TRIES = 4  # before a family gives up: a time may be taken, or too close to another talk


class DemoRound(NamedTuple):
    """A round, its talks on a Tuesday and a Thursday so many weeks from now."""

    mode: str
    title: str
    text: str
    years: str  # the groups
    weeks: int


ROUNDS = (
    DemoRound(
        "first_come", "Oudergesprekken december",
        "We praten met u over hoe het gaat in de groep. Komt de tijd u niet uit? Bel even met de administratie.",
        "12345678", 2,
    ),
    DemoRound(
        "draw", "Rapportgesprekken groep 5 en 7",
        "Geef de tijden door die u het liefst hebt. Daarna loten we.", "57", 6,
    ),
    DemoRound(
        "plan", "Voortgangsgesprekken groep 4 en 8",
        "Laat weten wanneer u niet kunt. Wij maken dan één rooster voor iedereen.", "48", 7,
    ),
)  # fmt: skip


def hold_conferences(unit: Unit, office: Person, random: Random) -> None:
    """Three rounds that parents answer now; for the first about half of the families have a time already."""
    with clock.frozen_at(clock.now() - timedelta(days=1)):
        rounds = [open_round(unit, office, demo_round) for demo_round in ROUNDS]
        choose_times(rounds[0], random)


def open_round(unit: Unit, office: Person, one: DemoRound) -> Round:
    round = plan_round(office, unit, outline_for(unit, office, one), f"demo-round-{one.mode}")
    for number, host in enumerate(Host.select(Host, Round).join(Round).where(Host.round == round), 1):
        furnish_host(office, host, f"Lokaal {number}", "")
        for slot in Slot.select().where(Slot.host == host, Slot.starts == BREAK):
            slot.host = host
            block_slot(office, slot)
    publish_round(office, round)
    return Round.get_by_id(round.id)


def outline_for(unit: Unit, office: Person, one: DemoRound) -> Outline:
    """Parents choose for a week from now; they change until the day before the talks."""
    today = clock.today()
    tuesday = today + timedelta(days=(1 - today.weekday()) % 7, weeks=one.weeks)
    days = (tuesday, tuesday + timedelta(days=2))
    window = Window(
        clock.now(),
        clock.at(today + timedelta(days=8), time(18)),
        clock.at(tuesday - timedelta(days=1), time(18)),
    )
    stretches = tuple(Stretch(day, BEGINS, ENDS) for day in days)
    groups = plannable_groups_of(office, unit)
    usual = usually_receiving(teachers_by_group(groups))
    receiving = {group.id: tuple(usual[group.id]) for group in groups if is_of_year(group, one.years)}
    return Outline(one.title, one.text, one.mode, True, Lengths(10, 0, 5), window, stretches, receiving)


def is_of_year(group: Group, years: str) -> bool:
    """«Groep 3 – Beukennootjes» is of year 3."""
    return any(group.name.startswith(f"Groep {year} ") for year in years)


def choose_times(round: Round, random: Random) -> None:
    """About half of the parents choose a time; the cast have not yet, so that a visitor can."""
    cast = {email for family in FAMILIES for _name, email in family.guardians}
    people = answerers_in(round)
    free = {host.id: list(Slot.select().where(Slot.host == host, ~Slot.is_blocked)) for host in round.hosts}
    has_chosen: dict[int, bool] = {}  # a family chooses for all its children
    for invitation in invitations().where(Round.id == round.id):
        parents = people.get(invitation.id, [])
        if not parents or any(person.email in cast for person in parents):
            continue
        if has_chosen.setdefault(parents[0].id, random.random() < BOOKED_SHARE):
            choose_time(parents[0], invitation, free[invitation.host_id], random)


def choose_time(parent: Person, invitation, free: list[Slot], random: Random) -> None:
    """A time that is free and that the family can reach."""
    for slot in random.sample(free, min(TRIES, len(free))):
        try:
            book_slot(parent, invitation, slot)
        except Refused:
            continue
        free.remove(slot)
        return
