"""The file that the office chooses, and which of its columns holds what."""

from typing import Any

from wtforms import FileField, SelectField

from webapp.core.forms import Form, choices_of
from webapp.core.i18n import later as _
from webapp.schools.school_file.reading import FIELDS


class UploadForm(Form):
    file = FileField(_("Bestand uit uw administratie"), render_kw={"accept": ".xml,.csv,.tsv,.txt,.xlsx"})


class MappingForm(Form):
    """For each thing that the portal wants to know: the heading of its column."""

    given_name = SelectField(_("Roepnaam"), default="")
    infix = SelectField(_("Tussenvoegsel"), default="")
    surname = SelectField(_("Achternaam"), default="")
    full_name = SelectField(_("Of: hele naam in één kolom"), default="")
    birthdate = SelectField(_("Geboortedatum"), default="")
    group = SelectField(_("Groep"), default="")
    year = SelectField(_("Jaargroep of leerjaar"), default="")
    key = SelectField(_("Leerlingnummer"), default="")

    def offer(self, headings: list[str], sample: list[list[str]]) -> "MappingForm":
        """Let these columns be chosen, each with what stands in it."""
        choices = [("", _("– staat er niet in –"))]
        for place, heading in enumerate(headings):
            shown = ", ".join(list(dict.fromkeys(row[place] for row in sample if row[place]))[:2])
            choices.append((heading, f"{heading} ({shown})" if shown else heading))
        for name in FIELDS:
            self[name].choices = choices_of(choices)
        return self

    def validate(self, extra_validators: Any = None) -> bool:
        """A group, a name, and no column twice."""
        super().validate(extra_validators)
        missing = _("Kies de kolom waar dit in staat.")
        wanted = ["group"] if self.full_name.data else ["given_name", "surname", "group"]
        for name in wanted:
            if not self[name].data:
                self[name].errors = [*self[name].errors, missing]
        chosen = [self[name].data for name in FIELDS if self[name].data]
        for name in FIELDS:
            if chosen.count(self[name].data) > 1:
                self[name].errors = [*self[name].errors, _("Deze kolom is al voor iets anders gekozen.")]
        return not self.errors

    @property
    def mapping(self) -> dict[str, str]:
        """Heading → field."""
        return {self[name].data: name for name in FIELDS if self[name].data}
