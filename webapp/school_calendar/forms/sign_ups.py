"""What a parent may add when signing up to help."""

from webapp.core.forms import Form, line_field
from webapp.core.i18n import later as _

LONGEST_NOTE = 150


class SignUpForm(Form):
    """One tap; a note for the school is not obliged."""

    note = line_field(_("Opmerking voor de school"), LONGEST_NOTE, required=False)
