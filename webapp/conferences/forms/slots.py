"""A time that is added by hand, as it is typed."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from webapp.core.forms import Form, choice_field, choices_of, time_field
from webapp.core.i18n import day as day_said
from webapp.core.i18n import later as _


class SlotForm(Form):
    """On which day of the round, from when until when."""

    day = choice_field(_("Dag"), coerce=str)
    starts = time_field(_("Van"), required=True)
    ends = time_field(_("Tot"), required=True)

    def offer(self, days: Iterable[date]) -> Self:
        """The days of the round."""
        self.day.choices = choices_of((day.isoformat(), day_said(day)) for day in days)
        return self
