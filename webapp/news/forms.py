"""What somebody writes in a post."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.core.credentials import new_token
from webapp.core.forms import Form, line_field
from webapp.core.i18n import later as _
from webapp.news.queries.audiences import Choice
from webapp.news.rules import LONGEST_BODY, Part


class TextForm(Form):
    """Title and text: all that can change once a post is online."""

    title = line_field(_("Titel"), 150)
    body = TextAreaField(
        _("Bericht"),
        [InputRequired(_("Schrijf een bericht.")), Length(max=LONGEST_BODY, message=_("Dit bericht is te lang."))],
    )


class PostForm(TextForm):
    """A new post, with for whom it is."""

    audience = SelectMultipleField(
        _("Voor wie?"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), validate_choice=False
    )
    key = HiddenField(default=new_token, validators=[Length(max=43)])

    def parts_among(self, choices: Iterable[Choice]) -> list[Part]:
        """What was ticked of what may be chosen; something else that was sent is no choice at all."""
        known = {choice.part.key: choice.part for choice in choices}
        return [known[key] for key in self.audience.data or [] if key in known]

    def is_ticked(self, part: Part) -> bool:
        return part.key in (self.audience.data or [])

    @property
    def idempotency_key(self) -> Any:
        return self.key.data or new_token()
