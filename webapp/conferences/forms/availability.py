"""When a parent can come, as it is typed: one of three answers for each stretch."""

from collections.abc import Mapping, Sequence

from webapp.conferences.rules.availability import ANSWERS, CAN, Stretch
from webapp.core.forms import Form


class AvailabilityForm(Form):
    """An answer for each stretch; what was not answered, can."""

    answers: dict[Stretch, str]

    def read(self, stretches: Sequence[Stretch], typed: Mapping[str, str]) -> None:
        """What was typed for these stretches."""
        given = {stretch: typed.get(stretch.key, CAN) for stretch in stretches}
        self.answers = {stretch: answer if answer in ANSWERS else CAN for stretch, answer in given.items()}
