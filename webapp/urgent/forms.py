"""What somebody types in an urgent message."""

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import Length

from webapp.core.credentials import new_token
from webapp.core.forms import choice_field, choices_of, line_field
from webapp.core.i18n import later as _
from webapp.schools.forms.audiences import AudienceForm
from webapp.urgent.phrases import LENGTHS
from webapp.urgent.rules import LONGEST_BODY


def as_text(typed: str | None) -> str:
    """Lines as they were typed, without characters that no keyboard types."""
    lines = (typed or "").replace("\r\n", "\n").split("\n")
    return "\n".join("".join(c for c in line if c.isprintable()).strip() for line in lines).strip()


class UrgentForm(AudienceForm):
    """An urgent message, for whom, and how long it holds."""

    title = line_field(_("Wat is er aan de hand?"), 80)
    body = TextAreaField(
        _("Wat moeten ouders weten of doen?"),
        [Length(max=LONGEST_BODY, message=_("Houd het kort: hoogstens %(max)d tekens."))],
        filters=[as_text],
    )
    lasts = choice_field(_("Hoe lang geldt dit?"), RadioField, choices=choices_of(LENGTHS.items()))
    key = HiddenField(default=new_token, validators=[Length(max=43)])
