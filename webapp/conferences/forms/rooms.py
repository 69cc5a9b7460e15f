"""Where each host receives, as it is typed."""

from wtforms import FieldList, FormField, IntegerField
from wtforms.validators import Regexp

from webapp.core.forms import Form, line_field
from webapp.core.i18n import later as _


class RoomForm(Form):
    """The room and the video link of one host."""

    host = IntegerField()
    room = line_field(_("Lokaal"), 60, required=False)
    video_link = line_field(_("Videolink"), 300, required=False, render_kw={"type": "url", "inputmode": "url"})

    def validate_video_link(self, field) -> None:
        is_link = Regexp(r"(https://[^\s/]+\S*)?\Z", message=_("Een videolink begint met https://."))
        is_link(self, field)


class RoomsForm(Form):
    """All hosts of a round."""

    hosts = FieldList(FormField(RoomForm), max_entries=500)
