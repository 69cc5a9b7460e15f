"""Languages. The source strings are Dutch, as the school would say them; English is the catalogue `en`."""

from datetime import date, datetime
from typing import Any

import phonenumbers
from flask import Flask, request
from flask_babel import Babel, format_date, get_locale, get_translations
from flask_babel import force_locale as language_of
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_babel.speaklater import LazyString
from flask_login import current_user

from webapp.core import clock

__all__ = [
    "LANGUAGES", "LazyString", "_", "day", "language_of", "later", "later_day", "moment", "named_day", "start_i18n",
]  # fmt: skip

LANGUAGES = {"nl": "Nederlands", "en": "English"}
LANGUAGE_COOKIE = "language"


def chosen_language() -> str:
    """The language of the person's profile, else this device's choice, else the browser's wish, else Dutch."""
    if current_user and current_user.is_authenticated:
        return current_user.language
    if request.cookies.get(LANGUAGE_COOKIE) in LANGUAGES:
        return request.cookies[LANGUAGE_COOKIE]
    return request.accept_languages.best_match(list(LANGUAGES), default="nl") or "nl"


def day(value: date, today: date | None = None) -> str:
    """A day as people say it: «vandaag», «gisteren», «di 24 nov», «di 12 jan 2027»; of a moment, its day at school."""
    today = today or clock.today()
    if isinstance(value, datetime):
        value = value.astimezone(clock.SCHOOL_ZONE).date()
    if value == today:
        return _("vandaag")
    if (today - value).days == 1:
        return _("gisteren")
    return named_day(value, today)


def named_day(value: date, today: date | None = None) -> str:
    """A day by its name, for what is read on another day too: «di 24 nov», of another year «di 12 jan 2027»."""
    is_this_year = value.year == (today or clock.today()).year
    return format_date(value, "EEE d MMM" if is_this_year else "EEE d MMM y").replace(".", "")


def moment(value: datetime) -> str:
    """A moment as people say it: «vandaag 08:14», «di 24 nov 15:30»."""
    local = value.astimezone(clock.SCHOOL_ZONE)
    return f"{day(local.date())} {local:%H:%M}"


def full_moment(value: datetime) -> str:
    """A moment written out, for paper that lies there tomorrow: «24 november 2026 08:14»."""
    local = value.astimezone(clock.SCHOOL_ZONE)
    return f"{full_day(local.date())} {local:%H:%M}"


def full_day(value: date) -> str:
    """A day written out, for birthdays and the like: «14 maart 2020»."""
    return format_date(value, "d MMMM y")


def full_week_day(value: date) -> str:
    """A day of school written out, for paper: «dinsdag 15 december 2026»."""
    return format_date(value, "EEEE d MMMM y")


def later_day(value: date) -> LazyString:
    """A day with its name, written out in the language of who reads it: «dinsdag 24 november»."""
    return LazyString(format_date, value, "EEEE d MMMM")


def hour(value: datetime) -> str:
    """The time of a moment on the school's clock: «08:14»."""
    return f"{value.astimezone(clock.SCHOOL_ZONE):%H:%M}"


def month_name(value: date) -> str:
    """The month that a day is in: «november 2026»; of a moment, its month at school."""
    if isinstance(value, datetime):
        value = value.astimezone(clock.SCHOOL_ZONE).date()
    return format_date(value, "MMMM y")


def week_day(value: date) -> str:
    """The day of the week, short: «di»."""
    return format_date(value, "EEEEEE").replace(".", "")


def phone(value: str) -> str:
    """A phone number as it is dialled here, from the form E.164: «06 12345678»; anything else as it stands."""
    try:
        number = phonenumbers.parse(value, "NL")
    except phonenumbers.NumberParseException:
        return value
    at_home = number.country_code == 31
    form = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def start_i18n(app: Flask) -> None:
    Babel(
        app,
        default_locale="nl",
        default_timezone="Europe/Amsterdam",
        default_translation_directories="translations",
        locale_selector=lambda: chosen_language() if request else "nl",
    )
    kept: dict[str, Any] = {}

    def translations() -> Any:
        """The catalogue of the language in use, found once: a page asks for it dozens of times."""
        language = str(get_locale())
        if language not in kept:
            kept[language] = get_translations()
        return kept[language]

    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: translations().ugettext(text),
        ngettext=lambda one, many, number: translations().ungettext(one, many, number),
        newstyle=True,
    )
    app.jinja_env.filters.update(
        day=day,
        full_day=full_day,
        full_moment=full_moment,
        full_week_day=full_week_day,
        hour=hour,
        moment=moment,
        month_name=month_name,
        named_day=named_day,
        phone=phone,
        week_day=week_day,
    )
    app.context_processor(language_context)


def language_context() -> dict[str, Any]:
    return {"current_language": str(get_locale() or "nl"), "languages": LANGUAGES}
