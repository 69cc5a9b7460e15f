"""What the school types about consents."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import DataRequired, Length

from webapp.accounts.models import Person
from webapp.consent.phrases import CHOICES
from webapp.consent.rules.purposes import Asked
from webapp.core.credentials import new_token
from webapp.core.forms import Form, choice_field, choices_of, day_field, line_field, text_field
from webapp.core.i18n import later as _
from webapp.schools.forms.units import number_field

SOMEBODY_ELSE = "other"
WRITTEN = "name:"
NOT_ON_FORM = ""


class ConsentSettingsForm(Form):
    leads_from = day_field(_("Het portaal gaat voor vanaf"), required=False)
    keep_years = number_field(_("Keuzes bewaren na vertrek (jaren)"), 1, 10)


class PurposeForm(Form):
    """What a purpose says."""

    title = line_field(_("Naam"), 80)
    text = text_field(_("Uitleg voor ouders"), 600, DataRequired(_("Vul dit in.")))


class NewPurposeForm(PurposeForm):
    key = HiddenField(default=new_token, validators=[Length(max=43)])


class WordingForm(PurposeForm):
    """A new wording of a purpose, and what it means for the choices that are there."""

    change = choice_field(
        _("Wat verandert er?"),
        RadioField,
        choices=choices_of(
            [
                ("small", _("Kleine verbetering: gemaakte keuzes blijven gelden")),
                ("meaning", _("De betekenis verandert: iedereen wordt opnieuw gevraagd")),
            ]
        ),
        default="small",
    )


class PaperForm(Form):
    """A paper form: who signed it and when. What is chosen for each purpose comes with `paper_form_for`."""

    signed_on = day_field(_("Getekend op"))
    signed_by = choice_field(_("Getekend door"), SelectField)
    signer = line_field(_("Naam, als die niet in de lijst staat"), 120, required=False)

    @property
    def choices(self) -> dict[str, str]:
        """What stands on the form, by the purpose's key."""
        return {
            field.name.removeprefix("choice_"): field.data
            for field in self
            if field.name.startswith("choice_") and field.data in CHOICES
        }

    def signer_among(self, people: Iterable[Person]) -> Person | str:
        """The guardian who was chosen, or the name that was written in."""
        if self.signed_by.data.startswith(WRITTEN):
            return self.signed_by.data.removeprefix(WRITTEN)
        chosen = next((one for one in people if str(one.id) == self.signed_by.data), None)
        return chosen or (self.signer.data or "")


def paper_form_for(
    asked: Iterable[Asked], people: Iterable[Person], written: Iterable[str], *typed: Any, **options: Any
) -> PaperForm:
    """The form for what a unit asks, with the guardians of one child and who signed for it before without account."""
    answers = choices_of([*CHOICES.items(), (NOT_ON_FORM, _("Staat er niet op"))])
    fields = {
        f"choice_{one.key}": RadioField(one.title, choices=answers, default=NOT_ON_FORM, validate_choice=False)
        for one in asked
    }
    form = type("PaperFormOfUnit", (PaperForm,), fields)(*typed, **options)
    names = [("", _("Kies wie heeft getekend")), *((str(one.id), one.name) for one in people)]
    before = [(WRITTEN + name, _("%(name)s, eerder zonder account", name=name)) for name in written]
    form.signed_by.choices = choices_of([*names, *before, (SOMEBODY_ELSE, _("Iemand anders, zonder account"))])
    return form


class ReminderForm(Form):
    key = HiddenField(default=new_token, validators=[Length(max=43)])
