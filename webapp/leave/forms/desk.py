"""What the school fills in about a request: a question, a decision, an advice."""

from collections.abc import Iterable
from typing import Self

from wtforms import HiddenField, RadioField
from wtforms.validators import DataRequired, Email, Length

from webapp.absence.rules.reports import Span
from webapp.core.credentials import new_token
from webapp.core.forms import (
    Form,
    ValidationError,
    choice_field,
    choices_of,
    day_field,
    line_field,
    text_field,
    time_field,
)
from webapp.core.i18n import language_of
from webapp.core.i18n import later as _
from webapp.leave.actions.decisions import Choice
from webapp.leave.models import LeaveRequest
from webapp.leave.phrases.desk import DESK_REFUSALS, OUTCOME_NAMES, READY_SENTENCES
from webapp.leave.phrases.requests import GROUND_NAMES
from webapp.leave.rules.decisions import DECIDED_GROUNDS, HOURS, PARTLY, SHORTEST_REASON
from webapp.schools.forms.staff import CheckboxesField
from webapp.schools.forms.units import check_phone

LONGEST_TEXT = 2000


class QuestionForm(Form):
    text = text_field(
        _("Uw vraag aan de ouder"), LONGEST_TEXT, DataRequired(_("Schrijf uw vraag op.")), render_kw={"rows": 3}
    )
    key = HiddenField(default=new_token, validators=[Length(max=43)])


class DecisionForm(Form):
    """The decision on one request. `sentences` are ready-made ones that come above what is typed."""

    outcome = choice_field(_("Wat besluit u?"), RadioField)
    first_day = day_field(_("Eerste dag"), required=False)
    last_day = day_field(_("Laatste dag"), required=False)
    starts_at = time_field(_("Vanaf"))
    ends_at = time_field(_("Tot"))
    ground = choice_field(_("Op welke grond van de wet?"), RadioField)
    sentences = CheckboxesField(_("Kant-en-klare zinnen"), choices=choices_of(READY_SENTENCES.items()))
    reason = text_field(_("Waarom?"), LONGEST_TEXT, render_kw={"rows": 3})

    def offer(self, ways: Iterable[str], asked_on: str) -> Self:
        """Only what the law leaves open can be chosen; hours at home only where that was asked."""
        grounds = [ground for ground in DECIDED_GROUNDS if ground != HOURS or asked_on == HOURS]
        self.ground.choices = choices_of((ground, GROUND_NAMES[ground]) for ground in grounds)
        self.outcome.choices = choices_of((way, OUTCOME_NAMES[way]) for way in OUTCOME_NAMES if way in set(ways))
        return self

    def validate_reason(self, field) -> None:
        if len(self.whole_reason) < SHORTEST_REASON:
            raise ValidationError(DESK_REFUSALS["no_reason"])

    @property
    def whole_reason(self) -> str:
        """The ready-made sentences that were ticked, in Dutch, and what was typed after them."""
        with language_of("nl"):
            ready = [str(READY_SENTENCES[key]) for key in self.sentences.data or [] if key in READY_SENTENCES]
        return "\n".join(part for part in (" ".join(ready), self.reason.data) if part)

    def choice_for(self, request: LeaveRequest) -> Choice:
        """What was chosen for a request; only once the form is valid."""
        part = self.part_of(request) if self.outcome.data == PARTLY else None
        return Choice(request, self.outcome.data, self.ground.data, self.whole_reason, part)

    def part_of(self, request: LeaveRequest) -> Span:
        """The days and times that are given; a day that was left open is the one that was asked."""
        first_day = self.first_day.data or request.first_day
        last_day = self.last_day.data or (first_day if self.first_day.data else request.last_day)
        return Span(first_day, last_day, self.starts_at.data or "", self.ends_at.data or "")


class ReferralForm(Form):
    """The advice, and to whom it goes: the municipality where this child lives."""

    municipality = line_field(_("Gemeente waar het kind woont"), 80)
    name = line_field(_("Naam van de leerplichtambtenaar"), 100, required=False)
    email = line_field(_("E-mailadres"), 200, required=False, render_kw={"type": "email"})
    phone = line_field(_("Telefoonnummer"), 20, required=False, render_kw={"type": "tel"})
    advice = text_field(_("Uw advies"), LONGEST_TEXT, DataRequired(_("Schrijf uw advies op.")), render_kw={"rows": 5})

    def validate_email(self, field) -> None:
        if field.data:
            Email(_("Dit is geen geldig e-mailadres."))(self, field)

    def validate_phone(self, field) -> None:
        check_phone(field.data)

    @property
    def recipient(self) -> dict[str, str]:
        return {name: self[name].data for name in ("municipality", "name", "email", "phone")}
