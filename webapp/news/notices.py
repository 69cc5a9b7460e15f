"""What people are told of posts."""

from collections.abc import Iterable
from typing import Any

from webapp.accounts.models import Person
from webapp.core.i18n import later as _
from webapp.news.models import Photo, Post
from webapp.news.queries.removals import authors_asked, who_answers_for
from webapp.notifications.actions.telling import notify, notify_in_own_language, stop_notification
from webapp.schools.models import Group, Unit
from webapp.schools.queries.audiences import guardians_reached
from webapp.schools.rules.audiences import Part


def key_of(post: Post) -> str:
    """The name of the event that a post went online."""
    return f"post-{post.id}"


def tell_no_more_of_post(post: Post) -> None:
    """Who has not heard yet of a post that was taken back, hears nothing of it."""
    stop_notification(key_of(post))


def tell_of_post(author: Person, post: Post, parts: Iterable[Part]) -> None:
    """Each guardian whom a post reaches hears of it once, however many children it concerns; its author does not."""
    parts = list(parts)
    units = list(
        Unit.select().where(Unit.id.in_({part.unit_id for part in parts})).order_by(Unit.kind.desc(), Unit.name)
    )
    is_for_groups = all(part.group_id for part in parts)
    title = " · ".join(unit.name for unit in units)
    if is_for_groups and len(parts) == 1:
        title = Group.get_by_id(parts[0].group_id).name
    notify(
        "group_news" if is_for_groups else "school_news",
        guardians_reached(parts, besides=[author.id]),
        title,
        post.title,
        f"/news/{post.id}",
        key=key_of(post),
        author=author,
        unit=units[0] if len(units) == 1 else None,
    )


def tell_of_removal_asked(by: Person, request: Any, photo: Photo) -> None:
    """The author and the office hear that somebody asks to take a photo away; not of which child."""
    notify_in_own_language(
        "consent",
        [person for person in who_answers_for(photo, request.unit) if person.id != by.id],
        _("Een ouder vraagt een foto te verwijderen"),
        _("Bekijk het verzoek en geef antwoord."),
        f"/removal-requests/{request.id}",
        key=f"removal-{request.id}-asked",
        author=by,
        unit=request.unit,
    )


def tell_authors_of_removal(by: Person, request: Any) -> None:
    """Who placed photos of a child hears that somebody asks to take all of them away; not of which child."""
    notify_in_own_language(
        "consent",
        [person for person in authors_asked(request) if person.id != by.id],
        _("Een ouder vraagt eerdere foto's te verwijderen"),
        _("Er zijn foto's van u bij. Bekijk het verzoek."),
        f"/removal-requests/{request.id}",
        key=f"removal-{request.id}-authors",
        author=by,
        unit=request.unit,
    )


def tell_of_removal_answered(request: Any) -> None:
    """Who asked to take photos away hears that the school answered."""
    if request.asked_by is None:
        return
    notify_in_own_language(
        "consent",
        [request.asked_by],
        _("Antwoord op uw verzoek over foto's"),
        _("Lees wat de school met uw verzoek heeft gedaan."),
        "/removals",
        key=f"removal-{request.id}-answered",
        unit=request.unit,
    )
