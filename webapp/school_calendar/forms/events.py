"""What staff type for the calendar."""

from wtforms import BooleanField, FileField, HiddenField
from wtforms.validators import Length

from webapp.core.forms import day_field, line_field, strip, text_field, time_field
from webapp.core.i18n import later as _
from webapp.school_calendar.rules.events import Timing
from webapp.schools.forms.audiences import AudienceForm


class EventForm(AudienceForm):
    """An event as it is typed."""

    key = HiddenField(validators=[Length(max=43)], filters=[strip])
    seen = HiddenField(validators=[Length(max=9)], filters=[strip])  # the sequence of the event as it was opened
    title = line_field(_("Wat"), 150)
    first_day = day_field(_("Dag"))
    starts_at = time_field(_("Van"))
    ends_at = time_field(_("Tot"))
    last_day = day_field(_("Laatste dag (als het meer dagen duurt)"), required=False)
    repeats_until = day_field(_("Elke week, tot en met (als het terugkomt)"), required=False)
    last_sign_up = day_field(_("Opgeven tot en met"), required=False)
    place = line_field(_("Waar"), 150, required=False)
    text = text_field(_("Uitleg voor ouders"), 3000)
    paper = FileField(_("Bijlage"), render_kw={"accept": ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp"})
    drops_paper = BooleanField(_("Haal de bijlage weg"))
    is_told = BooleanField(_("Meld dit aan de ouders"))

    @property
    def seen_sequence(self) -> int | None:
        """Which state of the event whoever typed this had before them; None where the form does not say."""
        return int(self.seen.data) if (self.seen.data or "").isdecimal() else None

    @property
    def timing(self) -> Timing:
        """When it is, of a form that is valid."""
        first = self.first_day.data
        return Timing(
            first, self.last_day.data or first, self.starts_at.data, self.ends_at.data, self.repeats_until.data
        )
