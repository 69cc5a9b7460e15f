"""A round as the school types it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectMultipleField
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.conferences.forms.days import DaysForm, wrong
from webapp.conferences.phrases.rounds import MODES, REFUSALS
from webapp.conferences.rules.outlines import Lengths, Outline, Window, slips_in_window
from webapp.conferences.rules.slots import clock_of
from webapp.core import clock
from webapp.core.forms import Form, choice_field, choices_of, day_field, line_field, text_field, time_field
from webapp.core.i18n import later as _
from webapp.schools.forms.units import number_field

MOMENTS = ("opens", "closes", "changes")
MOMENT_OF = {"closes_before_opening": "closes_day", "closes_after_talks": "closes_day",
             "changes_before_closing": "changes_day", "changes_after_talks": "changes_day",
             "already_open": "opens_day"}  # fmt: skip


def boxes(label: Any, coerce: Any) -> SelectMultipleField:
    """Boxes to tick; what may be ticked is decided where it is used."""
    return SelectMultipleField(
        label, coerce=coerce, validate_choice=False,
        widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
    )  # fmt: skip


class WindowForm(Form):
    """What parents read, and when they choose."""

    title = line_field(_("Naam van deze ronde"), 100)
    text = text_field(_("Tekst voor ouders"), 3000)
    opens_day = day_field(_("Ouders kiezen vanaf"))
    opens_time = time_field(_("Vanaf, hoe laat"), required=True)
    closes_day = day_field(_("Ouders kiezen tot"))
    closes_time = time_field(_("Tot hoe laat"), required=True)
    changes_day = day_field(_("Wijzigen en afzeggen kan tot"))
    changes_time = time_field(_("Wijzigen tot hoe laat"), required=True)

    @property
    def window(self) -> Window:
        """The moments of a form that is valid."""
        return Window(*(moment_of(self[f"{name}_day"].data, self[f"{name}_time"].data) for name in MOMENTS))

    def refuse_window(self, first_talk: datetime | None) -> bool:
        """Whether parents can choose in this window; each slip is told at the moment that it is about."""
        if any(self[f"{name}_{part}"].errors for name in MOMENTS for part in ("day", "time")):
            return False
        slips = slips_in_window(self.window, first_talk)
        for code in slips:
            self.refuse_as(code)
        return not slips

    def refuse_as(self, code: str) -> None:
        """Say why an action refused: at the moment that it is about, or else above the fields."""
        if field := MOMENT_OF.get(code):
            wrong(self[field], REFUSALS[code])
        else:
            self.refuse(REFUSALS[code])


class RoundForm(WindowForm, DaysForm):
    """All of a round that is not sent yet."""

    key = HiddenField(validators=[Length(max=43)])
    unit = IntegerField()
    mode = choice_field(_("Hoe krijgen ouders een tijd?"), RadioField, choices=choices_of(MODES.items()))
    minutes = number_field(_("Een gesprek duurt"), 5, 120)
    pause = number_field(_("Pauze na elk gesprek"), 0, 60)
    walking = number_field(_("Lopen naar een ander lokaal"), 0, 60)
    groups = boxes(_("Over de kinderen van welke groepen?"), int)
    teachers = boxes(_("Wie ontvangt?"), str)
    is_per_parent = BooleanField(_("Gescheiden ouders ieder een eigen gesprek"))

    def outline(self, teachers: Mapping[int, Iterable[Any]]) -> Outline:
        """What was typed, of a form that is valid; the one teacher of a group receives without being ticked."""
        receiving = {group_id: self.receiving_about(group_id, own) for group_id, own in teachers.items()}
        ticked = {group_id: own for group_id, own in receiving.items() if group_id in (self.groups.data or [])}
        return Outline(
            self.title.data, self.text.data, self.mode.data, self.is_per_parent.data,
            self.lengths, self.window, self.stretches, ticked,
        )  # fmt: skip

    @property
    def lengths(self) -> Lengths:
        return Lengths(self.minutes.data, self.pause.data, self.walking.data)

    def is_filled_in(self, names: Mapping[int, str], teachers: Mapping[int, list[Any]]) -> bool:
        """Whether all was typed, also who receives, and fits together; every slip is told at once."""
        is_valid = self.validate()
        has_lengths = not (self.minutes.errors or self.pause.errors or self.walking.errors)
        first = min((stretch for stretch in self.stretches if stretch.day >= clock.today()), default=None)
        has_times = self.refuse_stretches(self.lengths if has_lengths else None, clock.today())
        has_window = self.refuse_window(moment_of(first.day, clock_of(first.starts)) if first else None)
        return self.refuse_groups_without_teacher(names, teachers) and is_valid and has_times and has_window

    def receiving_about(self, group_id: int, teachers: Iterable[Any]) -> tuple[int, ...]:
        own = [member.id for member in teachers]
        ticked = [member_id for member_id in own if f"{group_id}-{member_id}" in (self.teachers.data or [])]
        return tuple(ticked if len(own) > 1 else own)

    def refuse_groups_without_teacher(self, names: Mapping[int, str], teachers: Mapping[int, list[Any]]) -> bool:
        """Whether a group was ticked, and somebody receives in each; names the group where nobody does."""
        ticked = [group_id for group_id in teachers if group_id in (self.groups.data or [])]
        if not ticked:
            return wrong(self.groups, REFUSALS["no_groups"])
        empty = [one for one in ticked if len(teachers[one]) > 1 and not self.receiving_about(one, teachers[one])]
        for group_id in empty:
            self.groups.errors = [*self.groups.errors, _("Kies wie er ontvangt: %(group)s.", group=names[group_id])]
        return not empty


def moment_of(day: Any, clock_time: str) -> datetime:
    """The moment when the school's clock shows this time on this day."""
    return clock.at(day, time.fromisoformat(clock_time))


def typed_moments(window: Window) -> dict[str, Any]:
    """The moments of a round as the fields show them."""
    typed: dict[str, Any] = {}
    for name, moment in zip(MOMENTS, window, strict=True):
        local = moment.astimezone(clock.SCHOOL_ZONE)
        typed |= {f"{name}_day": local.date(), f"{name}_time": f"{local:%H:%M}"}
    return typed
