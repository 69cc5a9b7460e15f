"""The same way round for everybody: what the side bar, the tab bar and the menu under a person's name hold."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from flask import current_app, request, url_for
from flask_login import current_user

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


def item(label: str, endpoint: str, icon: str, in_tab_bar: bool = False, kind: str = "main", **values: Any) -> Item:
    is_current = (request.endpoint or "").rpartition(".")[0] == endpoint.rpartition(".")[0]
    return Item(label, url_for(endpoint, **values), icon, is_current, in_tab_bar=in_tab_bar, kind=kind)


def navigation_of(standing: Standing) -> list[Item]:
    """The pages of this person, in the order of the bars."""
    items: list[Item] = []
    return items


def show_navigation() -> dict[str, Any]:
    """For every template: where this person can go. Signed-out pages have no bars and ask nothing of the database."""
    settings = current_app.config["SETTINGS"]
    context: dict[str, Any] = {
        "navigation": [],
        "account_menu": [],
        "organisation": SimpleNamespace(name=settings.ORGANISATION, logo_url=None),
        "theme_url": "/theme.css",
        "is_demo": settings.DEMO,
    }
    if current_user and current_user.is_authenticated:
        context["navigation"] = navigation_of(standing_of(current_user))
        context["account_menu"] = []
    return context
