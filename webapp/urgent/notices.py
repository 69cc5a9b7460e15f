"""What people are told of urgent messages."""

from webapp.notifications.actions.telling import notify
from webapp.notifications.models import Notification
from webapp.notifications.rules import URGENT
from webapp.urgent.models import UrgentMessage
from webapp.urgent.queries.messages import audience_of, readers_by_message


def tell_of_urgent_message(message: UrgentMessage) -> Notification:
    """Every guardian whom it concerns hears of it at once, past quiet hours and preferences, until it is over."""
    units = {unit_id for unit_id, *_ in audience_of(message)}
    return notify(
        URGENT,
        readers_by_message(message),
        message.title,
        message.body,
        f"/urgent/{message.id}",
        key=f"urgent-{message.id}",
        author=message.author,
        unit=units.pop() if len(units) == 1 else None,
        expires_at=message.expires_at,
    )
