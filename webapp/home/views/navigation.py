"""The same way round for everybody: what the side bar, the tab bar and the menu under a person's name hold."""

from collections.abc import Set
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from flask import current_app, request, url_for
from flask_login import current_user

from webapp.core.i18n import _
from webapp.schools.queries.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    url: str
    icon: str
    is_current: bool = False
    badge: str | None = None
    in_tab_bar: bool = False
    kind: str = "main"


# Which resources belong to which item, so that its bar shows where somebody is.
OFFICE = {"children", "enrolments", "guardianships", "guardianship_endings", "imports", "mappings", "links",
          "link_endings", "link_letters", "link_letter_files", "staff_members", "staff_endings", "staff_invitations",
          "units", "logos", "deliveries", "absence_settings", "absence_reasons", "school_days", "special_days",
          "unit_leave", "leave_desk", "leave_questions", "leave_decisions", "leave_reviews", "leave_referrals",
          "leave_settings", "leave_kinds", "leave_blackouts", "consent_settings", "unit_purposes", "purpose_wordings",
          "purpose_endings", "unit_consents", "consent_reminders", "paper_forms", "child_consents",
          "digest_settings", "digest_previews", "digest_runs"}  # fmt: skip
ADMINISTRATION = {"absences", "absence_receipts", "absence_recoveries", "leave_requests", "leave_answers",
                  "leave_confirmations", "leave_drafts", "leave_withdrawals", "leave_attachments", "phone_sharing",
                  "group_directories", "consents", "consent_histories"}  # fmt: skip
OF_NEWS = {"withdrawals", "drafts", "draft_photos", "draft_attachments", "photo_tags", "post_photos", "photo_groups",
           "group_photos", "photo_pages", "photo_removals", "removal_requests", "removal_answers",
           "own_removals"}  # fmt: skip
OF_GROUPS = {"children"}
CALENDAR = {"events", "written_events", "event_cancellations", "skipped_days", "held_days", "calendar_imports",
            "calendar_addresses", "sign_ups", "sign_up_tasks", "task_endings", "digests"}  # fmt: skip
TALKS = {"bookings", "booking_endings", "declinings", "waiting_places", "wishes", "availabilities", "own_draws"}
ROUNDS = {"talks", "talk_bookings", "talk_swaps", "talk_papers", "round_reminders", "slots", "publications", "draws",
          "round_rooms", "round_cancellations", "round_closings", "invitation_withdrawals", "late_invitations",
          "plans", "boards", "plan_moves", "pins", "announcements"}  # fmt: skip
GROUPS = {"group_consents", "group_consent_tables"}
TODAY = {"group_days", "presences", "missing_boards"}
OF_ABSENCE = {"unit_absences", "absence_endings", "absence_signals", "child_absences", "group_months"}
URGENT = {"urgent_reviews", "urgent_boards", "urgent_endings"}
SCHOOLS = {"units", "logos", "staff_members", "staff_endings", "gallery", "absence_settings", "absence_reasons",
           "leave_settings", "leave_kinds", "leave_blackouts", "consent_settings", "unit_purposes", "purpose_wordings",
           "purpose_endings"}  # fmt: skip


def item(label: str, endpoint: str, icon: str, more: Set[str] = frozenset(), **options: Any) -> Item:
    here = (request.endpoint or "").rpartition(".")[0]
    is_current = here in {endpoint.rpartition(".")[0], *more}
    return Item(label, url_for(endpoint), icon, is_current, **options)


def navigation_of(standing: Standing) -> list[Item]:
    """The pages of this person, in the order of the bars. What has no place in the tab bar stands, where that is the
    only bar, in the menu under the name."""
    items: list[Item] = []
    if standing.is_guardian or standing.is_staff:
        items.append(item(_("Nieuws"), "posts.index", "newspaper", OF_NEWS, in_tab_bar=True))
        items.append(item(_("Agenda"), "calendar.index", "calendar-days", CALENDAR, in_tab_bar=True))
    if standing.is_guardian:
        items.append(item(_("Administratie"), "administration.show", "clipboard-pen", ADMINISTRATION, in_tab_bar=True))
        fits = not (standing.is_staff or standing.is_admin)
        items.append(item(_("Gesprekken"), "talk_invitations.index", "messages-square", TALKS, in_tab_bar=fits))
    if standing.is_staff:
        more = set() if standing.managed_units else OF_GROUPS | OF_ABSENCE
        items.append(item(_("Vandaag"), "today.index", "list-checks", TODAY, in_tab_bar=True, kind="staff"))
        items.append(item(_("Oudergesprekken"), "rounds.index", "messages-square", ROUNDS, kind="staff"))
        fits = not (standing.is_guardian or standing.managed_units)  # four tabs at most
        items.append(item(_("Groepen"), "groups.index", "users-round", more | GROUPS, in_tab_bar=fits, kind="staff"))
        items.append(item(_("Spoed"), "urgent_messages.index", "siren", URGENT, in_tab_bar=True, kind="staff"))
    if standing.managed_units:
        items.append(
            item(_("Beheer"), "office.show", "clipboard-list", OFFICE | OF_ABSENCE, in_tab_bar=True, kind="staff")
        )
    if standing.is_admin:
        more = set() if standing.managed_units else SCHOOLS
        items.append(item(_("Scholen"), "units.index", "building-2", more, in_tab_bar=True, kind="staff"))
    items.append(item(_("Help"), "help.show", "circle-help", in_tab_bar=sum(one.in_tab_bar for one in items) < 4))
    return items


def account_menu() -> list[Item]:
    """What stands under somebody's name at the top right."""
    return [
        item(_("Account & profiel"), "profile.edit", "user", {"email_changes", "own_password", "photo"}),
        item(_("Meldingen"), "preferences.edit", "bell", {"devices", "install"}),
        item(_("Koppelcode"), "link_codes.new", "key-round"),
        item(_("Apparaten"), "sessions.index", "monitor-smartphone"),
        item(_("Help"), "help.show", "circle-help"),
    ]


def show_navigation() -> dict[str, Any]:
    """For every template: where this person can go. Signed-out pages have no bars and ask nothing of the database."""
    settings = current_app.config["SETTINGS"]
    context: dict[str, Any] = {
        "navigation": [],
        "account_menu": [],
        "is_guardian": False,
        "organisation": SimpleNamespace(name=settings.ORGANISATION, logo_url=None),
        "theme_url": "/theme.css",
        "is_demo": settings.DEMO,
    }
    if current_user and current_user.is_authenticated:
        context["navigation"] = navigation_of(standing_of(current_user))
        context["account_menu"] = account_menu()
        context["is_guardian"] = standing_of(current_user).is_guardian
    return context
