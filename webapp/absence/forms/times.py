"""A time of day, as the school's clock shows it."""

import re
from typing import Any

from wtforms import StringField
from wtforms.validators import InputRequired, Optional

from webapp.core.forms import ValidationError, strip
from webapp.core.i18n import later as _

TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


def is_time(form: Any, field: StringField) -> None:
    if not TIME.fullmatch(field.data or ""):
        raise ValidationError(_("Dit is geen tijd. Schrijf die zoals 08:30."))


def as_time(typed: str | None) -> str:
    """A time as it was typed: «8:30» is «08:30»; a browser that sends seconds is forgiven."""
    hours, _colon, minutes = strip(typed or "").partition(":")
    return f"{hours:0>2}:{minutes[:2]}" if hours else ""


def time_field(label: Any, required: bool = False) -> StringField:
    """A time of day («08:30»), or an empty text."""
    first = InputRequired(_("Vul een tijd in.")) if required else Optional()
    return StringField(label, [first, is_time], filters=[as_time], render_kw={"type": "time"})
