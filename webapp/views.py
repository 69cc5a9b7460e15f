"""Every blueprint of the portal in one list."""

from flask import Flask

from webapp.absence.views import BLUEPRINTS as ABSENCE
from webapp.accounts.views import BLUEPRINTS as ACCOUNTS
from webapp.admin.views import BLUEPRINTS as ADMIN
from webapp.conferences.views import BLUEPRINTS as CONFERENCES
from webapp.consent.views import BLUEPRINTS as CONSENT
from webapp.digest.views import BLUEPRINTS as DIGEST
from webapp.directory.views import BLUEPRINTS as DIRECTORY
from webapp.documents.views import BLUEPRINTS as DOCUMENTS
from webapp.help.views import BLUEPRINTS as HELP
from webapp.home.views import BLUEPRINTS as HOME
from webapp.home.views.navigation import show_navigation
from webapp.leave.views import BLUEPRINTS as LEAVE
from webapp.news.views import BLUEPRINTS as NEWS
from webapp.notifications.views import BLUEPRINTS as NOTIFICATIONS
from webapp.pwa.views import BLUEPRINTS as PWA
from webapp.school_calendar.views import BLUEPRINTS as SCHOOL_CALENDAR
from webapp.schools.views import BLUEPRINTS as SCHOOLS
from webapp.urgent.views import BLUEPRINTS as URGENT

BLUEPRINTS = [
    *ACCOUNTS,
    *SCHOOLS,
    *NOTIFICATIONS,
    *DOCUMENTS,
    *NEWS,
    *URGENT,
    *ABSENCE,
    *LEAVE,
    *CONSENT,
    *DIRECTORY,
    *SCHOOL_CALENDAR,
    *CONFERENCES,
    *DIGEST,
    *HOME,
    *ADMIN,
    *HELP,
    *PWA,
]


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(show_navigation)
