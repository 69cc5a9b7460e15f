"""What the portal mailed about accounts, and the links in it."""

import re

from webapp.core.mail import OutgoingMail


def mails() -> list[tuple[str, str]]:
    """To whom the portal wrote, and about what, in the order of writing."""
    rows = OutgoingMail.select(OutgoingMail.to, OutgoingMail.subject).order_by(OutgoingMail.id)
    return [(mail.to, mail.subject) for mail in rows]


def mailed_link(to: str, path: str) -> str:
    """The last link that was mailed to this address below this path: `/activations/…`."""
    mail = OutgoingMail.select().where(OutgoingMail.to == to).order_by(OutgoingMail.id.desc()).get()
    link = re.search(rf"http://localhost:8000({path}/[\w-]+)", mail.text)
    assert link, mail.text
    return link[1]


def sentences(page: str) -> str:
    """What stands in the main part of a page, without its markup."""
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def what_is_wrong(page: str) -> list[str]:
    """The sentences in red: above the form and under its fields."""
    found = re.findall(
        r'<div class="notice notice-danger">.*?<div>(.*?)</div>|field-error".*?</svg>\s*(.*?)</p>', page, re.S
    )
    return [re.sub(r"<[^>]+>", "", above or under).strip() for above, under in found]
