"""What a parent types to report an own child, to change that, and to say when it is back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.absence.models import Absence
from webapp.absence.queries.own import OwnChild, chosen_among
from webapp.absence.rules.months import day_of
from webapp.absence.rules.reports import LONGEST_NOTE, Reason, Span, proposed_first_day
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.core.forms import Form, choice_field, choices_of, day_field, strip, time_field
from webapp.core.i18n import later as _
from webapp.schools.models import Child
from webapp.schools.queries.own_children import child_of
from webapp.schools.queries.school_days import year_calendar_of


class SpanForm(Form):
    """From when until when. A time to be back without a last day means that same day."""

    first_day = day_field(_("Eerste dag"))
    last_day = day_field(_("Tot en met"), required=False)
    starts_at = time_field(_("Vanaf"))
    ends_at = time_field(_("Tot"))

    @property
    def span(self) -> Span:
        first, last, ends_at = self.first_day.data, self.last_day.data, self.ends_at.data or ""
        return Span(first, last or (first if ends_at else None), self.starts_at.data or "", ends_at)


class DetailsForm(SpanForm):
    """Why and when a child is not there. `reasons` are what may be chosen."""

    reason = choice_field(_("Waarom?"), RadioField)
    note = TextAreaField(
        _("Opmerking"),
        [Length(max=LONGEST_NOTE, message=_("Houd het kort: hoogstens %(max)d tekens."))],
        filters=[strip],
    )

    def __init__(self, reasons: Iterable[Reason], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.reason.choices = choices_of((reason.key, reason.name) for reason in reasons)


class ReportForm(DetailsForm):
    """A report for one or more of a parent's own children."""

    child = SelectMultipleField(
        _("Wie?"), coerce=int, widget=ListWidget(), option_widget=CheckboxInput(), validate_choice=False
    )
    key = HiddenField(default=new_token, validators=[Length(max=43)])

    def children_of(self, parent: Person) -> list[Child]:
        """The children that were chosen; raises DoesNotExist when one is not the parent's own."""
        return [child_of(parent, child_id) for child_id in self.child.data or []]


class EndForm(Form):
    """Until when a report that has begun lasts."""

    last_day = day_field(_("Tot en met"), required=False)
    ends_at = time_field(_("Tot"))


class BackForm(Form):
    """The day on which a child is back."""

    back_on = day_field(_("Weer op school op"))


def proposed_report(
    own: list[OwnChild], child_ids: list[int], reason_key: str, days: tuple[str, str], times: tuple[str, str]
) -> dict[str, Any]:
    """With what the form opens: ill, from the first day with school on, open; or what was chosen so far. Only one child
    is chosen by itself, and a reason that needs an end has its first day as its last."""
    able = [one for one in own if one.unit]
    chosen = [one.id for one in chosen_among(own, child_ids)] or ([able[0].id] if len(able) == 1 else [])
    reasons = {reason.key: reason for one in able for reason in one.reasons}
    reason = reasons.get(reason_key) or next(iter(reasons.values()), Reason(""))
    first_day = day_of(days[0]) or first_day_for(chosen_among(own, chosen) or able)
    last_day = day_of(days[1]) or (first_day if reason.needs_end else None)
    return {
        "child": chosen,
        "reason": reason.key,
        "first_day": first_day,
        "last_day": max(last_day, first_day) if last_day else None,
        "starts_at": times[0],
        "ends_at": times[1],
    }


def first_day_for(children: list[OwnChild]) -> date:
    """The first day that is proposed for these children: by the unit of the first."""
    unit, now = next((one.unit for one in children if one.unit), None), clock.now()
    if unit is None:
        return clock.today()
    return proposed_first_day(year_calendar_of(unit, clock.today()), unit.ends_at, now)


def details_of(absence: Absence) -> dict[str, Any]:
    """A report as its form shows it."""
    return {
        "reason": absence.reason_key,
        "first_day": absence.first_day,
        "last_day": absence.last_day,
        "starts_at": absence.starts_at,
        "ends_at": absence.ends_at,
        "note": absence.note,
    }
