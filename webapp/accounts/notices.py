"""Mail about the account itself. It is always sent: nobody can switch off what protects an account."""

from webapp.accounts.models import Person
from webapp.core.i18n import later as _
from webapp.core.mail import post_mail


def send_activation(person: Person, token: str) -> None:
    post_mail(
        person.email, person.language, _("Activeer je account"), "accounts/email/activation", person=person, token=token
    )


def tell_email_is_known(person: Person) -> None:
    post_mail(person.email, person.language, _("U hebt al een account"), "accounts/email/known", person=person)


def send_password_link(person: Person, token: str) -> None:
    post_mail(
        person.email,
        person.language,
        _("Een nieuw wachtwoord kiezen"),
        "accounts/email/password",
        person=person,
        token=token,
    )


def tell_password_changed(person: Person) -> None:
    post_mail(
        person.email, person.language, _("Uw wachtwoord is veranderd"), "accounts/email/password_changed", person=person
    )


def send_email_link(person: Person, email: str, token: str) -> None:
    post_mail(
        email, person.language, _("Bevestig uw nieuwe e-mailadres"), "accounts/email/email", person=person, token=token
    )


def tell_email_changes(person: Person, old: str, new: str) -> None:
    """Both addresses are told, so that a change by somebody else is noticed."""
    for address in (old, new):
        post_mail(
            address,
            person.language,
            _("Uw e-mailadres is veranderd"),
            "accounts/email/email_changed",
            person=person,
            new=new,
        )


def send_invitation(person: Person, token: str, unit_name: str) -> None:
    post_mail(
        person.email,
        person.language,
        _("Uw account voor het ouderportaal"),
        "accounts/email/invitation",
        person=person,
        token=token,
        unit_name=unit_name,
    )
