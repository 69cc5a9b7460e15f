"""What a guardian chooses about the own phone number."""

from wtforms import RadioField

from webapp.core.forms import Form, choice_field, choices_of
from webapp.core.i18n import later as _


class SharingForm(Form):
    choice = choice_field(
        _("Telefoonnummer delen"), RadioField, choices=choices_of([("yes", _("Ja")), ("no", _("Nee"))])
    )

    @property
    def is_shared(self) -> bool:
        return self.choice.data == "yes"
