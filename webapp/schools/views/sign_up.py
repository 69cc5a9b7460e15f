"""Making an account with the codes just entered."""

from flask import Blueprint, redirect, request, session, url_for
from flask_babel import get_locale
from flask_login import current_user

from webapp.accounts.forms import AccountForm
from webapp.accounts.phrases import REFUSALS
from webapp.core.errors import Refused
from webapp.core.htmx import page
from webapp.core.rate_limits import limiter
from webapp.core.security import anyone
from webapp.schools.actions.links import sign_up
from webapp.schools.phrases import LINK_REFUSALS
from webapp.schools.views.link_codes import usable_codes

bp = Blueprint("sign_up", __name__, url_prefix="/sign-up")


@bp.get("")
@anyone
def new():
    codes = usable_codes()
    if current_user.is_authenticated or not codes:
        return redirect(url_for("link_codes.new"))
    return page("schools/sign_up/new.html", form=AccountForm(), codes=codes)


@bp.post("")
@limiter.limit("20 per hour")
@anyone
def create():
    codes = usable_codes()
    if current_user.is_authenticated or not codes:
        return redirect(url_for("link_codes.new"), 303)
    form = AccountForm(request.form)
    if form.validate():
        try:
            made = sign_up(**form.values, language=str(get_locale()), code_ids=[code.id for code in codes])
            # Whose address was known keeps the codes, to link them after signing in. The page is the same.
            session["entered_codes"] = [] if made else session["entered_codes"]
            return page("schools/sign_up/sent.html", email=form.email.data)
        except Refused as refusal:
            refuse(form, refusal)
    return page("schools/sign_up/new.html", form=form, codes=codes), 422


def refuse(form: AccountForm, refusal: Refused) -> None:
    if refusal.code.startswith("password_"):
        form.password.errors = [REFUSALS[refusal.code]]
    else:
        form.refuse(LINK_REFUSALS[refusal.code] % refusal.values)
