"""What the office chooses about letters."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.core.forms import Form, ValidationError, choice_field, choices_of
from webapp.core.i18n import later as _


class LettersForm(Form):
    """For whom: the whole unit or some groups; and whether children to whom somebody is linked get a letter too."""

    scope = choice_field(
        _("Voor wie?"),
        RadioField,
        choices=choices_of([("unit", _("Iedereen")), ("groups", _("Alleen deze groepen"))]),
        default="unit",
    )
    groups = SelectMultipleField(
        _("Groepen"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    also_linked = BooleanField(_("Ook voor kinderen bij wie al iemand gekoppeld is"))

    def offer(self, groups: Any) -> "LettersForm":
        """Let these groups be chosen."""
        self.groups.choices = choices_of((group.id, group.name) for group in groups)
        return self

    def validate_groups(self, field: Any) -> None:
        if self.scope.data == "groups" and not field.data:
            raise ValidationError(_("Kies een of meer groepen."))

    @property
    def group_ids(self) -> list[int] | None:
        """The groups chosen, or None for the whole unit."""
        return self.groups.data if self.scope.data == "groups" else None
