"""What the office chooses about the digest."""

from wtforms import SelectField

from webapp.core.forms import Form, choice_field, choices_of
from webapp.core.i18n import later as _
from webapp.digest.rules.hours import FIRST_HOUR, LAST_HOUR


class DigestHourForm(Form):
    digest_hour = choice_field(
        _("Hoe laat gaat hij weg?"),
        SelectField,
        choices=choices_of((hour, f"{hour:02}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)),
        coerce=int,
    )
