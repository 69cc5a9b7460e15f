"""What the place-holders of the routes stand for in the policy table: the things of De Notenboom, group 3, and Noor."""

from datetime import date, timedelta

from tests.cast import Cast
from tests.conferences.rounds import make_usual_round, slots_of
from tests.leave.asking import a_paper, ask_one
from tests.news.photos import kept_attachment, make_draft, ready_photo
from tests.news.posts import make_post
from tests.news.removals import asked
from tests.notifications.devices import make_device
from tests.school_calendar.events import make_event
from tests.schools.codes import make_code
from tests.urgent.messages import send
from webapp.absence.actions.months import MONTHS
from webapp.absence.actions.reports import report_absence
from webapp.absence.models import Asked, Question
from webapp.absence.queries.questions import answer_path
from webapp.absence.rules.reports import Span
from webapp.accounts.actions.accounts import mail_link
from webapp.accounts.models import Person, Session
from webapp.conferences.actions.bookings import book_slot
from webapp.conferences.actions.papers import PAPERS
from webapp.conferences.models import Booking, Invitation
from webapp.consent.actions.registers import REGISTERS
from webapp.core import clock
from webapp.core.files import keep_file
from webapp.core.jobs import LongJob
from webapp.core.pdf import keep_pdf, pdf_file
from webapp.core.portal import settings
from webapp.documents.actions.link_letters import LETTERS
from webapp.documents.models import Letter
from webapp.leave.models import Blackout, LeaveKind
from webapp.news.models import Photo, PhotoTag, Post
from webapp.notifications.actions.devices import try_device
from webapp.notifications.models import Delivery
from webapp.notifications.rules import delivery_token, unsubscribe_token
from webapp.school_calendar.actions.addresses import make_address
from webapp.school_calendar.actions.appointments import put_appointment
from webapp.school_calendar.models import Appointment, CalendarAddress, CalendarImport, Event, SignUp, SignUpTask
from webapp.schools.models import Enrolment, Guardianship, Link, SchoolImport, SpecialDay, StaffMember
from webapp.schools.rules.audiences import Part
from webapp.urgent.actions.call_lists import CALL_LISTS


def make_question(cast: Cast) -> Question:
    """What Noor's mother was asked today: where is she?"""
    question = Question.create(
        kind="missing", child=cast.noor, unit=cast.school, day=clock.today(), asked_at=clock.now(),
        expires_at=clock.now() + timedelta(hours=1),
    )  # fmt: skip
    Asked.create(question=question, person=cast.marieke)
    return question


def tagged_photo(cast: Cast, post: Post) -> Photo:
    """A photo in which Noor can be recognised."""
    photo = ready_photo(post)
    PhotoTag.create(photo=photo, child=cast.noor)
    return photo


def papered_event(cast: Cast) -> Event:
    """Something in the calendar of group 3, with a paper."""
    event = make_event(cast.joris, "Bos", clock.today(), Part(cast.school.id, cast.group3.id))
    Event.update(paper=keep_file(b"%PDF-", "pdf"), paper_name="brief.pdf").where(Event.id == event.id).execute()
    return event


def address_made(person: Person) -> CalendarAddress:
    """A private address of somebody's calendar."""
    make_address(person, None)
    return CalendarAddress.get(CalendarAddress.person == person)


def appointment_with(cast: Cast) -> Appointment:
    """A talk about Noor that stands in the calendar of her mother."""
    begins = clock.now() + timedelta(days=1)
    ends = begins + timedelta(minutes=15)
    return put_appointment("talk", cast.school, cast.noor, [cast.marieke], begins, ends, title="Oudergesprek")


def booked_talk(cast: Cast) -> Invitation:
    """A talk about Noor with Joris, at a time that her mother chose."""
    _round, noor, _daan = make_usual_round(cast)
    book_slot(cast.marieke, noor, slots_of(noor.host)[0])
    return noor


def next_monday() -> date:
    """A school day, whenever this runs in the terms of a school year."""
    return clock.today() + timedelta(days=7 - clock.today().weekday())


def make_things(cast: Cast) -> dict[str, object]:
    """Place-holder → what to put there. What may not be there for some is there: photo, logo and letters."""
    cast.marieke.photo = cast.school.logo = keep_file(b"a picture", "webp")
    cast.marieke.save(only=["photo"])
    cast.school.save(only=["logo"])
    leave = ask_one(cast.marieke, cast.noor, first=next_monday(), papers=a_paper())
    job = LongJob.create(owner_id=cast.ingrid.id, created_at=clock.now())
    for folder in (LETTERS, CALL_LISTS, MONTHS, REGISTERS, PAPERS):
        keep_pdf(b"%PDF-", pdf_file(folder, job.id))
    absence = report_absence(cast.marieke, [cast.noor], "ill", Span(clock.today()), "", "key").made[0]
    event = papered_event(cast)
    talk = booked_talk(cast)
    return {
        "round_id": talk.round_id,
        "host_id": talk.host_id,
        "invitation_id": talk.id,
        "slot_id": Booking.get(Booking.invitation == talk).slot_id,
        "event_id": event.id,
        "appointment_id": appointment_with(cast).id,
        "calendar_import_id": CalendarImport.create(
            unit=cast.school, person=cast.ingrid, file_name="jaar.ics", created_at=clock.now()
        ).id,
        "task_id": (task := SignUpTask.create(event=event, name="Rijden", places=1, position=1)).id,
        "sign_up_id": SignUp.create(task=task, person=cast.marieke, seat=1, at=clock.now()).id,
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
        "post_id": (post := make_post(cast.joris, cast.group3)).id,
        "photo_id": (photo := tagged_photo(cast, post)).id,
        "removal_id": asked(cast.marieke, photo, cast.noor, cast.school).id,
        "size": "small",
        "file_id": kept_attachment(post).id,
        "draft_id": (draft := make_draft(cast.joris, title="Bos")).id,
        "draft_photo_id": ready_photo(draft).id,
        "draft_file_id": kept_attachment(draft).id,
        "job_id": job.id,
        "message_id": send(cast.joris, cast.group3).id,
        "request_id": leave.id,
        "number": Letter.get(Letter.subject == f"leaverequest-{leave.id}").number,
        "attachment_id": leave.attachments.get().id,
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
        "device_id": (device := make_device(cast.marieke)).id,
        "notification_id": try_device(device).id,
        "delivery_token": delivery_token(settings().SECRET_KEY, Delivery.get(Delivery.device == device).id),
        "unsubscribe_token": unsubscribe_token(settings().SECRET_KEY, cast.marieke.id, "school_news"),
        "question_id": (question := make_question(cast)).id,
        "answer_token": answer_path(cast.marieke.id, question).rpartition("/")[2],
        "day": f"{clock.today():%Y-%m-%d}",
        "month": f"{clock.today():%Y-%m}",
        "special_day_id": SpecialDay.create(
            unit=cast.school, name="Studiedag", first_day=clock.today(), last_day=clock.today()
        ).id,
        "kind_id": LeaveKind.create(unit=cast.school, name="Topsport").id,
        "blackout_id": Blackout.create(
            unit=cast.school, name="Toetsweek", first_day=clock.today(), last_day=clock.today()
        ).id,
        "address_id": address_made(cast.marieke).id,
        "secret": "made-up",
        "icon_name": "any-192",
        "absence_id": absence.id,
        "reason_key": "ill",
        "purpose_key": "portal",
        "name": "20261123T120000000000-abcdefgh",
    }
