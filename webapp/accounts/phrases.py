"""What people are told about their account, by refusal code."""

from webapp.core.i18n import later as _

REFUSALS = {
    "password_too_short": _("Kies een wachtwoord van minstens 10 tekens. Een korte zin werkt goed."),
    "password_too_long": _("Dit wachtwoord is te lang: hoogstens 128 tekens."),
    "password_too_easy": _("Dit wachtwoord is te makkelijk te raden. Maak er bijvoorbeeld een korte zin van."),
    "wrong_sign_in": _("E-mailadres of wachtwoord klopt niet. Probeer het opnieuw, of kies een nieuw wachtwoord."),
    "not_activated": _(
        "Uw account is nog niet actief. Klik op ‘Activeer je account’ in de mail die we u net opnieuw hebben gestuurd."
    ),
    "wrong_password": _("Dit wachtwoord klopt niet."),
    "link_used": _("Deze link is al gebruikt of verlopen. Vraag hieronder een nieuwe aan."),
    "not_a_picture": _("Dit is geen foto die we kunnen openen. Kies een JPEG-, PNG-, WebP- of HEIC-foto."),
    "same_email": _("Dit is al uw e-mailadres."),
}
