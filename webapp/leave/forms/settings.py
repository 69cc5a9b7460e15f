"""What a director fills in about leave at a unit."""

from typing import Any

from wtforms import BooleanField, IntegerField
from wtforms.validators import Email, NumberRange, Optional

from webapp.core.forms import Form, day_field, line_field
from webapp.core.i18n import later as _
from webapp.schools.forms.units import WholeNumberField, check_phone, number_field


def optional_number(label: Any, least: int, most: int) -> IntegerField:
    """A whole number between two others, or none."""
    checks = [Optional(), NumberRange(least, most, _("Kies een getal van %(min)s tot en met %(max)s."))]
    return WholeNumberField(label, checks, render_kw={"min": least, "max": most, "inputmode": "numeric"})


class LeaveSettingsForm(Form):
    is_on = BooleanField(_("Ouders vragen verlof aan in het portaal"))
    own_text = line_field(_("Wat ouders anders lezen"), 300, required=False)
    both_guardians = BooleanField(_("De andere ouder met gezag bevestigt eerst"))
    lead_days = number_field(_("Zoveel dagen van tevoren aanvragen"), 0, 120)
    municipality = line_field(_("Gemeente"), 80, required=False)
    officer_name = line_field(_("Naam van de leerplichtambtenaar"), 100, required=False)
    officer_email = line_field(_("E-mailadres"), 200, required=False, render_kw={"type": "email"})
    officer_phone = line_field(_("Telefoonnummer"), 20, required=False, render_kw={"type": "tel"})

    def validate_officer_email(self, field) -> None:
        if field.data:
            Email(_("Dit is geen geldig e-mailadres."))(self, field)

    def validate_officer_phone(self, field) -> None:
        check_phone(field.data)


class LeaveKindForm(Form):
    name = line_field(_("Naam"), 80)
    guideline_days = optional_number(_("Gebruikelijk aantal schooldagen"), 1, 10)


class BlackoutForm(Form):
    name = line_field(_("Naam"), 80)
    first_day = day_field(_("Eerste dag"))
    last_day = day_field(_("Laatste dag"))
