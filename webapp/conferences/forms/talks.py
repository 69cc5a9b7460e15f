"""What staff type about one talk."""

from wtforms import BooleanField

from webapp.core.forms import Form, text_field
from webapp.core.i18n import later as _

LONGEST_NOTE = 1_000


class NoteForm(Form):
    """What only staff read."""

    note = text_field(_("Notitie, alleen voor de school"), LONGEST_NOTE)
    is_apart = BooleanField(_("Niet op dezelfde dag als het andere gesprek over dit kind"))
