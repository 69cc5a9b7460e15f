"""What goes by itself, and what stays."""

from datetime import timedelta

from webapp.accounts.actions.accounts import mail_link
from webapp.accounts.actions.forgetting import forget_old_sessions
from webapp.accounts.actions.sessions import end_session, open_session
from webapp.accounts.models import MailedLink, Session
from webapp.core import clock
from webapp.core.jobs import LongJob, forget_long_jobs_every_night, start_long_job
from webapp.core.mail import OutgoingMail, forget_sent_mail_every_night, post_mail


def days_ago(days: int):
    return clock.frozen_at(clock.now() - timedelta(days=days))


def test_sessions_and_links_go_long_after_their_end(cast):
    with days_ago(130):
        open_session(cast.tom, "Oude telefoon", (30, 12))  # expired a hundred days ago
        mail_link(cast.tom, "password")
    with days_ago(100):
        open_session(cast.sanne, "Tablet", (365, 12))
        end_session(cast.sanne, Session.get(Session.person == cast.sanne).id)
    with days_ago(80):
        open_session(cast.karima, "Laptop", (30, 12))  # expired fifty days ago
    open_session(cast.marieke, "Telefoon", (30, 12))
    mail_link(cast.marieke, "password")

    assert forget_old_sessions() == 3

    assert [session.person for session in Session.select().order_by(Session.id)] == [cast.karima, cast.marieke]
    assert [link.person for link in MailedLink.select()] == [cast.marieke]


def test_sent_mail_goes_after_a_month_and_what_waits_stays(cast):
    mails = [
        post_mail(f"a{number}@example.org", "nl", "Titel", "accounts/email/known", person=cast.tom)
        for number in range(3)
    ]
    for mail, state, days in zip(mails, ("sent", "sent", "failed"), (31, 29, 31), strict=True):
        sent_at = clock.now() - timedelta(days=days)
        OutgoingMail.update(state=state, sent_at=sent_at).where(OutgoingMail.id == mail.id).execute()

    forget_sent_mail_every_night.now()

    assert [mail.to for mail in OutgoingMail.select().order_by(OutgoingMail.id)] == ["a1@example.org", "a2@example.org"]


def test_long_jobs_go_after_a_month(cast):
    with days_ago(31):
        start_long_job(cast.ingrid)
    kept = start_long_job(cast.ingrid)

    forget_long_jobs_every_night.now()

    assert [job.id for job in LongJob.select()] == [kept.id]
