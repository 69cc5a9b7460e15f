"""What an installation can choose: every default works, every wrong value is refused by a sentence that names it."""

import re
import stat
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from webapp.core.credentials import keep_once, kept_secret, kept_vapid_key
from webapp.core.db import open_database
from webapp.core.settings import READERS, WrongSetting, read_settings

RUNNING = Path(__file__).resolve().parents[2] / "docs" / "running.md"
DEFAULTS = {
    "SITE_ADDRESS": "http://localhost:8000",
    "HOST": "127.0.0.1",
    "PORT": 8000,
    "THREADS": 8,
    "FILES_URL": "",
    "ORGANISATION": "Schoolplein",
    "DEMO": False,
    "SMTP_URL": "",
    "MAIL_FROM": "portaal@localhost.localdomain",
    "TRUSTED_PROXIES": 0,
    "UPLOAD_LIMIT_MB": 40,
    "PARENT_SESSION_DAYS": 30,
    "STAFF_SESSION_HOURS": 12,
    "NEWS_POLL_SECONDS": 30,
    "URGENT_MAIL_MINUTES": 10,
    "PUSH_HOSTS": (
        "fcm.googleapis.com",
        "*.push.services.mozilla.com",
        "*.push.apple.com",
        "*.notify.windows.com",
    ),
    "PUSH_CA_FILE": "",
    "VAPID_CONTACT": "mailto:portaal@localhost.localdomain",
    "LOG_LEVEL": "INFO",
}


def settings_with(folder: Path, **given: str):
    return read_settings({"DATA_FOLDER": str(folder), **given})


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_every_default_works(tmp_path):
    settings = settings_with(tmp_path)

    assert {name: getattr(settings, name) for name in DEFAULTS} == DEFAULTS
    assert set(READERS) == set(DEFAULTS) | {"DATA_FOLDER", "DATABASE_URL", "SECRET_KEY", "REGISTER_KEY"}


def test_empty_values_mean_the_default(tmp_path):
    given = settings_with(tmp_path, **dict.fromkeys(DEFAULTS, ""))

    assert given == settings_with(tmp_path)


@pytest.mark.parametrize(("value", "is_on"), [("1", True), ("yes", True), ("True", True), ("0", False), ("no", False)])
def test_switch_is_on_or_off(tmp_path, value, is_on):
    assert settings_with(tmp_path, DEMO=value).DEMO is is_on


def test_addresses_lose_the_slash_at_their_end(tmp_path):
    assert settings_with(tmp_path, SITE_ADDRESS="http://portaal.example/").SITE_ADDRESS == "http://portaal.example"


@pytest.mark.parametrize(("address", "secure"), [("https://portaal.example", True), ("http://localhost:8000", False)])
def test_https_makes_cookies_insist_on_it(tmp_path, address, secure):
    assert settings_with(tmp_path, SITE_ADDRESS=address, MAIL_FROM="portaal@school.nl").secure is secure


@pytest.mark.parametrize(
    ("given", "works"),
    [
        ({}, False),
        ({"MAIL_FROM": "portaal@school.nl"}, True),
        ({"VAPID_CONTACT": "mailto:ict@school.nl"}, True),
        ({"VAPID_CONTACT": "https://school.nl/contact"}, True),
        ({"VAPID_CONTACT": "mailto:ict@school.test"}, False),
        ({"VAPID_CONTACT": "https://portaal.localhost"}, False),
        ({"SITE_ADDRESS": "http://localhost:8000"}, True),  # at home, for a look
    ],
)
def test_a_real_site_names_an_address_that_exists_for_push_services(tmp_path, given, works):
    def start():
        return settings_with(tmp_path, **({"SITE_ADDRESS": "https://portaal.school.nl"} | given))

    if works:
        assert start().VAPID_CONTACT
    else:
        with pytest.raises(WrongSetting, match="VAPID_CONTACT"):
            start()


HOSTS = "write host names with commas between them, like fcm.googleapis.com,*.push.apple.com"
WHOLE = "write a whole number from"
WRONG = [
    ("SITE_ADDRESS", "portaal.example", "write an address that begins with http:// or https://"),
    ("SITE_ADDRESS", "ftp://portaal.example", "write an address that begins with http:// or https://"),
    ("SITE_ADDRESS", "https:portaal.example", "write an address that begins with http:// or https://"),
    ("SITE_ADDRESS", "https:///", "write an address that begins with http:// or https://"),
    ("SITE_ADDRESS", "https://portaal.example:port", "write an address that begins with http:// or https://"),
    ("SITE_ADDRESS", "https://[portaal", "write an address that begins with http:// or https://"),
    ("PORT", "0", f"{WHOLE} 1 to 65535"),
    ("PORT", "65536", f"{WHOLE} 1 to 65535"),
    ("PORT", "²", f"{WHOLE} 1 to 65535"),
    ("THREADS", "many", f"{WHOLE} 1 to 64"),
    ("DEMO", "maybe", "write 1 or 0"),
    ("MAIL_FROM", "portaal", "write one mail address, like portaal@school.nl"),
    ("MAIL_FROM", "@school.nl", "write one mail address, like portaal@school.nl"),
    ("MAIL_FROM", "a@school.nl\r\nBcc: b@school.nl", "write one mail address, like portaal@school.nl"),
    ("TRUSTED_PROXIES", "-1", f"{WHOLE} 0 to 5"),
    ("UPLOAD_LIMIT_MB", "1.5", f"{WHOLE} 1 to 500"),
    ("PARENT_SESSION_DAYS", "366", f"{WHOLE} 1 to 365"),
    ("STAFF_SESSION_HOURS", "0", f"{WHOLE} 1 to 168"),
    ("NEWS_POLL_SECONDS", "0", f"{WHOLE} 1 to 3600"),
    ("PUSH_HOSTS", "https://push.example/", HOSTS),
    ("PUSH_HOSTS", ",", HOSTS),
    ("PUSH_CA_FILE", "/nowhere/authority.pem", "this file cannot be read"),
    ("VAPID_CONTACT", "ict@school.nl", "write mailto: and a mail address, or an https:// address"),
    ("VAPID_CONTACT", "mailto:ict@localhost", "write mailto: and a mail address, or an https:// address"),
    ("LOG_LEVEL", "loud", "write one of DEBUG, INFO, WARNING, ERROR"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), WRONG)
def test_wrong_value_is_refused_by_a_sentence_that_names_it(tmp_path, name, value, sentence):
    with pytest.raises(WrongSetting) as refusal:
        settings_with(tmp_path, **{name: value})

    assert str(refusal.value) == f"{name}={value!r} does not work: {sentence}."


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "mysql://portal:geheim@db/portal", "sqlite:// or postgresql:// or postgres://"),
        ("DATABASE_URL", "sqlite:///", "sqlite:// or postgresql:// or postgres://"),
        ("SMTP_URL", "http://portal:geheim@mail", "smtp:// or smtps://"),
        ("SMTP_URL", "smtp://portal:geheim@mail:99999", "smtp:// or smtps://"),
        ("SMTP_URL", "smtp://", "smtp:// or smtps://"),
    ],
)
def test_wrong_address_that_may_hold_a_password_is_named_but_not_shown(tmp_path, name, value, sentence):
    with pytest.raises(WrongSetting) as refusal:
        settings_with(tmp_path, **{name: value})

    assert str(refusal.value) == f"{name} does not work: write an address that begins with {sentence}."


def test_short_secret_key_is_refused_and_not_shown(tmp_path):
    with pytest.raises(WrongSetting) as refusal:
        settings_with(tmp_path, SECRET_KEY="geheim")

    assert str(refusal.value) == ("SECRET_KEY is too short: write at least 32 random characters, or leave it out.")


def test_data_folder_that_is_a_file_is_refused(tmp_path):
    taken = tmp_path / "var"
    taken.write_text("")

    with pytest.raises(WrongSetting) as refusal:
        settings_with(taken)

    assert str(refusal.value) == (
        f"DATA_FOLDER={str(taken)!r} does not work: this folder cannot be made (File exists)."
    )


def test_data_folder_is_made_for_nobody_else(tmp_path):
    folder = settings_with(tmp_path / "new" / "var").DATA_FOLDER

    assert (folder, mode_of(folder)) == (tmp_path / "new" / "var", 0o700)


def test_database_is_a_file_in_the_data_folder_unless_another_is_named(tmp_path):
    folder = tmp_path / "a b#c?d%20"

    settings = settings_with(folder)

    assert open_database(settings.DATABASE_URL).database == str(folder / "schoolplein.db")
    assert unquote(urlsplit(settings.DATABASE_URL).path) == f"/{folder}/schoolplein.db"
    assert settings_with(folder, DATABASE_URL="postgresql://db/portal").DATABASE_URL == "postgresql://db/portal"


@pytest.mark.parametrize("name", ["SECRET_KEY", "REGISTER_KEY"])
def test_key_is_made_on_first_start_and_kept(tmp_path, name):
    first = getattr(settings_with(tmp_path), name)
    second = getattr(settings_with(tmp_path), name)

    assert (len(first), second, mode_of(tmp_path / name.lower())) == (43, first, 0o600)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["register_key", "secret_key"]


def test_vapid_key_is_made_on_first_start_and_kept(tmp_path):
    from py_vapid import Vapid02

    first = kept_vapid_key(tmp_path / "vapid.pem").read_bytes()
    second = kept_vapid_key(tmp_path / "vapid.pem").read_bytes()

    assert (second, mode_of(tmp_path / "vapid.pem")) == (first, 0o600)
    assert Vapid02.from_pem(first).public_key.curve.name == "secp256r1"


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path):
    """The second begins while the first is still making its secret."""
    kept: list[str] = []

    def make() -> bytes:
        if not kept:
            kept.append("")
            kept.append(kept_secret(tmp_path / "secret_key"))
        return b"too late"

    keep_once(tmp_path / "secret_key", make)
    threads = [threading.Thread(target=lambda: kept.append(kept_secret(tmp_path / "secret_key"))) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(kept[1]) == 43
    assert kept[1:] == [kept[1]] * 5
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_every_setting_stands_in_the_table_of_running_md(tmp_path):
    rows = re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", RUNNING.read_text(), re.MULTILINE)

    assert [name for name, default in rows] == list(READERS)
    told = {name: default.strip().strip("`") for name, default in rows}
    assert {name: told[name] for name in DEFAULTS if told[name] != "empty"} == {
        name: READERS[name][0] for name in DEFAULTS if READERS[name][0]
    }
