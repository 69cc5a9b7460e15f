"""The demo's mailbox: to be read on this machine, in demo mode, and by nobody else."""

from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix

from tests.accounts.mails import sentences
from webapp.accounts.actions.passwords import ask_new_password
from webapp.core.mail import deliver_due_mail

PAGE = "/dev/mailbox"


@pytest.fixture
def use(app, monkeypatch, tmp_path):
    """`use(DEMO=False)`: this portal is set so; its mail lies in a fresh folder."""

    def change(**others) -> None:
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], DATA_FOLDER=tmp_path, **others))

    change()
    return change


@pytest.fixture
def mail(cast, use, tmp_path) -> Path:
    """The file of a mail to Marieke."""
    ask_new_password(cast.marieke.email)
    deliver_due_mail()
    (file,) = (tmp_path / "mail").glob("*.eml")
    return file


def statuses(client, mail: Path, by: str = "127.0.0.1", **headers: str) -> list[int]:
    """What a visitor from this address meets at the list and at the mail."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    paths = (PAGE, f"{PAGE}/{mail.stem}")
    return [client.get(path, environ_base={"REMOTE_ADDR": by}, headers=named).status_code for path in paths]


def test_newcomer_reads_the_mail_and_follows_its_link(client, mail):
    index = client.get(PAGE).text
    page = client.get(f"{PAGE}/{mail.stem}").text

    assert sentences(index).endswith("Een nieuw wachtwoord kiezen aan marieke@ouders.example")
    assert index.count(f'href="{PAGE}/{mail.stem}"') == 1
    link = page.partition('href="http://localhost:8000/passwords/')[2].partition('"')[0]
    assert client.get(f"/passwords/{link}").status_code == 200


def test_empty_mailbox_says_so(client, use):
    assert "Nog geen mail" in client.get(PAGE).text


@pytest.mark.parametrize("by", ["127.0.0.1", "127.8.9.1", "::1"])
def test_visitor_at_this_machine_reads_it(client, mail, by):
    assert statuses(client, mail, by) == [200, 200]


@pytest.mark.parametrize("by", ["203.0.113.7", "192.168.1.20", "10.0.0.1", "2001:db8::1", "0.0.0.0", ""])
def test_visitor_from_elsewhere_finds_nothing(client, mail, by):
    assert statuses(client, mail, by) == [404, 404]


@pytest.mark.parametrize("by", ["127.0.0.1", "203.0.113.7"])
@pytest.mark.parametrize(
    "header",
    [
        {"X_Forwarded_For": "127.0.0.1"},
        {"X_Forwarded_For": "127.0.0.1, 203.0.113.7"},
        {"X_Real_IP": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 nginx"},
    ],
)
def test_who_comes_through_a_web_server_finds_nothing(client, mail, by, header):
    assert statuses(client, mail, by, **header) == [404, 404]


def test_forged_address_is_not_believed_where_web_servers_are_trusted(app, client, mail, monkeypatch):
    monkeypatch.setattr(app, "wsgi_app", ProxyFix(app.wsgi_app, 1, 1, 1))

    assert statuses(client, mail, "203.0.113.7", X_Forwarded_For="127.0.0.1") == [404, 404]


@pytest.mark.parametrize("others", [{"DEMO": False}, {"SMTP_URL": "smtp://mail.example"}])
def test_real_portal_has_no_mailbox(client, mail, use, others):
    use(**others)

    assert statuses(client, mail) == [404, 404]


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fsecret_key", "../secret_key", "%00", "*"])
def test_name_that_is_no_mail_is_not_there(client, mail, name):
    assert client.get(f"{PAGE}/{name}").status_code == 404


def test_mail_with_markup_in_it_does_no_harm(cast, client, use, tmp_path):
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "1.eml").write_bytes(
        b"Subject: <script>alert(1)</script>\r\nTo: a@b.example\r\n"
        b"Content-Type: text/plain\r\n\r\n<script>alert(2)</script>\r\n"
    )

    pages = [client.get(path).text for path in (PAGE, f"{PAGE}/1")]

    assert ["<script>alert" in page for page in pages] == [False, False]
