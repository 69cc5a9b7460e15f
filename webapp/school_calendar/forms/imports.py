"""The file of another calendar program, and what of it goes into the calendar."""

from collections.abc import Iterable
from typing import Self

from wtforms import BooleanField, FileField, RadioField, SelectMultipleField

from webapp.core.forms import Form, choice_field, choices_of
from webapp.core.i18n import later as _
from webapp.schools.forms.audiences import AudienceForm


class CalendarFileForm(Form):
    """The file, and for which unit it is."""

    unit = choice_field(_("Voor welke school of opvang?"), RadioField, coerce=int)
    file = FileField(_("Agendabestand"), render_kw={"accept": ".ics,text/calendar"})

    def offer(self, units: Iterable[tuple[int, str]]) -> Self:
        """Let one of these units be chosen; where there is one only, nothing is asked."""
        self.units = list(units)
        if len(self.units) > 1:
            self.unit.choices = choices_of(self.units)
        else:
            del self.unit
        return self

    @property
    def unit_id(self) -> int:
        """Which unit it is for, of a form that is valid."""
        return self.unit.data if self.unit else self.units[0][0]


class ChosenForm(AudienceForm):
    """Which events go into the calendar, by their number, and for whom."""

    pick = SelectMultipleField(coerce=int, validate_choice=False)
    is_told = BooleanField(_("Meld dit aan de ouders"))
