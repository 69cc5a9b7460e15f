"""Notifications by mail, over a real mail server: what its answers leave behind, show and make us do again."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from webapp.core import clock
from webapp.core.mail import OutgoingMail, deliver_due_mail
from webapp.notifications.actions.mailing import follow_mails
from webapp.notifications.actions.telling import notify
from webapp.notifications.models import AddressTrouble, Delivery
from webapp.notifications.rules import short_trouble

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
MARIEKE, TOM = "marieke@ouders.example", "tom@ouders.example"
LATER = timedelta(seconds=30)


@pytest.fixture
def told(cast, office, monkeypatch):
    """Marieke, and then Tom, are told something by mail; the portal waits 0.3 s for an answer."""
    monkeypatch.setattr("webapp.core.postmen.PATIENCE", 0.3)
    with clock.frozen_at(NOON):
        yield notify(
            "school_news",
            [cast.marieke, cast.tom],
            "Studiedag",
            "Vrijdag vrij",
            "/news/1",
            key="post-1",
            unit=cast.school,
        )


def deliver():
    """What a worker does now: what is due, the rest at the next minute, and the look at what became of it."""
    deliver_due_mail()
    deliver_due_mail()
    follow_mails()


def mail_to(email):
    return OutgoingMail.get(OutgoingMail.to == email)


def delivery_to(email):
    return Delivery.get(Delivery.mail == mail_to(email))


def shown_of(browser, unit, name):
    """State and reason of the mail to somebody, as the office reads them."""
    page = browser.get(f"/units/{unit.id}/deliveries").text
    rows = [row for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL) if f">{name}</td>" in row and "E-mail" in row]
    return re.sub(r"<[^>]+>", " ", re.findall(r"<td[^>]*><span>(.*?)</td>", rows[0], re.DOTALL)[-1]).split("  ")[0:2]


def words(cells):
    return [" ".join(cell.split()) for cell in cells if cell.strip()]


@pytest.mark.parametrize(
    ("stage", "answer", "mail", "delivery", "has_trouble", "shown"),
    [
        (
            "rcpt", "451 try later", "pending", ("pending", ""), False,
            ["Wacht", "de mailserver neemt voor dit adres niets aan (451 try later)"],
        ),
        (
            "rcpt", "550 no such family", "failed", ("failed", "SMTPRecipientsRefused 550 no such family"), True,
            ["Mislukt", "de mailserver neemt voor dit adres niets aan (550 no such family)"],
        ),
        (
            "data", "451 try later", "pending", ("pending", ""), False,
            ["Wacht", "de mailserver neemt dit bericht niet aan (451 try later)"],
        ),
        (
            "data", "554 looks like spam", "failed", ("failed", "SMTPDataError 554 looks like spam"), False,
            ["Mislukt", "de mailserver neemt dit bericht niet aan (554 looks like spam)"],
        ),
        ("rcpt", "close", "pending", ("pending", ""), False, ["Wacht", "de mailserver verbrak de verbinding"]),
        ("rcpt", "hang", "pending", ("pending", ""), False, ["Wacht", "de mailserver antwoordde niet"]),
        ("data", "take and close", "pending", ("pending", ""), False, ["Wacht", "de mailserver verbrak de verbinding"]),
    ],
)  # fmt: skip
def test_what_an_answer_leaves_behind_and_shows_and_that_the_next_mail_goes_through(
    cast, browser_of, office, told, stage, answer, mail, delivery, has_trouble, shown
):
    getattr(office, stage)[MARIEKE] = answer

    deliver()

    row, trouble = delivery_to(MARIEKE), AddressTrouble.get_or_none(AddressTrouble.person == cast.marieke)
    assert (mail_to(MARIEKE).state, (row.state, row.why), trouble is not None) == (mail, delivery, has_trouble)
    assert words(shown_of(browser_of(cast.ingrid), cast.school, "Marieke de Vries")) == shown
    assert (mail_to(TOM).state, delivery_to(TOM).state, [m["To"] for m in office.mails].count(TOM)) == (
        "sent", "accepted", 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "answer", "copies"),
    [
        ("rcpt", "451 try later", 1),
        ("data", "451 try later", 1),
        ("rcpt", "close", 1),
        ("rcpt", "hang", 1),
        ("data", "take and close", 2),
    ],
)
def test_what_was_put_off_goes_again_with_the_same_message_id(cast, office, told, stage, answer, copies):
    getattr(office, stage)[MARIEKE] = answer
    written = mail_to(MARIEKE).message_id
    deliver()

    with clock.frozen_at(NOON + LATER - timedelta(seconds=1)):
        deliver()
        too_early = mail_to(MARIEKE).state
    with clock.frozen_at(NOON + LATER):
        deliver()

    ids = [mail["Message-ID"] for mail in office.mails if mail["To"] == MARIEKE]
    assert (too_early, mail_to(MARIEKE).state, delivery_to(MARIEKE).state) == ("pending", "sent", "accepted")
    assert ids == [written] * copies


def test_what_was_refused_for_good_is_not_tried_again(cast, office, told):
    office.rcpt[MARIEKE] = "550 no such family"
    deliver()

    with clock.frozen_at(NOON + timedelta(days=2)):
        deliver()

    assert ([mail["To"] for mail in office.mails], mail_to(MARIEKE).attempts) == ([TOM], 1)


@pytest.mark.parametrize(
    ("why", "short"),
    [
        ("SMTPRecipientsRefused: {'a@b.nl': (550, b'5.1.1 unknown')}", "SMTPRecipientsRefused 550 5.1.1 unknown"),
        ('SMTPDataError: (552, b"that\'s enough")', "SMTPDataError 552 that"),
        ("TimeoutError: timed out", "TimeoutError"),
        ("SMTPServerDisconnected: Connection unexpectedly closed", "SMTPServerDisconnected"),
        ("x" * 300, "x" * 60),
        ("", ""),
    ],
)
def test_trouble_with_a_mail_is_told_short(why, short):
    assert short_trouble(why) == short
