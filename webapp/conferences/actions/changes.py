"""Changing what was sent: the words, the moments, the rooms."""

from webapp.accounts.models import Person
from webapp.conferences.actions.bookings import lock_round, show_in_calendars
from webapp.conferences.actions.publications import people_of
from webapp.conferences.models import Host, Round, moment_at
from webapp.conferences.notices.rounds import tell_moments
from webapp.conferences.queries.invitations import answerers_in, invitations
from webapp.conferences.queries.outlines import stretches_of, window_of
from webapp.conferences.queries.rounds import may_be_closed
from webapp.conferences.rules.outlines import Window, why_no_later_window, why_no_window
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db
from webapp.core.errors import Refused


@db.atomic()
def change_round(by: Person, round: Round, title: str, text: str, window: Window) -> None:
    """Words and moments of a round that was sent. The moments move to later only, and everybody who is invited hears
    it when the moment to choose did. Refused: `cancelled`, and why the moments cannot be."""
    lock_round(round.id)
    round = Round.get_by_id(round.id)
    if round.cancelled_at:
        raise Refused("cancelled")
    before = window_of(round)
    refuse_window(round, before, window)
    Round.update(title=title, text=text, **window._asdict()).where(Round.id == round.id).execute()
    audit(by, "change_round", round, round.unit, window=list(window))
    if window[:2] != before[:2]:
        tell_moments(by, Round.get_by_id(round.id), people_of(answerers_in(round).values()))


def refuse_window(round: Round, before: Window, after: Window) -> None:
    """The moments as they are may stay, also when the talks have begun."""
    if before == after:
        return
    is_placed = bool(round.drawn_at or round.announced_at)
    first = min(stretches_of(round))
    problem = why_no_later_window(before, after, clock.now(), is_placed) or why_no_window(
        after, moment_at(first.day, first.starts)
    )
    if problem:
        raise Refused(problem)


@db.atomic()
def close_round(by: Person, round: Round) -> None:
    """Parents tell no more what they wish from this moment on, so that the draw or the plan need not wait until the
    moment they were told. Nobody hears of it: the times come next. Refused: `cancelled`, and `not_open` where parents
    tell nothing now."""
    lock_round(round.id)
    round = Round.get_by_id(round.id)
    if round.cancelled_at:
        raise Refused("cancelled")
    if not may_be_closed(round):
        raise Refused("not_open")
    audit(by, "close_round", round, round.unit, was=round.closes_at)
    Round.update(closes_at=clock.now()).where(Round.id == round.id).execute()


@db.atomic()
def furnish_host(by: Person, host: Host, room: str, video_link: str) -> None:
    """Where a host receives: a room, a video link, or both. Talks that stand in calendars move along."""
    lock_round(host.round_id)
    before = Host.get_by_id(host.id)
    if (before.room, before.video_link) == (room, video_link):
        return
    Host.update(room=room, video_link=video_link).where(Host.id == host.id).execute()
    audit(by, "furnish_host", host, host.round.unit, room=room, has_video=bool(video_link))
    if not host.round.cancelled_at and host.round.published_at and host.round.shows_times():
        move_in_calendars(host)


def move_in_calendars(host: Host) -> None:
    people = answerers_in(host.round)
    for invitation in invitations().where(Host.id == host.id):
        if booking := invitation.booking:
            show_in_calendars(invitation, booking.slot, people.get(invitation.id, []))
