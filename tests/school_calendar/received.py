"""Calendar files as other programs write them, for tests."""

from datetime import date, timedelta

from webapp.core import clock

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//NL\r\n"
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\nDTSTART:19701101T020000\r\n"
    "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nTZNAME:X\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def day_from_now(days: int) -> date:
    return clock.today() + timedelta(days=days)


def vevent(*lines: str, uid: str = "1@elsewhere", title: str = "Sportdag") -> str:
    """An event with these further lines; without a UID for `uid=""`."""
    named = ([f"UID:{uid}"] if uid else []) + ([f"SUMMARY:{title}"] if title else [])
    return "\r\n".join(["BEGIN:VEVENT", *named, *lines, "END:VEVENT", ""])


def whole_day(days: int, *lines: str, **more: str) -> str:
    """An event that takes a whole day, so many days from now."""
    return vevent(f"DTSTART;VALUE=DATE:{day_from_now(days):%Y%m%d}", *lines, **more)


def calendar_of(*parts: str) -> bytes:
    return (HEAD + "".join(parts) + "END:VCALENDAR\r\n").encode()
