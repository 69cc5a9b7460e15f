"""What staff do with events. Each is one transaction; each raises Refused with the reason."""

from collections.abc import Iterable
from datetime import date

from peewee import IntegrityError

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import audit
from webapp.core.db import db, one_at_a_time
from webapp.core.errors import Refused
from webapp.school_calendar.actions.appointments import new_uid
from webapp.school_calendar.actions.papers import NO_PAPER, Paper, columns_of, dropping_unused
from webapp.school_calendar.models import Event, EventAudience, SignUpTask
from webapp.school_calendar.notices.events import tell_of_cancellation, tell_of_change, tell_of_event
from webapp.school_calendar.notices.sign_ups import tell_of_cancelled_event
from webapp.school_calendar.queries.events import parts_of
from webapp.school_calendar.queries.sign_ups import people_down_for
from webapp.school_calendar.rules.events import Timing, why_no_event
from webapp.school_calendar.rules.sign_ups import end_of, why_no_last_day, why_not_with_help
from webapp.schools.queries.audiences import choices_of
from webapp.schools.rules.audiences import Part, without_overlap


def place_event(
    author: Person,
    title: str,
    timing: Timing,
    audience: Iterable[Part],
    idempotency_key: str,
    *,
    text: str = "",
    place: str = "",
    is_told: bool = True,
    paper: Paper | None = None,
    last_sign_up: date | None = None,
) -> Event:
    """Somebody of the school puts something into the calendar, for groups or units they may write to. The same key
    again (a double tap, a retry) gives the event that is already there; refused (`sent_before`) where somebody else
    used it. `last_sign_up` is the last day on which parents put themselves down to help."""
    with dropping_unused(paper.file if paper else ""), db.atomic():
        parts = allowed_parts(author, audience)
        refuse_timing(timing, last_sign_up)
        now, kept = clock.now(), columns_of(paper) if paper else {}
        try:
            with db.atomic():
                event = Event.create(
                    author=author, title=title, text=text, place=place, uid=new_uid(), created_at=now, changed_at=now,
                    idempotency_key=idempotency_key, sign_up_until=last_sign_up and end_of(last_sign_up),
                    **timing._asdict(), **kept,
                )  # fmt: skip
        except IntegrityError:
            known = Event.get_or_none(Event.idempotency_key == idempotency_key, Event.author == author)
            if known is None:
                raise Refused("sent_before") from None
            return known
        keep_audience(event, parts)
        audit(author, "place_event", event, audience=[part.key for part in parts])
        if is_told:
            tell_of_event(author, event)
        return event


def change_event(
    by: Person,
    event: Event,
    title: str,
    timing: Timing,
    audience: Iterable[Part],
    *,
    text: str = "",
    place: str = "",
    is_told: bool = True,
    paper: Paper | None = None,
    drops_paper: bool = False,
    last_sign_up: date | None = None,
    seen: int | None = None,
) -> Event:
    """Its author or the office changes an event; calendar programs see that by its sequence (RFC 5545, 3.8.7.4). A new
    paper comes in the place of the old one. `seen` is the sequence of what they had before them: refused
    (`changed_meanwhile`) when a colleague changed the event since, but for the same change once more (a double tap)."""
    leaving = event.paper if paper or drops_paper else ""
    with dropping_unused(leaving, paper.file if paper else ""), db.atomic():
        event = lock_event(event)
        if event.cancelled_at:
            raise Refused("cancelled")
        parts = allowed_parts(by, audience)
        refuse_timing(timing, last_sign_up)
        refuse_for_helpers(event, timing)
        kept = columns_of(paper) if paper else NO_PAPER if drops_paper else {}
        until = last_sign_up and end_of(last_sign_up)
        said = {"title": title, "text": text, "place": place, "sign_up_until": until, **timing._asdict(), **kept}
        if seen not in (None, event.sequence):
            return changed_already(event, said, parts)
        rewrite(event, said)
        EventAudience.delete().where(EventAudience.event == event).execute()
        keep_audience(event, parts)
        changed = Event.get_by_id(event.id)
        audit(by, "change_event", event, sequence=changed.sequence, audience=[part.key for part in parts])
        if is_told:
            tell_of_change(by, event, changed)
        return changed


def lock_event(event: Event) -> Event:
    """The event as it is now, while nobody else changes it or what it asks."""
    one_at_a_time(f"event-{event.id}")
    return Event.get_by_id(event.id)


def rewrite(event: Event, said: dict[str, object]) -> None:
    """The event says this from now on; refused when it was called off or read in anew since it was read."""
    is_changed = (
        Event.update(**said, sequence=Event.sequence + 1, changed_at=clock.now())
        .where(Event.id == event.id, Event.sequence == event.sequence)
        .execute()
    )
    if not is_changed:
        raise Refused("changed_meanwhile")


def changed_already(event: Event, said: dict[str, object], parts: Iterable[Part]) -> Event:
    """The event, when the same change was made a moment before; refused when it was another one."""
    is_same = all(getattr(event, name) == value for name, value in said.items())
    if not is_same or set(parts) != set(parts_of(event)):
        raise Refused("changed_meanwhile")
    return event


@db.atomic()
def cancel_event(by: Person, event: Event) -> None:
    """An event is off, and the families hear it. The row stays, so that calendar programs hear it too."""
    now = clock.now()
    cancelled = (
        Event.update(cancelled_at=now, cancelled_by=by, changed_at=now, sequence=Event.sequence + 1)
        .where(Event.id == event.id, Event.cancelled_at.is_null())
        .execute()
    )
    if cancelled:
        audit(by, "cancel_event", event)
        tell_of_cancelled_event(event)
        tell_of_cancellation(by, event, besides=people_down_for(event))


def allowed_parts(by: Person, audience: Iterable[Part]) -> list[Part]:
    """The audience, each part once; refused when it is none, or somebody may not write to a part of it."""
    parts = without_overlap(audience)
    if not parts:
        raise Refused("no_audience")
    if not set(parts) <= {choice.part for choice in choices_of(by)}:
        raise Refused("not_your_audience")
    return parts


def refuse_timing(timing: Timing, last_sign_up: date | None) -> None:
    if problem := why_no_event(timing, clock.today()) or why_no_last_day(last_sign_up, timing):
        raise Refused(problem)


def refuse_for_helpers(event: Event, timing: Timing) -> None:
    tasks = list(SignUpTask.select().where(SignUpTask.event == event))
    draws = [task.draws_at for task in tasks if task.awaits_draw]
    if reason := why_not_with_help(timing, bool(tasks), draws):
        raise Refused(reason)


def keep_audience(event: Event, parts: Iterable[Part]) -> None:
    EventAudience.insert_many(
        [{"event": event.id, "unit": part.unit_id, "group": part.group_id} for part in parts]
    ).execute()
