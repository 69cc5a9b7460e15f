"""What the office fills in about when a unit has school."""

from wtforms import RadioField, SelectMultipleField

from webapp.core.forms import Form, choice_field, choices_of, day_field, line_field, time_field
from webapp.core.i18n import later as _
from webapp.schools.phrases import SPECIAL_PARTS, WEEK_DAYS

HALF_MARKS = [f"{day}{half}" for day in WEEK_DAYS for half in "ma"]


class SchoolTimesForm(Form):
    """When school begins and ends, and the halves of each week without school («3a» is Wednesday afternoon)."""

    starts_at = time_field(_("Begin van de schooldag"), required=True)
    noon = time_field(_("Einde van de ochtend"), required=True)
    ends_at = time_field(_("Einde van de schooldag"), required=True)
    free = SelectMultipleField(_("Vrije dagdelen in de week"), choices=choices_of((mark, mark) for mark in HALF_MARKS))


class SpecialDayForm(Form):
    """Days that the unit decides itself."""

    name = line_field(_("Naam"), 80)
    first_day = day_field(_("Eerste dag"))
    last_day = day_field(_("Laatste dag"), required=False)
    part = choice_field(_("Wat is er dan?"), RadioField, choices=choices_of(SPECIAL_PARTS.items()), default="closed")
