"""What somebody writes in a post."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import HiddenField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length

from webapp.core.credentials import new_token
from webapp.core.forms import Form, line_field, strip, text_field
from webapp.core.i18n import later as _
from webapp.news.actions.tags import Said
from webapp.news.rules.photos import LONGEST_ALT
from webapp.news.rules.posts import LONGEST_BODY
from webapp.schools.forms.audiences import AudienceForm
from webapp.schools.forms.staff import CheckboxesField


class TextForm(Form):
    """Title and text: all that can change once a post is online."""

    title = line_field(_("Titel"), 150)
    body = TextAreaField(
        _("Bericht"),
        [InputRequired(_("Schrijf een bericht.")), Length(max=LONGEST_BODY, message=_("Dit bericht is te lang."))],
        filters=[lambda typed: typed and typed.replace("\0", "")],  # PostgreSQL keeps no text with such a character
    )


class PostForm(TextForm, AudienceForm):
    """A new post, with for whom it is."""

    key = HiddenField(default=new_token, validators=[Length(max=43)])

    @property
    def idempotency_key(self) -> Any:
        return strip(self.key.data or "")[:43] or new_token()

    @property
    def has_words(self) -> bool:
        """Whether anything was typed: no draft is made of an empty form."""
        return bool((self.title.data or "").strip() or (self.body.data or "").strip())


class RemovalAnswerForm(Form):
    """Whether photos that a parent asked to take away go (`removed`: which) or stay (`kept`), and why."""

    answer = HiddenField(validators=[AnyOf(["removed", "kept"])])
    photos = CheckboxesField(_("Welke foto's verwijdert u?"), coerce=int, choices=[], validate_choice=False)
    reason = text_field(_("Waarom blijven de andere foto's staan?"), 1000, render_kw={"rows": 3})

    @property
    def chosen(self) -> list[int]:
        """The photos that go."""
        return list(self.photos.data or []) if self.answer.data == "removed" else []


def numbers_in(typed: Iterable[str]) -> list[int]:
    """The row numbers among what was sent."""
    return [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 18]


def said_in(sent: Any) -> list[Said]:
    """What a form says of each photo, in the order in which it shows them: `photo` are their numbers, and each has
    `alt-7`, `shows-7` and `child-7`."""
    return [said_of(sent, str(id), id) for id in dict.fromkeys(numbers_in(sent.getlist("photo")))]


def said_of(sent: Any, suffix: str, photo_id: int = 0) -> Said:
    """What it says of one, or of `all`."""
    return Said(
        photo_id,
        strip(sent.get(f"alt-{suffix}", ""))[:LONGEST_ALT],
        sent.get(f"shows-{suffix}", ""),
        frozenset(numbers_in(sent.getlist(f"child-{suffix}"))),
    )


def alts_in(sent: Any) -> dict[int, str]:
    """What is to be seen in the photos of a post (`alt-7`), by their number."""
    return {one.photo_id: one.alt for one in said_in(sent)}


def named_in(sent: Any, suffix: str, children: Mapping[int, Any]) -> int | None:
    """The child whose name was typed for a photo (`name-7`), as the list of names spells it."""
    typed = strip(sent.get(f"name-{suffix}", "")).casefold()
    found = [id for id, one in children.items() if typed and one.child.name.casefold() == typed]
    return found[0] if len(found) == 1 else None
