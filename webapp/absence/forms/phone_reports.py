"""What the office types: a report that came by phone, and when a child is back."""

from collections.abc import Iterable
from typing import Self

from wtforms import HiddenField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from webapp.absence.rules.reports import LONGEST_NOTE, Reason, Span
from webapp.core.credentials import new_token
from webapp.core.forms import Form, choice_field, day_field, time_field
from webapp.core.i18n import later as _
from webapp.schools.models import Child


def number_of(value: object) -> int:
    """The number of a child; none where nothing is chosen yet."""
    return int(str(value)) if value else 0


class PhoneReportForm(Form):
    """Who is away, why, and from when until when."""

    child = choice_field(_("Kind"), coerce=number_of)
    reason = choice_field(_("Reden"))
    first_day = day_field(_("Eerste dag"))
    last_day = day_field(_("Tot en met"), required=False)
    starts_at = time_field(_("Vanaf"))
    ends_at = time_field(_("Tot"))
    note = TextAreaField(
        _("Opmerking"), [Length(max=LONGEST_NOTE, message=_("Dit is te lang: hoogstens %(max)d tekens."))]
    )
    key = HiddenField(default=new_token, validators=[Length(max=43)])

    def offer(self, children: Iterable[tuple[Child, str]], reasons: Iterable[Reason]) -> Self:
        """The children of the unit with their groups, and the reasons it has."""
        self.child.choices = [SelectChoice("", _("Kies een kind"))] + [
            SelectChoice(child.id, f"{child.name} ({groups})" if groups else child.name) for child, groups in children
        ]
        self.reason.choices = [SelectChoice(reason.key, reason.name) for reason in reasons]
        return self

    @property
    def span(self) -> Span:
        return Span(self.first_day.data, self.last_day.data, self.starts_at.data or "", self.ends_at.data or "")


class BackForm(Form):
    back_on = day_field(_("Eerste dag dat het kind er weer is"))
