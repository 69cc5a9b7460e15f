"""What somebody writes in a post."""

from typing import Any

from wtforms import HiddenField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length

from webapp.core.credentials import new_token
from webapp.core.forms import Form, line_field, text_field
from webapp.core.i18n import later as _
from webapp.news.rules.posts import LONGEST_BODY
from webapp.schools.forms.audiences import AudienceForm
from webapp.schools.forms.staff import CheckboxesField


class TextForm(Form):
    """Title and text: all that can change once a post is online."""

    title = line_field(_("Titel"), 150)
    body = TextAreaField(
        _("Bericht"),
        [InputRequired(_("Schrijf een bericht.")), Length(max=LONGEST_BODY, message=_("Dit bericht is te lang."))],
    )


class PostForm(TextForm, AudienceForm):
    """A new post, with for whom it is."""

    key = HiddenField(default=new_token, validators=[Length(max=43)])

    @property
    def idempotency_key(self) -> Any:
        return self.key.data or new_token()


class RemovalAnswerForm(Form):
    """Whether photos that a parent asked to take away go (`removed`: which) or stay (`kept`), and why."""

    answer = HiddenField(validators=[AnyOf(["removed", "kept"])])
    photos = CheckboxesField(_("Welke foto's verwijdert u?"), coerce=int, choices=[], validate_choice=False)
    reason = text_field(_("Waarom blijven de andere foto's staan?"), 1000, render_kw={"rows": 3})

    @property
    def chosen(self) -> list[int]:
        """The photos that go."""
        return list(self.photos.data or []) if self.answer.data == "removed" else []
