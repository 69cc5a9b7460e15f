"""Mail, sent to a real server on this machine that parses it: whole, once, in the right hands, whatever happens."""

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from types import SimpleNamespace

import pytest

from tests.core.mail_server import PostOffice, mail_server, server_tls, trusting_tls
from webapp.core import clock
from webapp.core.db import db
from webapp.core.mail import (
    LEASE,
    MOST_ATTEMPTS,
    OutgoingMail,
    claim_next_mail,
    deliver_due_mail,
    deliver_mail_every_minute,
    oldest_waiting_mail,
    pause_after,
    post_mail,
)

# Our test server does what a careful one would not: a log-in where it sees no TLS.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NOOR, DAAN, MEES = "noor@ouders.example", "daan@ouders.example", "mees@ouders.example"
LOGIN = "portaal%40school.example:p%40ss%2Fwoord@"


def letter(to: str, name: str = "Noor de Vries", language: str = "nl") -> OutgoingMail:
    """A mail with a secret link in it, as an action would post it."""
    person = SimpleNamespace(name=name)
    return post_mail(to, language, "Activeer je account", "accounts/email/activation", person=person, token="geheim")


def state_of(mail: OutgoingMail) -> tuple[str, int, str]:
    mail = OutgoingMail.get_by_id(mail.id)
    return mail.state, mail.attempts, mail.why


@pytest.fixture
def now(transaction):
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def use(app, monkeypatch):
    """`use("smtp://127.0.0.1:2525")`: this portal mails there."""

    def change(smtp_url: str, **others) -> None:
        settings = replace(app.config["SETTINGS"], SMTP_URL=smtp_url, MAIL_FROM="portaal@school.example", **others)
        monkeypatch.setitem(app.config, "SETTINGS", settings)

    return change


@pytest.fixture
def plain_server(office, use):
    """A server without TLS, and a portal that uses it."""
    with mail_server(office) as port:
        use(f"smtp://127.0.0.1:{port}", ORGANISATION="De Notenboom")
        yield port


@pytest.fixture
def trusted(monkeypatch):
    monkeypatch.setattr("webapp.core.postmen.ssl.create_default_context", trusting_tls)


def test_mail_arrives_as_text_and_html_with_the_headers_of_automatic_mail(now, office, plain_server):
    letter(NOOR, name="Noor «de» Vriès")

    sent = deliver_due_mail()

    (mail,) = office.mails
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    row = OutgoingMail.get()
    assert (sent, mail.get_content_type(), mail.defects) == (1, "multipart/alternative", [])
    assert {name: mail[name] for name in ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted")} == {
        "From": "De Notenboom <portaal@school.example>",
        "To": NOOR,
        "Subject": "Activeer je account",
        "Date": "Mon, 23 Nov 2026 12:00:00 +0000",
        "Message-ID": row.message_id,
        "Auto-Submitted": "auto-generated",
    }
    assert text.get_content().splitlines()[0] == "Hallo Noor «de» Vriès,"
    assert [line for line in text.get_content().splitlines() if "geheim" in line] == [
        "http://localhost:8000/activations/geheim"
    ]
    assert html.get_content().count('href="http://localhost:8000/activations/geheim"') == 1
    assert '<html lang="nl" ' in html.get_content()
    assert "googleapis" not in html.get_content()  # who reads a mail is told to nobody
    assert re.fullmatch(r"<[0-9a-f]{32}@school\.example>", row.message_id)


def test_name_with_markup_stays_text(now, office, plain_server):
    letter(NOOR, name="<b>Noor</b>")

    deliver_due_mail()

    (mail,) = office.mails
    assert "<b>Noor</b>" in mail.get_body(("plain",)).get_content()
    assert "&lt;b&gt;Noor&lt;/b&gt;" in mail.get_body(("html",)).get_content()


def test_many_mails_go_over_one_connection_in_the_order_they_were_written(now, office, plain_server):
    for to in (NOOR, DAAN, MEES):
        letter(to)

    sent = deliver_due_mail()

    assert (sent, office.visits, [mail["To"] for mail in office.mails]) == (3, 1, [NOOR, DAAN, MEES])


def test_sent_mail_is_not_sent_again_and_its_link_is_forgotten(now, office, plain_server):
    mail = letter(NOOR)
    deliver_due_mail()

    again = deliver_due_mail()

    row = OutgoingMail.get_by_id(mail.id)
    assert (again, len(office.mails)) == (0, 1)
    assert (row.state, row.sent_at, row.to, row.text, row.html) == ("sent", NOON, NOOR, "", "")


def test_starttls_and_log_in_where_the_server_asks_for_them(now, office, use, trusted):
    with mail_server(office, tls_context=server_tls(), require_starttls=True, auth_required=True) as port:
        use(f"smtp://{LOGIN}127.0.0.1:{port}")
        letter(NOOR)

        sent = deliver_due_mail()

    assert (sent, office.was_encrypted, office.logins) == (1, [True], [("portaal@school.example", "p@ss/woord")])


def test_smtps_speaks_tls_at_once(now, office, use, trusted):
    with mail_server(office, tls=server_tls(), auth_required=True, auth_require_tls=False) as port:
        use(f"smtps://{LOGIN}127.0.0.1:{port}")
        letter(NOOR)

        sent = deliver_due_mail()

    assert (sent, office.was_encrypted, len(office.logins)) == (1, [True], 1)


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_server_that_nobody_vouches_for_gets_neither_password_nor_mail(now, office, use, scheme):
    tls = {"tls": server_tls()} if scheme == "smtps" else {"tls_context": server_tls()}
    with mail_server(office, **tls) as port:
        use(f"{scheme}://{LOGIN}127.0.0.1:{port}")
        mail = letter(NOOR)

        sent = deliver_due_mail()

    assert (sent, office.mails, office.logins) == (0, [], [])
    assert (state_of(mail)[0], "CERTIFICATE_VERIFY_FAILED" in state_of(mail)[2]) == ("pending", True)


def test_password_does_not_travel_in_clear_to_another_machine(now, office, use, monkeypatch):
    monkeypatch.setattr("webapp.core.postmen.is_this_machine", lambda connection: False)
    with mail_server(office, auth_require_tls=False) as port:
        use(f"smtp://{LOGIN}127.0.0.1:{port}")
        mail = letter(NOOR)

        sent = deliver_due_mail()

    assert (sent, office.logins, state_of(mail)[0]) == (0, [], "pending")


def test_wrong_password_at_the_server_costs_nobody_a_mail(now, office, use):
    with mail_server(office, auth_required=True, auth_require_tls=False) as port:
        use(f"smtp://portaal:verkeerd@127.0.0.1:{port}")
        mails = [letter(NOOR), letter(DAAN)]

        sent = deliver_due_mail()

    assert (sent, office.mails) == (0, [])
    assert [state_of(mail)[:2] for mail in mails] == [("pending", 1), ("pending", 0)]
    assert "SMTPAuthenticationError" in state_of(mails[0])[2]


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_later_means_later_with_the_same_message_id(now, office, plain_server, stage):
    getattr(office, stage)[NOOR] = "451 later"
    mail = letter(NOOR)

    at_once = [deliver_due_mail(), deliver_due_mail()]
    with clock.frozen_at(NOON + timedelta(seconds=29)):
        too_early = deliver_due_mail()
    with clock.frozen_at(NOON + timedelta(seconds=30)):
        on_time = deliver_due_mail()

    assert (at_once, too_early, on_time) == ([0, 0], 0, 1)
    assert [sent["Message-ID"] for sent in office.mails] == [mail.message_id]
    assert state_of(mail) == ("sent", 2, "")


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_never_means_never_and_the_others_go_on(now, office, plain_server, stage):
    getattr(office, stage)[NOOR] = "550 no such family"
    mails = [letter(NOOR), letter(DAAN), letter(MEES)]

    sent = deliver_due_mail()

    assert (sent, office.visits, [mail["To"] for mail in office.mails]) == (2, 1, [DAAN, MEES])
    assert [state_of(mail)[:2] for mail in mails] == [("failed", 1), ("sent", 1), ("sent", 1)]
    assert "no such family" in state_of(mails[0])[2]


def test_mail_that_cannot_be_written_fails_and_the_others_go_on(now, office, plain_server):
    broken = letter(NOOR)
    OutgoingMail.update(subject="Hallo\r\nBcc: alle@ouders.example").where(OutgoingMail.id == broken.id).execute()
    letter(DAAN)

    sent = deliver_due_mail()

    assert (sent, [mail["To"] for mail in office.mails]) == (1, [DAAN])
    assert state_of(broken)[:2] == ("failed", 1)


def test_mail_is_given_up_after_the_last_attempt(now, office, plain_server):
    office.rcpt[NOOR] = "451 later"
    mail = letter(NOOR)
    OutgoingMail.update(attempts=MOST_ATTEMPTS - 1).execute()

    deliver_due_mail()

    assert state_of(mail)[:2] == ("failed", MOST_ATTEMPTS)


@pytest.mark.parametrize("trouble", ["close", "hang"])
def test_server_that_hangs_or_hangs_up_keeps_the_mail_waiting(now, office, plain_server, monkeypatch, trouble):
    monkeypatch.setattr("webapp.core.postmen.PATIENCE", 0.2)
    office.rcpt[NOOR] = trouble
    mails = [letter(NOOR), letter(DAAN)]

    sent = deliver_due_mail()
    with clock.frozen_at(NOON + timedelta(minutes=1)):
        deliver_mail_every_minute.now()

    assert (sent, state_of(mails[0]), state_of(mails[1])[:2]) == (0, ("sent", 2, ""), ("sent", 1))


def test_no_server_at_all_keeps_the_mail_waiting(now, use):
    use("smtp://127.0.0.1:1")
    mail = letter(NOOR)

    sent = deliver_due_mail()

    assert (sent, state_of(mail)[0]) == (0, "pending")
    assert state_of(mail)[2].startswith("ConnectionRefusedError")


def test_server_that_parts_rudely_has_the_mail_all_the_same(now, office, plain_server, monkeypatch):
    monkeypatch.setattr("aiosmtpd.smtp.SMTP.smtp_QUIT", lambda server, arg: server.push("451 not yet"))
    mail = letter(NOOR)

    sent = deliver_due_mail()

    assert (sent, state_of(mail)) == (1, ("sent", 1, ""))


def test_mail_of_a_worker_that_died_is_due_again_when_its_lease_ends(now, office, plain_server):
    mail = letter(NOOR)
    taken = claim_next_mail()

    with clock.frozen_at(NOON + LEASE - timedelta(seconds=1)):
        too_early = claim_next_mail()
    with clock.frozen_at(NOON + LEASE):
        deliver_due_mail()

    assert (taken, too_early) == (mail, None)
    assert [sent["Message-ID"] for sent in office.mails] == [mail.message_id]
    assert state_of(mail) == ("sent", 2, "")


@pytest.mark.parametrize(
    ("attempts", "pause"),
    [(1, timedelta(seconds=30)), (2, timedelta(minutes=1)), (5, timedelta(minutes=8)), (12, timedelta(hours=6))],
)
def test_pause_doubles_up_to_six_hours(attempts, pause):
    assert pause_after(attempts) == pause


def test_transaction_that_is_undone_leaves_no_mail(now, app):
    tasks_before = app.extensions["huey"].pending_count()

    with db.atomic() as transaction:
        letter(NOOR)
        transaction.rollback()

    assert (OutgoingMail.select().count(), app.extensions["huey"].pending_count()) == (0, tasks_before)


def test_without_a_mail_server_mail_goes_to_a_folder(now, use, tmp_path):
    use("", DATA_FOLDER=tmp_path)
    letter(NOOR)
    letter(DAAN)

    sent = deliver_due_mail()

    files = sorted((tmp_path / "mail").glob("*.eml"))
    mails = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
    assert (sent, sorted(mail["To"] for mail in mails)) == (2, [DAAN, NOOR])
    assert {file.name[:21] for file in files} == {"20261123T120000000000"}


def test_mail_is_written_in_the_language_of_who_reads_it(now):
    mail = letter(NOOR, language="en")

    assert '<html lang="en" ' in mail.html


def test_oldest_waiting_mail_is_what_health_tells(now, office, plain_server):
    nothing = oldest_waiting_mail()
    with clock.frozen_at(NOON - timedelta(minutes=3)):
        letter(NOOR)

    waiting = oldest_waiting_mail()
    deliver_due_mail()

    assert (nothing, waiting, oldest_waiting_mail()) == (None, 180.0, None)


@pytest.mark.committed
def test_workers_at_once_never_take_the_same_mail(app, transaction):
    expected = sorted(letter(f"ouder{number}@ouders.example").id for number in range(12))
    taken: list[int] = []

    def work() -> None:
        with db.connection_context():
            empty_handed = 0
            while empty_handed < 5:
                mail = claim_next_mail()
                empty_handed += mail is None
                if mail:
                    taken.append(mail.id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == expected
