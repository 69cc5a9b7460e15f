"""What a parent may add when signing up to help."""

from wtforms import StringField
from wtforms.validators import Length

from webapp.core.forms import Form
from webapp.core.i18n import later as _

LONGEST_NOTE = 150


class SignUpForm(Form):
    """One tap; a note for the school is not obliged."""

    note = StringField(
        _("Opmerking voor de school"),
        [Length(max=LONGEST_NOTE, message=_("Deze opmerking is te lang. Schrijf hooguit 150 tekens."))],
    )
