"""The fair draw of a round: once, and explained afterwards."""

import json
from collections.abc import Iterable, Mapping

from webapp.accounts.models import Person
from webapp.conferences.actions.announcements import announce_times
from webapp.conferences.actions.bookings import lock_round, place
from webapp.conferences.models import DrawnPlace, Invitation, Round, Slot
from webapp.conferences.queries.draws import entries_of, offers_of
from webapp.conferences.queries.elsewhere import Busy
from webapp.conferences.queries.invitations import invitations
from webapp.conferences.queries.rounds import stage
from webapp.conferences.rules.draws import Drawn, Entry, draw
from webapp.conferences.rules.stages import CANCELLED, PLACING
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused


@db.atomic()
def draw_round(by: Person, round: Round) -> None:
    """Who runs a round lets the draw decide, once parents can wish no more: everybody gets a time, and every family
    hears it. A second draw changes nothing. Refused: `cancelled`, `not_closed`, `no_seed`.
    """
    lock_round(round.id)
    round = Round.get_by_id(round.id)
    if round.drawn_at:
        return
    refuse_draw(round)
    entries = entries_of(round)
    drawn = draw(round.seed, entries, offers_of(round), round.walking)
    keep_places(drawn, {entry.invitation: entry for entry in entries})
    give_times(by, round, drawn)
    Round.update(drawn_at=clock.now()).where(Round.id == round.id).execute()
    audit(by, "draw_round", round, round.unit, seed=round.seed, places=len(drawn))
    announce_times(by, round)


def refuse_draw(round: Round) -> None:
    now = stage(round, clock.now())
    if now == CANCELLED:
        raise Refused("cancelled")
    if now != PLACING or round.mode != "draw":
        raise Refused("not_closed")
    if not round.seed:
        raise Refused("no_seed")


def keep_places(drawn: Iterable[Drawn], entries: Mapping[int, Entry]) -> None:
    """What the draw did for each, so that it can be explained."""
    rows = [
        {
            "invitation": one.invitation,
            "place": one.place,
            "ticket": one.ticket,
            "chances": json.dumps(entries[one.invitation].chances),
            "got_rank": one.rank,
        }
        for one in drawn
    ]
    if rows:
        DrawnPlace.insert_many(rows).execute()


def give_times(by: Person, round: Round, drawn: Iterable[Drawn]) -> None:
    rows = {one.id: one for one in invitations().where(Invitation.round == round)}
    slots = {slot.id: slot for slot in Slot.select().where(Slot.host.in_([one.host_id for one in rows.values()]))}
    busy = Busy({one.host_id for one in rows.values()})
    for one in drawn:
        if one.slot is not None:
            place(by, rows[one.invitation], slots[one.slot], "draw", busy=busy)
