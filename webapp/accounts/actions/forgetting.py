"""What is no longer needed of accounts goes by itself."""

from datetime import timedelta

from webapp.accounts.models import MailedLink, Session
from webapp.core import clock
from webapp.core.db import db

SESSIONS_LAST = timedelta(days=90)  # after their end: long enough to answer «who was signed in then?»
LINKS_LAST = timedelta(days=30)


@db.atomic()
def forget_old_sessions() -> int:
    """Sessions that ended or expired long ago go, and mailed links that nobody can use any more; returns how many."""
    sessions, links = clock.now() - SESSIONS_LAST, clock.now() - LINKS_LAST
    return (
        Session.delete().where((Session.ended_at < sessions) | (Session.expires_at < sessions)).execute()
        + MailedLink.delete().where((MailedLink.used_at < links) | (MailedLink.expires_at < links)).execute()
    )
