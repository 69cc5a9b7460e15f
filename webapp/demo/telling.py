"""What the demo school told so that there is something to show: a morning without heating, for the board, and the
digest of last Saturday."""

from datetime import time, timedelta
from random import Random

from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.mail import OutgoingMail
from webapp.digest.actions.sending import send_due_digests
from webapp.digest.rules.weeks import SATURDAY
from webapp.notifications.actions.devices import open_notification
from webapp.notifications.actions.mailing import follow_mails
from webapp.schools.models import Group
from webapp.schools.rules.audiences import Part
from webapp.urgent.actions.messages import confirm_message, send_urgent_message
from webapp.urgent.models import UrgentMessage
from webapp.urgent.queries.messages import readers_by_message

DAYS_AGO, AT = 8, time(7, 12)
DIGEST_AT = time(8, 0)
CONFIRMED, OPENED = 0.6, 0.85  # of the parents


def send_urgent_messages(sender: Person, group: Group, random: Random) -> None:
    """The director closes a group for a day; most parents confirm, some only open it, some do neither."""
    with clock.frozen_at(clock.at(clock.today() - timedelta(days=DAYS_AGO), AT)):
        message = send_urgent_message(
            sender,
            "Groep 5 is vandaag gesloten",
            "De verwarming in het lokaal is stuk. Kunt u uw kind thuis houden?\nOpvang nodig? Bel de school.",
            [Part(group.unit_id, group.id)],
            "today",
            "demo-urgent",
        )
        mails_arrived()
    with clock.frozen_at(message.sent_at + timedelta(minutes=6)):
        answer(message, random)
        UrgentMessage.update(mailed_at=message.mail_at).where(UrgentMessage.id == message.id).execute()


def send_last_digest() -> None:
    """The digest of the Saturday before today went, as it does by itself."""
    days = (clock.today().weekday() - SATURDAY) % 7 or 7
    with clock.frozen_at(clock.at(clock.today() - timedelta(days=days), DIGEST_AT)):
        send_due_digests()


def mails_arrived() -> None:
    """What was mailed until now arrived."""
    OutgoingMail.update(state="sent", sent_at=clock.now()).where(OutgoingMail.state == "pending").execute()
    follow_mails()


def answer(message: UrgentMessage, random: Random) -> None:
    for person in readers_by_message(message):
        chance = random.random()
        if chance < CONFIRMED:
            confirm_message(person, message)
        elif chance < OPENED:
            open_notification(person, message.notification_id)
