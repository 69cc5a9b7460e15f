"""What a browser says of its subscription, and what somebody sets for a device."""

from typing import Any

from wtforms import BooleanField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Regexp
from wtforms.validators import ValidationError as WrongValue
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.core.forms import Form, choices_of, line_field, time_field
from webapp.core.i18n import later as _
from webapp.notifications.phrases import WEEK_DAYS

SUBSCRIPTION = ("endpoint", "old_endpoint")
KEYS = ("p256dh", "auth")


class SubscriptionForm(Form):
    """A push subscription as a browser makes it: a P-256 point of 65 bytes and a secret of 16 (RFC 8291), base64url."""

    endpoint = StringField(validators=[InputRequired(), Length(max=2000)])
    old_endpoint = StringField(validators=[Length(max=2000)])
    p256dh = StringField(validators=[InputRequired(), Regexp(r"[A-Za-z0-9_-]{87}=?\Z")])
    auth = StringField(validators=[InputRequired(), Regexp(r"[A-Za-z0-9_-]{22}(==)?\Z")])


def subscription_in(sent: Any) -> dict[str, str]:
    """The fields of a subscription in the JSON that a browser sent, whatever it sent."""
    whole: dict[str, Any] = sent if isinstance(sent, dict) else {}
    keys: Any = whole.get("keys")
    given = {name: whole.get(name) for name in SUBSCRIPTION}
    given |= {name: keys.get(name) for name in KEYS} if isinstance(keys, dict) else {}
    return {name: value for name, value in given.items() if isinstance(value, str)}


class DeviceForm(Form):
    """How a device is called, when it is still, and what it shows."""

    name = line_field(_("Naam van dit apparaat"), 80)
    quiet_from = time_field(_("Stil vanaf"))
    quiet_until = time_field(_("Stil tot"))
    quiet_days = SelectMultipleField(
        _("Hele dag stil op"),
        choices=choices_of(WEEK_DAYS),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    only_urgent = BooleanField(_("Alleen spoedberichten"))
    hides_content = BooleanField(_("Geen inhoud op het scherm"))

    def validate_quiet_from(self, field: StringField) -> None:
        if field.data and field.data == self.quiet_until.data:
            raise WrongValue(_("Kies twee verschillende tijden, of maak beide leeg."))

    def validate_quiet_until(self, field: StringField) -> None:
        if bool(field.data) != bool(self.quiet_from.data):
            raise WrongValue(_("Vul beide tijden in, of maak beide leeg."))

    def validate_quiet_days(self, field: SelectMultipleField) -> None:
        if len(self.days) == len(WEEK_DAYS):
            raise WrongValue(_("Alle dagen stil kan niet. Kies dan hieronder: alleen spoedberichten."))

    @property
    def days(self) -> str:
        """The quiet days as they are kept: «67» is the weekend."""
        return "".join(number for number, _name in WEEK_DAYS if number in (self.quiet_days.data or []))

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.data) | {"quiet_days": self.days}
