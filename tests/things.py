"""What the place-holders of the routes stand for in the policy table: the things of De Notenboom, group 3, and Noor."""

from datetime import timedelta

from tests.cast import Cast
from tests.news.posts import make_post
from tests.schools.codes import make_code
from webapp.accounts.actions.accounts import mail_link
from webapp.accounts.models import Session
from webapp.core import clock
from webapp.core.files import keep_file
from webapp.core.jobs import LongJob
from webapp.core.pdf import keep_pdf, pdf_file
from webapp.core.portal import settings
from webapp.documents.actions.link_letters import LETTERS
from webapp.notifications.rules import unsubscribe_token
from webapp.schools.models import Enrolment, Guardianship, Link, SchoolImport, StaffMember


def make_things(cast: Cast) -> dict[str, object]:
    """Place-holder → what to put there. What may not be there for some is there: photo, logo and letters."""
    cast.marieke.photo = cast.school.logo = keep_file(b"a picture", "webp")
    cast.marieke.save(only=["photo"])
    cast.school.save(only=["logo"])
    job = LongJob.create(owner_id=cast.ingrid.id, created_at=clock.now())
    keep_pdf(b"%PDF-", pdf_file(LETTERS, job.id))
    return {
        "unit_id": cast.school.id,
        "group_id": cast.group3.id,
        "child_id": cast.noor.id,
        "person_id": cast.marieke.id,
        "enrolment_id": Enrolment.get(Enrolment.child == cast.noor, Enrolment.group == cast.group3).id,
        "guardianship_id": Guardianship.get(Guardianship.child == cast.noor).id,
        "link_id": Link.get(Link.unit == cast.school).id,
        "code_id": make_code(cast.noor, cast.school, "K7QM-3F9T-XW2C").id,
        "member_id": StaffMember.get(StaffMember.person == cast.joris).id,
        "import_id": SchoolImport.create(
            unit=cast.school, person=cast.ingrid, file_name="school.xml", file="", kind="edexml", created_at=clock.now()
        ).id,
        "post_id": make_post(cast.joris, cast.group3).id,
        "job_id": job.id,
        "session_id": Session.create(
            token_hash="x" * 64,
            person=cast.marieke,
            device="Test",
            created_at=clock.now(),
            seen_at=clock.now(),
            confirmed_at=clock.now(),
            expires_at=clock.now() + timedelta(days=1),
        ).id,
        "token": mail_link(cast.marieke, "activation"),
        "unsubscribe_token": unsubscribe_token(settings().SECRET_KEY, cast.marieke.id, "school_news"),
        "icon_name": "any-192",
        "name": "20261123T120000000000-abcdefgh",
    }
