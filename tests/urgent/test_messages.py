"""Sending what cannot wait, confirming it, mailing it to who has not opened it, ending it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import make_staff
from tests.notifications.devices import make_device, use
from tests.urgent.messages import part_of, send
from webapp.accounts.models import Person
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.core.mail import OutgoingMail
from webapp.notifications.actions.delivering import deliver_due_pushes
from webapp.notifications.actions.devices import open_notification, update_device
from webapp.notifications.models import AddressTrouble, Delivery, Preference
from webapp.schools.models import Enrolment, Guardianship
from webapp.urgent.actions.messages import (
    confirm_message,
    end_message,
    mail_unopened_messages,
    send_urgent_message,
)
from webapp.urgent.models import Confirmation, UrgentMessage, UrgentReader
from webapp.urgent.queries.messages import bars_of, message_answered_for, message_for, messages_answered_for
from webapp.urgent.queries.reach import urgent_choices_of, urgent_reach_of

MORNING = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


def mailed_to():
    return sorted(mail.to for mail in OutgoingMail.select())


def told(message):
    rows = Delivery.select().where(Delivery.notification == message.notification_id)
    return sorted((row.person.name, row.channel) for row in rows)


@pytest.mark.parametrize(
    ("name", "audiences"),
    [
        ("peter", ["De Notenboom", "Groep 3", "Groep 4", "Groep 5", "Groep 6", "Groep 7"]),
        ("ingrid", ["Groep 3", "Groep 4", "Groep 5", "Groep 6", "Groep 7"]),
        ("joris", ["Groep 3"]),
        ("bram", ["BSO De Notenkraker", "Eekhoorns"]),
        ("marieke", []),
        ("anouk", []),
    ],
)
def test_only_a_director_may_send_to_the_whole_school(cast, name, audiences):
    choices = urgent_choices_of(getattr(cast, name))

    assert [choice.group_name or choice.unit_name for choice in choices] == audiences


def test_reach_counts_families_devices_and_mails_before_it_goes(cast):
    make_device(cast.marieke, 1)
    make_device(cast.marieke, 2)
    make_device(cast.sanne)

    reach = urgent_reach_of([part_of(cast.school)])

    # Marieke (Noor, Daan), Sanne and Tom (Mees), Karima (Yara), Eline (Sem); Tom, Karima and Eline have no device.
    assert (reach.families, reach.guardians, reach.devices, reach.mails, reach.unreached) == (4, 5, 3, 3, 0)


def test_address_that_does_not_work_is_not_promised_a_mail(cast):
    for person, email in ((cast.tom, cast.tom.email), (cast.sanne, "oud@ouders.example")):
        AddressTrouble.create(person=person, email=email, why="550", since=clock.now())

    reach = urgent_reach_of([part_of(cast.group4)])

    assert (reach.guardians, reach.mails, reach.troubled) == (2, 1, 1)


def test_a_family_with_two_children_in_it_is_told_once(cast):
    make_device(cast.marieke)

    message = send(cast.peter, cast.group3, cast.group6)

    assert [row for row in told(message) if row[0] == cast.marieke.name] == [(cast.marieke.name, "push")]


def test_who_has_no_device_gets_a_mail_at_once_and_who_has_one_does_not(cast):
    make_device(cast.sanne)

    send(cast.peter, cast.group4)

    assert mailed_to() == [cast.tom.email]


def test_what_is_urgent_goes_past_quiet_hours_and_every_preference(cast, monkeypatch):
    post = use(monkeypatch)
    with clock.frozen_at(NIGHT):
        update_device(make_device(cast.karima), quiet_from="22:00", quiet_until="07:00", quiet_days="1234567")
        update_device(make_device(cast.karima, 2), only_urgent=True)
        for kind in ("school_news", "group_news"):
            Preference.create(person=cast.karima, kind=kind, push=False, mail=False)
        send(cast.peter, cast.group5)

        deliver_due_pushes()

    assert [(request.urgency, request.ttl) for request in post.sent] == [("high", 6 * 3600)] * 2


def test_the_same_send_tapped_twice_is_one_message(cast):
    make_device(cast.karima)

    first, second = (send(cast.peter, cast.group5, key="same") for _ in range(2))

    assert (first.id, UrgentMessage.select().count(), len(told(first))) == (second.id, 1, 1)


@pytest.mark.parametrize(
    ("who", "where", "code"),
    [
        ("joris", "group4", "not_your_audience"),
        ("ingrid", "school", "not_your_audience"),
        ("marieke", "group3", "not_your_audience"),
        ("bram", "group3", "not_your_audience"),
        ("peter", "group7", "nobody_there"),
    ],
)
def test_refused_message_leaves_nothing_and_tells_nobody(cast, who, where, code):
    with pytest.raises(Refused, match=code):
        send(getattr(cast, who), getattr(cast, where))

    assert (UrgentMessage.select().count(), Delivery.select().count(), mailed_to()) == (0, 0, [])


def test_message_to_nobody_is_refused(cast):
    with pytest.raises(Refused, match="no_audience"):
        send_urgent_message(cast.peter, "Titel", "", [], "today", "key")


def test_sending_is_on_the_record(cast):
    message = send(cast.joris, cast.group3)

    entry = AuditEntry.get(AuditEntry.verb == "send_urgent_message")
    assert (entry.actor_id, entry.subject) == (cast.joris.id, f"urgentmessage-{message.id}")


def test_who_is_linked_afterwards_was_not_told_and_who_left_still_was(cast):
    message = send(cast.peter, cast.group5)
    Enrolment.delete().where(Enrolment.child == cast.yara).execute()
    Enrolment.create(child=cast.mees, group=cast.group5, starts_on=clock.today())

    readers = [(row.child_id, row.person_id) for row in UrgentReader.select().where(UrgentReader.message == message)]
    assert readers == [(cast.yara.id, cast.karima.id)]


def test_after_ten_minutes_who_has_not_opened_it_gets_a_mail_once(cast):
    with clock.frozen_at(MORNING):
        for person in (cast.marieke, cast.sanne, cast.karima):
            make_device(person)
        message = send(cast.peter, cast.school)  # Tom and Eline have no device: a mail at once
        at_once = mailed_to()
        open_notification(cast.marieke, message.notification_id)
    with clock.frozen_at(MORNING + timedelta(minutes=9, seconds=59)):
        too_early = mail_unopened_messages()
    with clock.frozen_at(MORNING + timedelta(minutes=10)):
        counts = [mail_unopened_messages(), mail_unopened_messages()]

    assert (at_once, too_early, counts) == ([cast.eline.email, cast.tom.email], 0, [2, 0])
    assert mailed_to() == sorted([cast.eline.email, cast.tom.email, cast.sanne.email, cast.karima.email])


def test_message_that_is_over_before_ten_minutes_is_mailed_when_it_is_over(cast):
    with clock.frozen_at(datetime(2026, 11, 24, 22, 55, tzinfo=UTC)):  # five to midnight at school
        make_device(cast.karima)
        send(cast.peter, cast.group5)
    with clock.frozen_at(datetime(2026, 11, 24, 23, 1, tzinfo=UTC)):
        mail_unopened_messages()

    assert mailed_to() == [cast.karima.email]


def test_guardian_who_no_longer_reads_along_has_no_bar_no_page_and_no_mail(cast):
    with clock.frozen_at(MORNING):
        make_device(cast.karima)
        message = send(cast.peter, cast.group5)
        Guardianship.update(information="none").where(Guardianship.person == cast.karima).execute()
        bars = bars_of(cast.karima, clock.now())
        with pytest.raises(UrgentMessage.DoesNotExist):
            message_for(cast.karima, message.id)
    with clock.frozen_at(MORNING + timedelta(minutes=11)):
        mail_unopened_messages()

    assert (bars, mailed_to()) == ([], [])


def test_board_of_a_message_to_two_units_is_for_who_manages_both(cast):
    make_staff(cast.peter, "director", cast.bso)
    message = send(Person.get_by_id(cast.peter.id), cast.group3, cast.squirrels)

    seen = {name: list(messages_answered_for(Person.get_by_id(getattr(cast, name).id))) for name in ("ingrid", "bram")}
    assert (seen, message_answered_for(cast.peter, message.id).id) == ({"ingrid": [], "bram": []}, message.id)


def test_who_confirmed_gets_no_mail(cast):
    with clock.frozen_at(MORNING):
        make_device(cast.karima)
        message = send(cast.peter, cast.group5)
        confirm_message(cast.karima, message)
    with clock.frozen_at(MORNING + timedelta(minutes=11)):
        mail_unopened_messages()

    assert mailed_to() == []


def test_ended_message_is_not_mailed_any_more_and_its_bar_is_gone(cast):
    with clock.frozen_at(MORNING):
        make_device(cast.karima)
        message = send(cast.peter, cast.group5)
        end_message(cast.ingrid, message)
        bars = bars_of(cast.karima, clock.now())
    with clock.frozen_at(MORNING + timedelta(minutes=11)):
        mail_unopened_messages()

    assert (bars, mailed_to()) == ([], [])


def test_ended_message_is_not_pushed_any_more(cast, monkeypatch):
    post = use(monkeypatch)
    make_device(cast.karima)
    end_message(cast.peter, send(cast.peter, cast.group5))

    deliver_due_pushes()

    assert (post.sent, Delivery.get().state) == ([], "skipped")


def test_message_ends_once(cast):
    message = send(cast.peter, cast.group5)
    end_message(cast.peter, message)

    with pytest.raises(Refused, match="over"):
        end_message(cast.ingrid, message)


def test_bar_stands_until_it_is_confirmed_or_over(cast):
    with clock.frozen_at(MORNING):
        first, second = send(cast.peter, cast.group3), send(cast.peter, cast.school)
        before = [bar.id for bar in bars_of(cast.marieke, clock.now())]
        confirm_message(cast.marieke, first)
        confirm_message(cast.marieke, first)
        after = [bar.id for bar in bars_of(cast.marieke, clock.now())]
        others = [bar.id for bar in bars_of(cast.eline, clock.now())]

    assert (before, after, others) == ([second.id, first.id], [second.id], [second.id, first.id])
    assert bars_of(cast.marieke, MORNING + timedelta(days=1)) == []
    assert Confirmation.select().count() == 1


@pytest.mark.parametrize(
    ("name", "may"), [("marieke", True), ("eline", True), ("sanne", False), ("wouter", False), ("peter", False)]
)
def test_message_is_there_only_for_whom_it_concerned(cast, name, may):
    message = send(cast.joris, cast.group3)

    if may:
        assert message_for(getattr(cast, name), message.id).id == message.id
    else:
        with pytest.raises(UrgentMessage.DoesNotExist):
            message_for(getattr(cast, name), message.id)


@pytest.mark.parametrize(
    ("name", "may"),
    [("joris", True), ("ingrid", True), ("peter", True), ("eline", False), ("bram", False), ("marieke", False)],
)
def test_board_is_for_the_author_and_the_office(cast, name, may):
    message = send(cast.joris, cast.group3)

    if may:
        assert message_answered_for(getattr(cast, name), message.id).id == message.id
    else:
        with pytest.raises(UrgentMessage.DoesNotExist):
            message_answered_for(getattr(cast, name), message.id)
