"""What is typed about a unit."""

import re

import phonenumbers
from wtforms import BooleanField, FileField, IntegerField, RadioField
from wtforms.validators import Email, InputRequired, NumberRange, Optional

from webapp.core.forms import Form, ValidationError, choice_field, choices_of, line_field
from webapp.core.i18n import later as _
from webapp.schools.phrases import KINDS

COLOUR = re.compile("#[0-9a-f]{6}")


def number_field(label, least: int, most: int) -> IntegerField:
    """A whole number between two others."""
    sentence = _("Kies een getal van %(min)s tot en met %(max)s.")
    checks = [InputRequired(_("Vul dit in.")), NumberRange(least, most, sentence)]
    return WholeNumberField(label, checks, render_kw={"min": least, "max": most, "inputmode": "numeric"})


class WholeNumberField(IntegerField):
    """A whole number, refused in our own words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Schrijf hier een getal.")) from None


class NewUnitForm(Form):
    name = line_field(_("Naam"))
    kind = choice_field(_("Soort"), RadioField, choices=choices_of(KINDS.items()), default="school")
    brin = line_field(_("BRIN-nummer"), 8, required=False)


class UnitForm(Form):
    name = line_field(_("Naam"))
    phone = line_field(_("Telefoonnummer"), 20, required=False, render_kw={"type": "tel"})
    email = line_field(_("E-mailadres"), 200, required=False, render_kw={"type": "email"})
    region = choice_field(
        _("Vakantieregio"),
        RadioField,
        choices=choices_of([("Noord", _("Noord")), ("Midden", _("Midden")), ("Zuid", _("Zuid"))]),
    )
    colour = line_field(_("Kleur"), 7, render_kw={"type": "color"})
    guardians_per_code = number_field(_("Hoeveel ouders met één koppelcode"), 1, 8)
    code_days = number_field(_("Hoeveel dagen een koppelcode werkt"), 7, 365)
    links_need_approval = BooleanField(_("De administratie keurt elke koppeling eerst goed"))

    def validate_colour(self, field) -> None:
        field.data = (field.data or "").lower()
        if not is_colour(field.data):
            raise ValidationError(_("Dit is geen kleur. Schrijf die zoals #0f766e."))

    def validate_email(self, field) -> None:
        if field.data:
            Email(_("Dit is geen geldig e-mailadres."))(self, field)

    def validate_phone(self, field) -> None:
        check_phone(field.data)


def check_phone(typed: str | None) -> None:
    """Refuse, for a form, what is no phone number; nothing typed is nothing wrong."""
    if typed and not is_phone_number(typed):
        raise ValidationError(_("Dit is geen geldig telefoonnummer. Schrijf het zoals 0591 234567."))


def is_colour(text: str | None) -> bool:
    """Whether this is a colour as a browser's colour field sends it: `#0f766e`."""
    return COLOUR.fullmatch(text or "") is not None


def is_phone_number(text: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, "NL"))
    except phonenumbers.NumberParseException:
        return False


class LogoForm(Form):
    logo = FileField(_("Logo"), [Optional()], render_kw={"accept": "image/png,image/webp,image/jpeg"})
