"""Paper forms, entered by the office: first the child, then what was signed."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import ngettext
from flask_login import current_user

from webapp.consent.actions.papers import enter_paper, known_signer
from webapp.consent.forms import PaperForm, paper_form_for
from webapp.consent.phrases import CHOICES, IDLE, REFUSALS
from webapp.consent.queries.papers import (
    children_choices_of,
    enrolled_child_at,
    idle_choices,
    signers_of,
    written_signers_of,
)
from webapp.consent.queries.purposes import purposes_of
from webapp.core import clock
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.i18n import _
from webapp.schools.policies import office_only
from webapp.schools.queries.standing import managed_unit_of

bp = Blueprint("paper_forms", __name__, url_prefix="/units/<int:unit_id>/paper-forms")


@bp.get("/new")
@office_only
def new(unit_id: int):
    unit, child_id = managed_unit_of(current_user, unit_id), request.args.get("child", type=int)
    if not child_id:
        return choosing(unit)
    child = enrolled_child_at(unit, child_id)
    return entering(unit, child, form_for(unit, child, signers_of(child, unit)))


def form_for(unit, child, people, *typed) -> PaperForm:
    return paper_form_for(purposes_of(unit), people, written_signers_of(child, unit), *typed)


def choosing(unit):
    return page("consent/paper_forms/child.html", unit=unit, children=children_choices_of(unit))


def entering(unit, child, form: PaperForm, idle=()):
    return page(
        "consent/paper_forms/new.html",
        unit=unit,
        child=child,
        form=form,
        purposes=purposes_of(unit),
        idle=idle,
        idle_words=IDLE,
        choices=CHOICES,
        today=clock.today(),
    )


@bp.post("")
@office_only
def create(unit_id: int):
    unit, child_id = managed_unit_of(current_user, unit_id), request.form.get("child", type=int)
    if not child_id:
        return choosing(unit), 422
    child = enrolled_child_at(unit, child_id)
    people = list(signers_of(child, unit))
    form = form_for(unit, child, people, request.form)
    if not form.validate():
        return entering(unit, child, form), 422
    signer, signed_on = known_signer(child, unit, form.signer_among(people)), form.signed_on.data
    idle = idle_choices(child, unit, signer, signed_on, form.choices)
    if idle and not request.form.get("confirmed") and signed_on <= clock.today():
        return entering(unit, child, form, idle), 422
    try:
        entered = enter_paper(current_user, child, unit, signed_on, signer, form.choices)
    except Refused as refusal:
        form.refuse(REFUSALS[refusal.code])
        return entering(unit, child, form), 422
    flash(told(child, len(entered)), "success")
    return redirect(url_for("child_consents.index", child_id=child.id), 303)


def told(child, count: int) -> str:
    """What happened to the form, in words."""
    if not count:
        return _("Dit formulier van %(child)s was al ingevoerd.", child=child.given_name)
    return ngettext(
        "Ingevoerd: %(num)s keuze voor %(child)s.", "Ingevoerd: %(num)s keuzes voor %(child)s.", count,
        child=child.given_name,
    )  # fmt: skip
