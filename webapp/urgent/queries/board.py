"""Whom an urgent message reached: per family, from nothing to confirmed, with the time of each rung."""

from dataclasses import dataclass, field
from datetime import datetime

from peewee import JOIN, ModelSelect

from webapp.accounts.models import Person
from webapp.core.clock import today
from webapp.core.mail import OutgoingMail
from webapp.notifications.models import Delivery, Opening
from webapp.schools.models import Child, Enrolment, Group
from webapp.schools.queries.standing import is_current
from webapp.schools.rules.audiences import families_of
from webapp.urgent.models import Confirmation, PhoneCall, UrgentMessage, UrgentReader
from webapp.urgent.rules import CONFIRMED, OPENED, RUNGS, SEEN, SHOWN, UNREACHED, highest, rung_of


@dataclass(slots=True)
class Step:
    """One way by which a guardian was told, and how far that came."""

    rung: str
    channel: str
    at: datetime | None
    why: str


@dataclass(slots=True)
class Guardian:
    """A guardian on the board."""

    name: str
    phone: str
    steps: list[Step] = field(default_factory=list)
    opened_at: datetime | None = None
    confirmed_at: datetime | None = None

    @property
    def rung(self) -> str:
        if self.confirmed_at:
            return CONFIRMED
        return OPENED if self.opened_at else highest(step.rung for step in self.steps)


@dataclass(slots=True)
class Family:
    """A family on the board: children who share a guardian, and how far the message came with any of them."""

    children: list[tuple[int, str, str]]  # id, name, groups
    guardians: list[Guardian]
    called_at: datetime | None = None
    called_by: str = ""

    @property
    def id(self) -> int:
        """A family is found by its first child."""
        return self.children[0][0]

    @property
    def rung(self) -> str:
        return highest(guardian.rung for guardian in self.guardians)

    @property
    def is_seen(self) -> bool:
        return self.rung in SEEN or self.called_at is not None


@dataclass(slots=True)
class Board:
    """The families of a message, those whom nothing reached first."""

    families: list[Family]

    def at(self, *rungs: str) -> list[Family]:
        """The families that came this far and were not phoned."""
        return [family for family in self.families if family.rung in rungs and not family.called_at]

    @property
    def by_rung(self) -> list[tuple[str, list[Family]]]:
        """The families on each rung, the furthest first."""
        return [(rung, self.at(rung)) for rung in reversed(RUNGS)]

    @property
    def called(self) -> list[Family]:
        return [family for family in self.families if family.called_at]

    @property
    def unreached(self) -> list[Family]:
        return self.at(UNREACHED)

    @property
    def unlinked(self) -> list[Family]:
        """The families of whom nobody is linked: no way leads there but the phone."""
        return [family for family in self.families if not family.guardians]

    @property
    def unseen(self) -> list[Family]:
        """Told, but not known to have seen it."""
        return [family for family in self.families if not family.is_seen and family.rung != UNREACHED]


def board_of(message: UrgentMessage) -> Board:
    """How far a message came with each family."""
    rows = list(
        UrgentReader.select(UrgentReader, Child, Person)
        .join(Child)
        .join_from(UrgentReader, Person, JOIN.LEFT_OUTER)
        .where(UrgentReader.message == message)
        .order_by(Child.surname, Child.given_name, Person.name)
    )
    children = {row.child_id: row.child for row in rows}
    people: dict[int, list[int]] = {}
    for row in rows:
        people.setdefault(row.child_id, []).extend([row.person_id] if row.person_id else [])
    pairs = [(child, person) for child, found in people.items() for person in found]
    groups, guardians = groups_of(list(children)), guardians_told(message, rows)
    called = {call.child_id: call for call in calls_of(message)}
    families = []
    for members in families_of(children, pairs):
        call = next((called[child] for child in members if child in called), None)
        families.append(
            Family(
                [(child, children[child].name, groups.get(child, "")) for child in members],
                [guardians[person] for person in dict.fromkeys(p for child in members for p in people[child])],
                *((call.at, call.by.name if call.by else "") if call else ()),
            )
        )
    return Board(sorted(families, key=lambda family: RUNGS.index(family.rung)))


def groups_of(children: list[int]) -> dict[int, str]:
    """In which groups these children are today."""
    rows = (
        Enrolment.select(Enrolment.child_id, Group.name)
        .join(Group)
        .where(Enrolment.child.in_(children), is_current(Enrolment, today()))
        .order_by(Group.name)
    )
    names: dict[int, list[str]] = {}
    for child_id, name in rows.tuples():
        names.setdefault(child_id, []).append(name)
    return {child_id: ", ".join(found) for child_id, found in names.items()}


def guardians_told(message: UrgentMessage, rows: list[UrgentReader]) -> dict[int, Guardian]:
    """Each guardian of a message, with what was sent, opened and confirmed."""
    guardians = {row.person_id: Guardian(row.person.name, row.person.phone) for row in rows if row.person_id}
    for row in deliveries_told(message):
        if row.person_id in guardians:
            guardians[row.person_id].steps.append(step_of(row))
    for opening in Opening.select().where(Opening.notification == message.notification_id):
        if opening.person_id in guardians:
            guardians[opening.person_id].opened_at = opening.at
    for confirmation in Confirmation.select().where(Confirmation.message == message):
        guardians[confirmation.person_id].confirmed_at = confirmation.at
    return guardians


def deliveries_told(message: UrgentMessage) -> ModelSelect:
    """What was sent, with the mail that carries it."""
    return (
        Delivery.select(Delivery, OutgoingMail)
        .join(OutgoingMail, JOIN.LEFT_OUTER)
        .where(Delivery.notification == message.notification_id)
        .order_by(Delivery.id)
    )


def step_of(delivery: Delivery) -> Step:
    """How far one delivery came; of a mail its own row tells it first."""
    mail = delivery.mail if delivery.mail_id else None
    state, at, why = delivery.state, delivery.accepted_at or delivery.created_at, delivery.why
    if mail and mail.state in ("sent", "failed"):
        state, at, why = "accepted" if mail.state == "sent" else "failed", mail.sent_at or at, mail.why
    rung = rung_of(delivery.channel, state)
    return Step(rung, delivery.channel, delivery.shown_at if rung == SHOWN else at, why)


def calls_of(message: UrgentMessage) -> list[PhoneCall]:
    """Who was phoned, by whom."""
    return list(PhoneCall.select(PhoneCall, Person).join(Person, JOIN.LEFT_OUTER).where(PhoneCall.message == message))


def children_of_family(message: UrgentMessage, child_id: int) -> list[int]:
    """The children of the same family as this child, among those whom the message concerned; none for another child."""
    rows = UrgentReader.select(UrgentReader.child_id, UrgentReader.person_id).where(UrgentReader.message == message)
    pairs = list(rows.tuples())
    families = families_of(dict(pairs), [(child, person) for child, person in pairs if person])
    return next((family for family in families if child_id in family), [])
