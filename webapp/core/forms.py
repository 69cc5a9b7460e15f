"""The base of every form: raw input to clean values or errors, keeping what was typed."""

import re
from collections.abc import Iterable
from typing import Any

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms import Form as BaseForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, Regexp
from wtforms.validators import ValidationError as ValidationError

from webapp.core.i18n import later as _

__all__ = [
    "DayField",
    "Form",
    "ValidationError",
    "choice_field",
    "choices_of",
    "day_field",
    "email_field",
    "line_field",
    "strip",
    "text_field",
    "time_field",
]

TOO_LONG = _("Dit is te lang: hoogstens %(max)d tekens.")


def strip(value: Any) -> Any:
    """A text without white space around it and without the characters that no keyboard types."""
    if not isinstance(value, str):
        return value
    return "".join(c for c in " ".join(value.split()) if c.isprintable()).strip()


def as_line(value: str | None) -> str:
    """What was typed on a line; a line that was not sent at all is an empty one."""
    return strip(value or "")


def as_text(typed: str | None) -> str:
    """Lines as they were typed, without characters that no keyboard types."""
    lines = (typed or "").replace("\r\n", "\n").split("\n")
    return "\n".join("".join(c for c in line if c.isprintable()).strip() for line in lines).strip()


def as_time(typed: str | None) -> str:
    """«7:00» and «07:00:00» are «07:00»; what is no time stays as it was typed."""
    parts = as_line(typed).split(":")
    if len(parts) in (2, 3) and all(re.fullmatch(r"[0-9]{1,2}", part) for part in parts):
        return f"{int(parts[0]):02d}:{int(parts[1]):02d}"
    return as_line(typed)


class Form(BaseForm):
    """A WTForms form with the words of the house: `values` when valid, `refuse` when an action said no."""

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.data)

    def refuse(self, sentence: Any) -> None:
        """Show why the action was refused, above the fields."""
        self.form_errors.append(sentence)


def line_field(label: Any, most: int = 100, required: bool = True, **options: Any) -> StringField:
    """One line of text."""
    checks = [Length(max=most, message=TOO_LONG)]
    if required:
        checks.insert(0, DataRequired(_("Vul dit in.")))  # only spaces is nothing
    return StringField(label, checks, filters=[as_line], **options)


def text_field(label: Any, most: int = 2000, *checks: Any, too_long: Any = TOO_LONG, **options: Any) -> TextAreaField:
    """Some lines of text, not obliged unless a check says so."""
    return TextAreaField(label, [*checks, Length(max=most, message=too_long)], filters=[as_text], **options)


def time_field(label: Any, required: bool = False) -> StringField:
    """A time of the school's clock («08:30»), or an empty text."""
    is_time = Regexp(r"(([01]\d|2[0-3]):[0-5]\d)?\Z", message=_("Dit is geen tijd. Schrijf die zoals 08:30."))
    checks = [InputRequired(_("Vul een tijd in.")), is_time] if required else [is_time]
    return StringField(label, checks, filters=[as_time], render_kw={"type": "time"})


def email_field(label: Any) -> StringField:
    """A mail address, in lower case."""
    return StringField(
        label,
        [InputRequired(_("Vul uw e-mailadres in.")), Length(max=200), Email(_("Dit is geen geldig e-mailadres."))],
        filters=[strip, lambda value: value.lower() if value else value],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email"},
    )


FIRST_YEAR, LAST_YEAR = 1900, 2200


class DayField(DateField):
    """A day, refused in our own words; a year that no person lives in (0026, while it is typed) is a slip."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
            if self.data and not FIRST_YEAR <= self.data.year <= LAST_YEAR:
                raise ValueError
        except ValueError:
            self.data = None
            raise ValueError(_("Dit is geen datum. Kies een dag, of schrijf die zoals 2026-11-24.")) from None


def day_field(label: Any, required: bool = True, **options: Any) -> DayField:
    """A day of the calendar."""
    return DayField(label, [InputRequired(_("Kies een dag."))] if required else [Optional()], **options)


def choice_field(label: Any, kind: type[SelectField] = SelectField, **options: Any) -> SelectField:
    """One of several, as a list that opens or (`kind=RadioField`) all in view; refused in our own words."""
    sentence = _("Kies een van de mogelijkheden.")
    return kind(
        label, [InputRequired(sentence)], invalid_value_message=sentence, invalid_choice_message=sentence, **options
    )


def choices_of(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """Values with their labels, as a choice field wants them."""
    return [SelectChoice(value, label) for value, label in pairs]
