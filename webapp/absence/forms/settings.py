"""What a director types about absence at a unit."""

from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Length

from webapp.core.credentials import new_token
from webapp.core.forms import Form, line_field, strip, time_field
from webapp.core.i18n import later as _
from webapp.schools.forms.units import number_field


class AbsenceSettingsForm(Form):
    """How a unit takes part in absence reports."""

    is_on = BooleanField(_("Ouders melden hier in het portaal"))
    own_text = TextAreaField(
        _("Wat ouders anders lezen"),
        [Length(max=300, message=_("Houd het kort: hoogstens %(max)d tekens."))],
        filters=[strip],
    )
    still_ill_at = time_field(_("Vragen of een kind nog ziek is"), required=True)
    missing_at = time_field(_("Vragen waar een kind is dat er niet is"), required=True)
    call_at = time_field(_("Ouders bellen"), required=True)
    note_days = number_field(_("Opmerkingen van ouders bewaren (dagen)"), 1, 365)
    long_days = number_field(_("Lang afwezig is vanaf (schooldagen achter elkaar)"), 2, 60)
    often_times = number_field(_("Vaak afwezig is vanaf (meldingen)"), 2, 30)
    often_weeks = number_field(_("Geteld over (weken)"), 1, 52)


class ReasonForm(Form):
    """A reason of a unit's own list."""

    name = line_field(_("Naam"), 60)
    is_illness = BooleanField(_("Dit is ziekte"))
    needs_end = BooleanField(_("De ouder moet de laatste dag invullen"))
    by_phone_only = BooleanField(_("Alleen telefonisch te melden"))


class NewReasonForm(ReasonForm):
    key = HiddenField(default=new_token, validators=[Length(max=43)])
