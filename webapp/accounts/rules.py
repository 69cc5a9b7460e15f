"""Decisions about passwords, links in mails and sessions: values in, answer out."""

import re
from datetime import datetime, timedelta

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 128
# What a guesser in a Dutch school tries first; zxcvbn's own lists are English.
WORDS_HERE = (
    *("wachtwoord", "welkom", "geheim", "school", "schoolplein", "ouderportaal", "portaal", "ouder", "ouders", "groep"),
    *(
        "juf",
        "meester",
        "leerkracht",
        "klas",
        "kind",
        "kinderen",
        "moeder",
        "vader",
        "mama",
        "papa",
        "hallo",
        "nederland",
    ),
    *("amsterdam", "feyenoord", "zomer", "winter", "lente", "herfst", "januari", "augustus", "september", "liefde"),
)
LINK_LASTS = {
    "activation": timedelta(days=3),
    "password": timedelta(hours=1),
    "email": timedelta(days=1),
    "invitation": timedelta(days=14),
}
CONFIRMATION_LASTS = timedelta(minutes=15)
SEEN_IS_WRITTEN_EVERY = timedelta(minutes=5)

BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def password_problem(password: str, about: tuple[str, ...] = ()) -> str | None:
    """Why this password will not do (`password_too_short`, `…_too_long`, `…_too_easy`), or None.

    At least 10 characters and not among the common, leaked or guessable ones, counting what is known of the person
    (OWASP ASVS 5.0, 6.2). No rules about which characters: those make passwords weaker.
    """
    if len(password) < SHORTEST_PASSWORD:
        return "password_too_short"
    if len(password) > LONGEST_PASSWORD:
        return "password_too_long"
    from zxcvbn import zxcvbn  # its word lists take 12 MB: only where somebody chooses a password

    known = [*WORDS_HERE, *(form for text in about for form in forms_of(text))]
    return "password_too_easy" if zxcvbn(password[:72], user_inputs=known)["score"] < 2 else None


def forms_of(text: str) -> list[str]:
    """How somebody may use a name or address in a password: whole, written together, and each of its parts."""
    return [text, text.replace(" ", ""), *re.split(r"[\s@.]+", text), *re.split(r"[\s@]+", text)]


def is_confirmed(confirmed_at: datetime, now: datetime) -> bool:
    """Whether the password was typed on this device recently enough for what cannot be undone."""
    return now - confirmed_at < CONFIRMATION_LASTS


def session_lasts(signs_in_daily: bool, parent_days: int, staff_hours: int) -> timedelta:
    """How long a session may lie idle: a month on a parent's own phone, a working day for who works here."""
    return timedelta(hours=staff_hours) if signs_in_daily else timedelta(days=parent_days)


def device_name(user_agent: str) -> str:
    """«Chrome · Android»: enough for somebody to know their own devices."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)
