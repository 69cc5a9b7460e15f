"""What staff ask help with."""

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from webapp.core.forms import Form, line_field
from webapp.core.i18n import later as _


class TaskForm(Form):
    """A task: what, and how many can help."""

    name = line_field(_("Waarmee?"), 100)
    places = IntegerField(
        _("Hoeveel plaatsen?"), [Optional(), NumberRange(1, 200, _("Kies een aantal van 1 tot 200."))],
        render_kw={"inputmode": "numeric"},
    )  # fmt: skip
