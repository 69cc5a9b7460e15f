"""What a parent fills in about leave."""

from collections.abc import Sequence
from typing import Any, Self

from wtforms import FileField, HiddenField, RadioField
from wtforms.validators import DataRequired, Length

from webapp.core import clock
from webapp.core.credentials import new_token
from webapp.core.forms import Form, choice_field, choices_of, day_field, text_field, time_field
from webapp.core.i18n import later as _
from webapp.leave.phrases.requests import KIND_NAMES, PURPOSE_NAMES, REFUSALS
from webapp.leave.queries.asking import Place, own_kinds_of
from webapp.leave.rules.ages import GROWN_AGE, birthday
from webapp.leave.rules.assessing import Draft
from webapp.leave.rules.kinds import AT_HOME, PURPOSES, Kind, kind_of, kinds_for
from webapp.schools.forms.staff import CheckboxesField

LONGEST_REASON = 2_000
ACCEPTED = "application/pdf,image/jpeg,image/png,image/heic,image/heif"


def papers_field(label: Any) -> FileField:
    """Some files at once; the view reads them."""
    return FileField(label, render_kw={"accept": ACCEPTED, "multiple": True})


class DraftForm(Form):
    """The three questions: for whom and what for, what exactly, and when."""

    children = CheckboxesField(_("Voor wie?"), coerce=int, validate_choice=False)
    purpose = choice_field(_("Waarvoor is het?"), RadioField)
    kind = RadioField(_("Wat is er precies?"), validate_choice=False)
    first_day = day_field(_("Eerste dag"))
    last_day = day_field(_("Laatste dag"), required=False)
    starts_at = time_field(_("Vanaf hoe laat?"))
    ends_at = time_field(_("Tot hoe laat?"))

    def offer(self, places: Sequence[Place]) -> Self:
        """Let these children be chosen, what may be asked for them, and the kinds of what was chosen."""
        self.places = [place for place in places if place.takes_part]
        for day in (self.first_day, self.last_day):
            # A draft is not validated, but what is no day is said; what is empty waits for its answer.
            day.errors = list(day.process_errors) if any(day.raw_data or []) else []
        self.children.choices = choices_of((place.child.id, place.child.given_name) for place in self.places)
        if len(self.places) == 1:
            self.children.data = [self.places[0].child.id]
        purposes = [purpose for purpose in PURPOSES if purpose != AT_HOME or self.has_a_small_one]
        self.purpose.choices = choices_of((purpose, PURPOSE_NAMES[purpose]) for purpose in purposes)
        self.kinds = kinds_for(self.purpose.data or "", own_kinds_of(self.chosen))
        self.kind.choices = choices_of((kind.key, kind.name or KIND_NAMES[kind.key]) for kind in self.kinds)
        return self

    @property
    def has_a_small_one(self) -> bool:
        """Whether one of the children has not become six."""
        born = [place.child.birthdate for place in self.places if place.child.birthdate]
        return any(birthday(birthdate, GROWN_AGE) > clock.today() for birthdate in born)

    @property
    def chosen(self) -> list[Place]:
        """The children that were ticked."""
        return [place for place in self.places if place.child.id in (self.children.data or [])]

    @property
    def chosen_kind(self) -> Kind | None:
        return kind_of(self.purpose.data or "", self.kind.data or "", self.kinds)

    @property
    def draft(self) -> Draft | None:
        """What is asked, as soon as all questions have an answer."""
        kind, first, last = self.chosen_kind, self.first_day.data, self.last_day.data or self.first_day.data
        if not (self.chosen and kind and first and last) or self.last_day.errors:
            return None
        if not (self.starts_at.validate(self) and self.ends_at.validate(self)):
            return None
        return Draft(kind, first, last, self.starts_at.data or "", self.ends_at.data or "")

    def validate(self, extra_validators: Any = None) -> bool:
        """Somebody chosen, and what for."""
        is_valid = super().validate(extra_validators)
        if not self.chosen:
            self.children.errors = [REFUSALS["nobody_chosen"]]
        if self.purpose.data and not self.chosen_kind:
            self.kind.errors = [REFUSALS["unknown_kind"]]
        return is_valid and bool(self.chosen and self.chosen_kind)


class LeaveForm(DraftForm):
    """The same, with why and the papers: what is sent."""

    reason = text_field(_("Waarom?"), LONGEST_REASON)
    papers = papers_field(_("Bijlagen"))
    key = HiddenField(default=new_token, validators=[Length(max=43)])

    @property
    def idempotency_key(self) -> str:
        return self.key.data or new_token()


class AnswerForm(Form):
    """An answer to the school."""

    text = text_field(_("Uw antwoord"), LONGEST_REASON, DataRequired(REFUSALS["answer_needed"]))
    papers = papers_field(_("Bijlagen"))


class PapersForm(Form):
    """Papers that come later."""

    papers = papers_field(_("Bijlagen"))
