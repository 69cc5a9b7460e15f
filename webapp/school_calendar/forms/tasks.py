"""What staff ask help with."""

from datetime import datetime, time

from wtforms.validators import NumberRange, Optional

from webapp.core import clock
from webapp.core.forms import Form, ValidationError, day_field, line_field, time_field
from webapp.core.i18n import later as _
from webapp.schools.forms.units import WholeNumberField


class TaskForm(Form):
    """A task: what, how many can help, and when the places are drawn, if they are."""

    name = line_field(_("Waarmee?"), 100)
    places = WholeNumberField(
        _("Hoeveel plaatsen?"), [Optional(), NumberRange(1, 200, _("Kies een aantal van 1 tot 200."))],
        render_kw={"inputmode": "numeric"},
    )  # fmt: skip
    draws_on = day_field(_("Loten op"), required=False)
    draws_time = time_field(_("Om"))

    def validate_draws_time(self, field) -> None:
        if bool(self.draws_on.data) != bool(field.data):
            raise ValidationError(_("Kies de dag en de tijd van de loting, of laat beide leeg."))

    @property
    def draws_at(self) -> datetime | None:
        """When the places are drawn, of a form that is valid."""
        if not self.draws_on.data:
            return None
        return clock.at(self.draws_on.data, time.fromisoformat(self.draws_time.data or ""))
