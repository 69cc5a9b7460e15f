"""Two at the office who press at the same moment: real transactions."""

import pytest

from tests.at_once import at_once
from tests.conferences.outlines import draft_of, usual_outline
from webapp.conferences.actions.publications import invite_late_children, publish_round
from webapp.conferences.actions.rounds import plan_round
from webapp.conferences.models import Host, Invitation, Round
from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.notifications.models import Notification
from webapp.schools.models import Enrolment

pytestmark = pytest.mark.committed


def test_round_is_sent_once(app, cast):
    round = draft_of(cast, cast.group3)

    at_once(app, lambda: publish_round(cast.ingrid, round))

    assert (Invitation.select().count(), Notification.select().count()) == (2, 1)
    assert AuditEntry.select().where(AuditEntry.verb == "publish_round").count() == 1


def test_children_who_came_later_are_invited_once(app, cast):
    round = draft_of(cast, cast.group3)
    publish_round(cast.ingrid, round)
    Enrolment.create(child=cast.yara, group=cast.group3, starts_on=clock.today())

    numbers = at_once(app, lambda: invite_late_children(cast.ingrid, Round.get_by_id(round.id)))

    assert (sorted(numbers), Invitation.select().count()) == ([0, 1], 3)


def test_the_same_form_at_the_same_moment_is_one_round(app, cast):
    outline = usual_outline(cast.group3)

    rounds = at_once(app, lambda: plan_round(cast.ingrid, cast.school, outline, "key").id)

    assert (len(set(rounds)), Round.select().count(), Host.select().count()) == (1, 1, 1)
