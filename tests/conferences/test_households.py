"""Separated parents each have a talk of their own, by household; neither sees the other's."""

import pytest
from peewee import IntegrityError

from tests.cast import Cast, make_link, make_person
from tests.conferences.rounds import make_host, make_round
from webapp.accounts.models import Person
from webapp.conferences.models import Invitation, Round
from webapp.conferences.queries.invitations import answerers_in, answerers_of, invitations, invitations_of
from webapp.conferences.queries.invitees import changes_since_sent
from webapp.core import clock
from webapp.core.db import db
from webapp.schools.models import Guardianship


def invite_households(cast: Cast) -> dict[str, Invitation]:
    round = make_round(cast.school)
    host = make_host(round, cast.joris, cast.group4)
    for household in ("Bakker", "Visser"):
        Invitation.create(round=round, host=host, child=cast.mees, household=household)
    return {row.household: row for row in invitations()}


def names(people: list[Person]) -> list[str]:
    return [person.name for person in people]


def step_parent(cast: Cast) -> Person:
    person = make_person("Rik Visser", "rik@ouders.example")
    make_link(person, cast.mees, cast.school, household="Visser")
    return person


def test_each_household_answers_its_own_invitation_and_a_step_parent_with_it(cast: Cast):
    invited = invite_households(cast)
    rik = step_parent(cast)

    answering = {household: names(answerers_of(row)) for household, row in invited.items()}

    assert answering == {"Bakker": ["Sanne Bakker"], "Visser": ["Tom Visser", "Rik Visser"]}
    assert {row.id: answerers_of(row) for row in invited.values()} == answerers_in(invited["Visser"].round)
    seen = {person.name: [row.household for row in invitations_of(person)] for person in (cast.sanne, cast.tom, rik)}
    assert seen == {"Sanne Bakker": ["Bakker"], "Tom Visser": ["Visser"], "Rik Visser": ["Visser"]}


def test_a_household_is_invited_once(cast: Cast):
    invited = invite_households(cast)["Bakker"]

    with pytest.raises(IntegrityError), db.atomic():
        Invitation.create(round=invited.round, host=invited.host, child=cast.mees, household="Bakker")

    assert Invitation.select().count() == 2


def test_household_that_got_another_name_is_shown_and_can_be_invited_anew(cast: Cast):
    invited = invite_households(cast)
    Round.update(is_per_parent=True, published_at=clock.now()).execute()
    round = Round.get()
    before = changes_since_sent(round)
    Guardianship.update(household="Bakker-Jansen").where(Guardianship.person == cast.sanne).execute()

    lacking, left = changes_since_sent(round)

    assert before == ([], [])
    assert [row.id for row in left] == [invited["Bakker"].id]
    assert [one.invited.household for one in lacking if one.child_id == cast.mees.id] == ["Bakker-Jansen"]
