"""What is said about phone numbers."""

from webapp.core.i18n import later as _

SHARED = {
    True: _("Opgeslagen. Ouders van %(group)s zien nu uw telefoonnummer."),
    False: _("Opgeslagen. Ouders van %(group)s zien uw telefoonnummer niet."),
}
