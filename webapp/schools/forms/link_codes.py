"""What people type of a link code."""

from webapp.core.forms import Form, line_field
from webapp.core.i18n import later as _


class LinkCodeForm(Form):
    code = line_field(_("Koppelcode"), 40)
