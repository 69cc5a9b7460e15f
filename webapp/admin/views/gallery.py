"""Each shared piece of the screen, once, so that nobody draws a button twice."""

from types import SimpleNamespace

from flask import Blueprint
from wtforms import BooleanField, FileField, PasswordField, RadioField, TextAreaField

from webapp.core.forms import Form, choice_field, choices_of, day_field, line_field
from webapp.core.htmx import page
from webapp.core.paging import Turn
from webapp.schools.policies import whoever_works_here

bp = Blueprint("gallery", __name__, url_prefix="/admin/ui")


class SampleForm(Form):
    line = line_field("Roepnaam")
    wrong = line_field("E-mailadres")
    secret = PasswordField("Wachtwoord")
    day = day_field("Eerste dag")
    choice = choice_field("Groep", choices=choices_of([("3", "Groep 3"), ("4", "Groep 4")]))
    radio = choice_field("Gezag", RadioField, choices=choices_of([("yes", "Ja"), ("no", "Nee")]), default="yes")
    tick = BooleanField("Mag het kind ophalen")
    text = TextAreaField("Bericht")
    file = FileField("Logo")
    code = line_field("Koppelcode")


def sample_form() -> SampleForm:
    """A form in which something is wrong."""
    form = SampleForm(data={"line": "Noor", "wrong": "noor@"})
    form.wrong.errors = ["Dit is geen geldig e-mailadres."]
    form.refuse("Dit kind staat al bij deze school.")
    return form


@bp.get("")
@whoever_works_here
def index():
    people = [
        SimpleNamespace(id=tint, name=name, given_name=name, initials=name[:1], tint=tint, photo_url=None)
        for tint, name in enumerate(("Noor", "Daan", "Mees", "Yara", "Sem", "Lotte"))
    ]
    jobs = [
        SimpleNamespace(id=state, state=state, done=done, total=40, message="Het is niet gelukt.")
        for state, done in (("sample", 18), ("failed", 0), ("finished", 40))
    ]
    return page(
        "admin/gallery/index.html",
        form=sample_form(),
        people=people,
        jobs=jobs,
        turn=Turn(2, True, True, lambda number: f"?page={number}"),
    )
