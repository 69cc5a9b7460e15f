"""What somebody types in an urgent message."""

from wtforms import HiddenField, RadioField
from wtforms.validators import Length

from webapp.core.credentials import new_token
from webapp.core.forms import choice_field, choices_of, line_field, text_field
from webapp.core.i18n import later as _
from webapp.schools.forms.audiences import AudienceForm
from webapp.urgent.phrases import LENGTHS
from webapp.urgent.rules import LONGEST_BODY


class UrgentForm(AudienceForm):
    """An urgent message, for whom, and how long it holds."""

    title = line_field(_("Wat is er aan de hand?"), 80)
    body = text_field(
        _("Wat moeten ouders weten of doen?"),
        LONGEST_BODY,
        too_long=_("Houd het kort: hoogstens %(max)d tekens."),
    )
    lasts = choice_field(_("Hoe lang geldt dit?"), RadioField, choices=choices_of(LENGTHS.items()))
    key = HiddenField(default=new_token, validators=[Length(max=43)])
