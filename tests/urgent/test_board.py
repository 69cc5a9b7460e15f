"""The board: how far a message came with each family."""

from io import BytesIO

import pytest
from playhouse.test_utils import assert_query_count
from pypdf import PdfReader

from tests.notifications.devices import make_device, use
from tests.urgent.messages import send
from webapp.accounts.models import Person
from webapp.core.jobs import LongJob
from webapp.core.mail import OutgoingMail, mark_sent
from webapp.core.portal import settings
from webapp.notifications.actions.delivering import deliver_due_pushes
from webapp.notifications.actions.devices import open_notification, report_shown
from webapp.notifications.models import Delivery
from webapp.notifications.rules import delivery_token
from webapp.schools.models import Link
from webapp.urgent.actions.call_lists import call_list_of, forget_old_call_lists, make_call_list, order_call_list
from webapp.urgent.actions.messages import confirm_message, note_call, undo_call
from webapp.urgent.queries.board import board_of, children_of_family


def rungs(message):
    return {", ".join(name for _, name, _ in family.children): family.rung for family in board_of(message).families}


def shown(delivery):
    report_shown(delivery_token(settings().SECRET_KEY, delivery.id))


def test_family_climbs_from_under_way_to_confirmed(cast, monkeypatch):
    use(monkeypatch)
    make_device(cast.karima)
    message = send(cast.peter, cast.group5)

    climbed = [rungs(message)["Yara el Idrissi"]]
    for step in (
        deliver_due_pushes,
        lambda: shown(Delivery.get()),
        lambda: open_notification(cast.karima, message.notification_id),
        lambda: confirm_message(cast.karima, message),
    ):
        step()
        climbed.append(rungs(message)["Yara el Idrissi"])

    assert climbed == ["waiting", "accepted", "shown", "opened", "confirmed"]


def test_mail_counts_once_the_server_took_it(cast):
    message = send(cast.peter, cast.group5)

    before = rungs(message)
    mark_sent(OutgoingMail.get())

    assert (before, rungs(message)) == ({"Yara el Idrissi": "waiting"}, {"Yara el Idrissi": "mailed"})


def test_a_refused_mail_and_a_dead_device_reached_nobody(cast, monkeypatch):
    use(monkeypatch, 403)
    make_device(cast.sanne)
    message = send(cast.peter, cast.group4)

    deliver_due_pushes()
    OutgoingMail.update(state="failed", why="SMTPRecipientsRefused").execute()

    assert rungs(message) == {"Mees Bakker": "unreached"}
    assert [step.why for g in board_of(message).families[0].guardians for step in g.steps] == [
        "refused 403",
        "SMTPRecipientsRefused",  # Sanne, whose device could not be reached, gets a mail at once
        "SMTPRecipientsRefused",
    ]


def test_family_counts_once_and_is_as_far_as_its_furthest_guardian(cast):
    make_device(cast.sanne)
    message = send(cast.peter, cast.school)

    confirm_message(cast.tom, message)

    families = board_of(message).families
    assert [[name for _, name, _ in family.children] for family in families if len(family.children) > 1] == [
        ["Daan de Vries", "Noor de Vries"]
    ]
    assert (len(families), rungs(message)["Mees Bakker"]) == (4, "confirmed")


def test_child_without_a_linked_guardian_stands_on_top_to_be_phoned(cast):
    Link.update(ended_at=Link.made_at).execute()

    message = send(cast.peter, cast.group5)

    assert [(family.guardians, family.rung) for family in board_of(message).unreached] == [([], "unreached")]


def test_phoned_family_is_off_the_list_and_comes_back_when_it_was_another(cast):
    message = send(cast.peter, cast.group3, cast.group6)
    family = children_of_family(message, cast.noor.id)

    note_call(cast.ingrid, message, family)
    note_call(cast.peter, message, family)
    called = [(f.called_by, len(f.children)) for f in board_of(message).called]
    undo_call(cast.peter, message, family)

    assert (called, board_of(message).called) == ([("Ingrid Mulder", 2)], [])


def test_child_whom_it_does_not_concern_has_no_family_there(cast):
    message = send(cast.peter, cast.group3)

    assert children_of_family(message, cast.lotte.id) == []


@pytest.mark.parametrize("groups", [1, 3])
def test_board_costs_the_same_queries_for_one_group_and_for_three(cast, groups):
    message = send(cast.peter, *[cast.group3, cast.group4, cast.group5][:groups])

    with assert_query_count(6):  # readers, groups, deliveries, openings, confirmations, calls
        board_of(message)


def test_call_list_holds_whom_to_phone_with_their_numbers_and_nobody_else(cast):
    Person.update(phone="+31612345678").where(Person.id == cast.karima.id).execute()
    message = send(cast.peter, cast.school, title="School dicht")
    confirm_message(cast.marieke, message)
    job = order_call_list(cast.peter, message)

    make_call_list(job.id, message.id)

    file = call_list_of(cast.peter, job.id)
    pdf = PdfReader(BytesIO(file.read_bytes()))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    file.unlink()
    assert (pdf.metadata.title, pdf.trailer["/Root"]["/Lang"]) == ("Bellijst: School dicht", "nl")
    assert [name in text for name in ("Yara el Idrissi", "Karima el Idrissi", "06 12345678")] == [True] * 3
    assert [name in text for name in ("Noor", "Marieke")] == [False, False]
    assert LongJob.get_by_id(job.id).result == f"/urgent/{message.id}/board?call-list={job.id}"


def test_call_list_of_another_is_not_there(cast):
    job = order_call_list(cast.peter, send(cast.peter, cast.group5))

    with pytest.raises(LongJob.DoesNotExist):
        call_list_of(cast.ingrid, job.id)


def test_call_list_that_cannot_be_made_says_so(cast, monkeypatch):
    message = send(cast.peter, cast.group5)
    job = order_call_list(cast.peter, message)
    monkeypatch.setattr("webapp.urgent.actions.call_lists.pdf_of", lambda *_: 1 / 0)

    make_call_list(job.id, message.id)

    assert LongJob.get_by_id(job.id).message == "De bellijst kon niet gemaakt worden. Probeer het nog eens."


def test_old_call_lists_go_by_themselves(cast):
    assert forget_old_call_lists() == 0
