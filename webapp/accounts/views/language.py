"""The language of the screens: of the profile when signed in, of the device otherwise."""

from flask import Blueprint, current_app, redirect, request, url_for
from flask_login import current_user

from webapp.accounts.actions.profile import update_profile
from webapp.core.i18n import LANGUAGE_COOKIE, LANGUAGES
from webapp.core.security import anyone, safe_next

bp = Blueprint("language", __name__, url_prefix="/language")


@bp.post("")
@anyone
def update():
    language = request.form.get("language", "")
    back = safe_next(request.form.get("next"), url_for("landing.show"))
    response = redirect(back, 303)
    if language in LANGUAGES:
        if current_user.is_authenticated:
            update_profile(current_user, current_user.name, current_user.phone, current_user.about, language)
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=31536000, samesite="Lax", httponly=True, secure=secure)
    return response
