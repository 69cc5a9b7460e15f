"""Drafts with photos as people make them, and the choices of families that let them be placed."""

from datetime import date

from tests.consent.choosing import choose_on
from tests.news.photos import make_draft, ready_photo
from webapp.accounts.models import Person
from webapp.news.models import Draft, Photo, PhotoTag
from webapp.schools.models import Child

SEPTEMBER = date(2026, 9, 1)


def draft_with_photo(author: Person, *audience: str, shows: str = "nobody", children: tuple[Child, ...] = ()) -> Draft:
    """A draft that could be placed, with one photo that is ready."""
    keys = ", ".join(f'"{key}"' for key in audience)
    draft = make_draft(author, title="Bos", body="<p>Mooi.</p>", audience=f"[{keys}]")
    tagged_photo(draft, shows, *children)
    return draft


def tagged_photo(draft: Draft, shows: str, *children: Child, position: int = 1, **known: object) -> Photo:
    photo = ready_photo(draft, position, shows=shows, **known)
    for child in children:
        PhotoTag.create(photo=photo, child=child)
    return photo


def allow_group3(cast, *purposes: str) -> None:
    """Noor's and Sem's mothers allow photos in the portal of the school."""
    for purpose in purposes or ("portal",):
        choose_on(SEPTEMBER, cast.marieke, cast.noor, cast.school, purpose)
        choose_on(SEPTEMBER, cast.eline, cast.sem, cast.school, purpose)
