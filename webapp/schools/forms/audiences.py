"""For whom something is: the boxes of groups and units that somebody may write to."""

from collections.abc import Iterable

from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.core.forms import Form
from webapp.core.i18n import later as _
from webapp.schools.queries.audiences import Choice
from webapp.schools.rules.audiences import Part


class AudienceForm(Form):
    """The part of a form that says for whom it is."""

    audience = SelectMultipleField(
        _("Voor wie?"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), validate_choice=False
    )

    def parts_among(self, choices: Iterable[Choice]) -> list[Part]:
        """What was ticked of what may be chosen; something else that was sent is no choice at all."""
        known = {choice.part.key: choice.part for choice in choices}
        return [known[key] for key in self.audience.data or [] if key in known]

    def is_ticked(self, part: Part) -> bool:
        return part.key in (self.audience.data or [])
