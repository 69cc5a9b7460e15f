"""What people are told by mail about links: who is new at a child, and what the office decided.

Subjects name no child: they show on locked screens.
"""

from collections.abc import Iterable

from webapp.accounts.models import Person
from webapp.core.i18n import later as _
from webapp.core.mail import post_mail
from webapp.schools.models import Link, Unit
from webapp.schools.queries.links import guardians_linked, office_of


def tell_linked(person: Person, links: Iterable[Link]) -> None:
    """Somebody new is linked: the children's other guardians and the unit's office are told, once for all children."""
    told: dict[tuple[str, str, int], tuple[str, list[Link]]] = {}
    for link in links:
        for address, language, audience in those_concerned(person, link):
            told.setdefault((address, audience, link.unit_id), (language, []))[1].append(link)
    for (address, audience, _unit_id), (language, theirs) in told.items():
        post_mail(
            address,
            language,
            _("Er is iemand nieuw gekoppeld"),
            f"schools/email/linked_{audience}",
            person=person,
            unit=theirs[0].unit,
            names=[link.guardianship.child.given_name for link in theirs],
            is_waiting=theirs[0].approved_at is None,
        )


def those_concerned(person: Person, link: Link) -> list[tuple[str, str, str]]:
    """Address, language and audience (`guardians` or `office`) of whom a new link concerns, without who linked."""
    guardians = guardians_linked(link.guardianship.child, link.unit).where(Person.id != person.id)
    office = addresses_of_office(link.unit)
    return [(guardian.email, guardian.language, "guardians") for guardian in guardians] + [
        (address, language, "office") for address, language in office
    ]


def addresses_of_office(unit: Unit) -> list[tuple[str, str]]:
    """The office's people; where none has an account yet, the unit's own address."""
    people = [(person.email, person.language) for person in office_of(unit)]
    return people or ([(unit.email, "nl")] if unit.email else [])


def tell_link_approved(link: Link) -> None:
    tell_own(link, _("Uw koppeling is goedgekeurd"), "approved")


def tell_link_refused(link: Link) -> None:
    tell_own(link, _("Uw koppeling gaat niet door"), "refused")


def tell_link_ended(link: Link) -> None:
    tell_own(link, _("Uw koppeling is beëindigd"), "ended")


def tell_own(link: Link, subject: object, kind: str) -> None:
    person = link.guardianship.person
    post_mail(
        person.email,
        person.language,
        subject,  # type: ignore[arg-type]
        f"schools/email/link_{kind}",
        person=person,
        name=link.guardianship.child.given_name,
        unit=link.unit,
    )


def tell_guardianship_ended(by: Person, link: Link) -> None:
    """Another unit's office ended a guardianship, and with it this unit's link: its own office is told by whom."""
    for address, language in addresses_of_office(link.unit):
        post_mail(
            address,
            language,
            _("Een ouder hoort niet meer bij een kind"),
            "schools/email/guardianship_ended",
            by=by,
            person=link.guardianship.person,
            name=link.guardianship.child.given_name,
            unit=link.unit,
        )
