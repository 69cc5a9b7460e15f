"""A fixed week of the demo school, as its parents get it, against the text that was read and found good.

After changing what the demo school tells, or how a digest reads: `KEEP_DIGEST=1 pytest tests/digest/test_demo_week.py`
writes the text as it is: read its changes.
"""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from webapp.accounts.models import Person
from webapp.core.clock import frozen_at
from webapp.core.db import db
from webapp.core.mail import OutgoingMail
from webapp.demo.loading import load_demo_school
from webapp.digest.actions.sending import send_due_digests
from webapp.news.models import Post

pytestmark = pytest.mark.slow
TEXT = Path(__file__).with_name("week_of_the_demo_school.txt")
FRIDAY_EVENING = datetime(2026, 11, 27, 19, 0, tzinfo=UTC)
EIGHT = datetime(2026, 11, 28, 7, 0, tzinfo=UTC)  # at school, a Saturday
READERS = ("marieke@ouders", "karima@ouders", "sanne@ouders", "tom@ouders", "wouter@ouders", "eline@notenboom")
LINK = re.compile(r"- (?P<title>.+): http://localhost:8000/news/(?P<number>\d+)")


@pytest.fixture(scope="module")
def mails(app: Flask) -> Iterator[dict[str, OutgoingMail]]:
    """What the demo school mails on a Saturday; Wouter reads English. Loading takes seconds: once for a database."""
    with app.app_context(), db.connection_context(), db.atomic() as transaction:
        with frozen_at(FRIDAY_EVENING):
            load_demo_school()
        Person.update(language="en").where(Person.email == "wouter@ouders.example").execute()
        with frozen_at(EIGHT):
            send_due_digests()
        yield {mail.to.removesuffix(".example"): mail for mail in OutgoingMail.select()}
        transaction.rollback()


def as_read(mail: OutgoingMail) -> str:
    """A mail as its reader sees it, without what differs each time: numbers in links, and signatures."""
    text = re.sub(r"/(news|conferences)/\d+", r"/\1/…", mail.text)
    return f"To: {mail.to}\nSubject: {mail.subject}\n\n{re.sub(r'/unsubscribe/.+', '/unsubscribe/…', text)}\n"


def test_fixed_week_of_the_demo_school_reads_as_it_should(mails):
    found = "\n==========\n".join(as_read(mails[who]) for who in READERS if who in mails)
    if os.environ.get("KEEP_DIGEST"):
        TEXT.write_text(found)

    assert found == TEXT.read_text()
    assert len(mails) == len(set(mails)) > 100


def test_every_link_in_it_leads_to_the_post_of_that_title(mails):
    links = {(link["number"], link["title"]) for mail in mails.values() for link in LINK.finditer(mail.text)}

    titles = {str(post.id): post.title for post in Post.select()}
    assert {(number, titles[number]) for number, _ in links} == links != set()


def test_html_of_each_mail_tells_the_same(mails):
    for mail in mails.values():
        lines = [line[2:].partition(": http")[0] for line in mail.text.splitlines() if line.startswith("- ")]
        plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", mail.html)).replace("&#39;", "'").replace("&amp;", "&")

        assert [line for line in lines if line not in plain] == []
