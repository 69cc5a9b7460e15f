"""What people type about their account."""

import phonenumbers
from wtforms import FileField, PasswordField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from webapp.core.forms import Form, ValidationError, email_field, line_field
from webapp.core.i18n import LANGUAGES
from webapp.core.i18n import later as _


def password_field(label, autocomplete: str = "new-password") -> PasswordField:
    return PasswordField(
        label,
        [InputRequired(_("Vul uw wachtwoord in.")), Length(max=200)],
        render_kw={"autocomplete": autocomplete},
    )


class SignInForm(Form):
    email = email_field(_("E-mailadres"))
    password = password_field(_("Wachtwoord"), "current-password")


class AccountForm(Form):
    name = line_field(_("Uw naam"), render_kw={"autocomplete": "name"})
    email = email_field(_("E-mailadres"))
    password = password_field(_("Kies een wachtwoord"))


class EmailForm(Form):
    email = email_field(_("E-mailadres"))


class NewPasswordForm(Form):
    password = password_field(_("Nieuw wachtwoord"))


class InvitationForm(Form):
    name = line_field(_("Uw naam"), render_kw={"autocomplete": "name"})
    password = password_field(_("Kies een wachtwoord"))


class ChangePasswordForm(Form):
    old = password_field(_("Huidig wachtwoord"), "current-password")
    new = password_field(_("Nieuw wachtwoord"))


class ConfirmationForm(Form):
    password = password_field(_("Wachtwoord"), "current-password")


class ProfileForm(Form):
    name = line_field(_("Naam"), render_kw={"autocomplete": "name"})
    phone = line_field(_("Telefoonnummer"), 25, required=False, render_kw={"type": "tel", "autocomplete": "tel"})
    about = TextAreaField(
        _("Over mij"),
        [Optional(), Length(max=2000, message=_("Dit is te lang: hoogstens %(max)d tekens."))],
        filters=[lambda value: (value or "").replace("\x00", "").strip()],
    )
    language = SelectField(_("Taal"), choices=dict(LANGUAGES))

    def validate_phone(self, field) -> None:
        """A real number, kept in the international form E.164; what stood there already may stay."""
        if not field.data or field.data == field.object_data:
            return
        wrong = ValidationError(_("Dit is geen geldig telefoonnummer. Schrijf het zoals 06 12345678."))
        try:
            number = phonenumbers.parse(field.data, "NL")
        except phonenumbers.NumberParseException:
            raise wrong from None
        field.data = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if not phonenumbers.is_valid_number(number) and field.data != field.object_data:
            field.data = field.raw_data[0]
            raise wrong


class PhotoForm(Form):
    photo = FileField(_("Profielfoto"), render_kw={"accept": "image/jpeg,image/png,image/webp,image/heic"})
