"""Every setting of the portal: its name, its working default, and the sentence that refuses a wrong value.

`docs/running.md` holds the same table for people; a test keeps the two equal.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import quote, urlsplit

from webapp.core.credentials import kept_secret

PROJECT = Path(__file__).resolve().parents[2]


class WrongSetting(Exception):
    """A setting that cannot work; its text names the setting and tells what would work."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation can choose. Read once, at start; see `read_settings`."""

    DATA_FOLDER: Path
    DATABASE_URL: str
    SITE_ADDRESS: str
    HOST: str
    PORT: int
    THREADS: int
    SECRET_KEY: str
    REGISTER_KEY: str
    FILES_URL: str
    ORGANISATION: str
    DEMO: bool
    SMTP_URL: str
    MAIL_FROM: str
    TRUSTED_PROXIES: int
    UPLOAD_LIMIT_MB: int
    PARENT_SESSION_DAYS: int
    STAFF_SESSION_HOURS: int
    NEWS_POLL_SECONDS: int
    URGENT_MAIL_MINUTES: int
    PUSH_HOSTS: tuple[str, ...]
    PUSH_CA_FILE: str
    VAPID_CONTACT: str
    LOG_LEVEL: str

    @property
    def secure(self) -> bool:
        """Whether visitors come by https, so that cookies may insist on it."""
        return self.SITE_ADDRESS.startswith("https:")


def text(value: str) -> str:
    return value


def switch(value: str) -> bool:
    known = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False, "": False}
    if value.lower() not in known:
        raise ValueError("write 1 or 0")
    return known[value.lower()]


def number(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
            raise ValueError(f"write a whole number from {least} to {most}")
        return int(value)

    return read


def one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(f"write one of {', '.join(choices)}")
        return value

    return read


def address(*schemes: str, may_be_empty: bool = False) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not (may_be_empty and not value) and not is_address(value, schemes):
            raise ValueError(f"write an address that begins with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return value.rstrip("/")

    return read


def is_address(value: str, schemes: tuple[str, ...]) -> bool:
    """Whether this is `scheme://host…` with a possible port; a database may have a path instead of a host."""
    try:
        parts = urlsplit(value)
        is_database = parts.scheme in {"sqlite", "postgresql", "postgres"}
        place = parts.hostname or (is_database and parts.path.strip("/"))
        return parts.scheme in schemes and "://" in value and bool(place) and parts.port != 0
    except ValueError:
        return False


def made_folder(value: str) -> Path:
    folder = Path(value).resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds what families tell: for no other user
    except OSError as problem:
        raise ValueError(f"this folder cannot be made ({problem.strerror})") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ValueError("nothing can be written in this folder")
    return folder


def mail_address(value: str) -> str:
    if value.count("@") != 1 or any(character in value for character in "\r\n ") or value[0] == "@" or value[-1] == "@":
        raise ValueError("write one mail address, like portaal@school.nl")
    return value


def push_hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(host.strip().lower() for host in value.split(",") if host.strip())
    if not hosts or not all(re.fullmatch(r"(\*\.)?[a-z0-9.-]+(:\d{1,5})?", host) for host in hosts):
        raise ValueError("write host names with commas between them, like fcm.googleapis.com,*.push.apple.com")
    return hosts


def readable_file(value: str) -> str:
    if value and not os.access(value, os.R_OK):
        raise ValueError("this file cannot be read")
    return value


# Names that lead nowhere (RFC 6761; localdomain is what Unix calls a machine without a name).
NOBODYS = re.compile(r"[.@/](localdomain|localhost|invalid|test)$")


def contact(value: str) -> str:
    """Push services want to be able to reach somebody (RFC 8292, 2.1); Apple refuses what is no real address."""
    if value and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+|https://[^\s/]+\.[^\s]+", value):
        raise ValueError("write mailto: and a mail address, or an https:// address")
    return value


# name: (default, reader). A default that depends on the data folder is worked out in `read_settings`.
READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "DATA_FOLDER": (str(PROJECT / "var"), made_folder),
    "DATABASE_URL": ("", address("sqlite", "postgresql", "postgres", may_be_empty=True)),
    "SITE_ADDRESS": ("http://localhost:8000", address("http", "https")),
    "HOST": ("127.0.0.1", text),
    "PORT": ("8000", number(1, 65535)),
    "THREADS": ("8", number(1, 64)),
    "SECRET_KEY": ("", text),
    "REGISTER_KEY": ("", text),
    "FILES_URL": ("", address("s3", may_be_empty=True)),
    "ORGANISATION": ("Schoolplein", text),
    "DEMO": ("0", switch),
    "SMTP_URL": ("", address("smtp", "smtps", may_be_empty=True)),
    "MAIL_FROM": ("portaal@localhost.localdomain", mail_address),
    "TRUSTED_PROXIES": ("0", number(0, 5)),
    "UPLOAD_LIMIT_MB": ("40", number(1, 500)),
    "PARENT_SESSION_DAYS": ("30", number(1, 365)),
    "STAFF_SESSION_HOURS": ("12", number(1, 24 * 7)),
    "NEWS_POLL_SECONDS": ("30", number(1, 3600)),
    "URGENT_MAIL_MINUTES": ("10", number(1, 1440)),
    "PUSH_HOSTS": (
        "fcm.googleapis.com,*.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com",
        push_hosts,
    ),
    "PUSH_CA_FILE": ("", readable_file),
    "VAPID_CONTACT": ("", contact),
    "LOG_LEVEL": ("INFO", one_of("DEBUG", "INFO", "WARNING", "ERROR")),
}
HOLD_PASSWORDS = {"DATABASE_URL", "SMTP_URL"}  # what is wrong with these is told without showing them


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process, from its environment; raises WrongSetting, which names the culprit."""
    environment = os.environ if environment is None else environment
    values: dict = {}
    for name, (default, read) in READERS.items():
        given = environment.get(name, "")
        try:
            values[name] = read(given or default)
        except ValueError as problem:
            shown = name if name in HOLD_PASSWORDS else f"{name}={given or default!r}"
            raise WrongSetting(f"{shown} does not work: {problem}.") from None
    folder: Path = values["DATA_FOLDER"]
    values["DATABASE_URL"] = values["DATABASE_URL"] or f"sqlite:///{quote(str(folder / 'schoolplein.db'))}"
    values["SECRET_KEY"] = values["SECRET_KEY"] or kept_secret(folder / "secret_key")
    values["REGISTER_KEY"] = values["REGISTER_KEY"] or kept_secret(folder / "register_key")
    values["VAPID_CONTACT"] = values["VAPID_CONTACT"] or f"mailto:{values['MAIL_FROM']}"
    if values["SITE_ADDRESS"].startswith("https:") and NOBODYS.search(values["VAPID_CONTACT"]):
        raise WrongSetting(
            f"VAPID_CONTACT={values['VAPID_CONTACT']!r} is nobody's address, and Apple refuses notifications then: "
            "set VAPID_CONTACT, or MAIL_FROM, to an address that exists."
        )
    for name in ("SECRET_KEY", "REGISTER_KEY"):
        if len(values[name]) < 32:
            raise WrongSetting(f"{name} is too short: write at least 32 random characters, or leave it out.")
    return Settings(**values)


assert [field.name for field in fields(Settings)] == list(READERS)
