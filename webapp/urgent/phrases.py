"""What people are told about urgent messages."""

from webapp.core.i18n import later as _

REFUSALS = {
    "no_audience": _("Kies voor wie dit bericht is."),
    "not_your_audience": _("U kunt niet aan deze groep of school schrijven. Kies opnieuw."),
    "nobody_there": _("In deze groep zit nu geen kind. Kies een andere groep."),
    "sent_already": _(
        "Hiermee is al een spoedbericht verstuurd, met een andere tekst of aan anderen. Dit bericht is nog niet weg: "
        "kijk het na en verstuur het opnieuw als het ook moet."
    ),
    "over": _("Dit bericht is al beëindigd."),
}
LENGTHS = {
    "today": _("tot vanavond 24:00"),
    "tomorrow": _("tot en met morgen"),
    "week": _("een week"),
}
CALL_LIST_FAILED = _("De bellijst kon niet gemaakt worden. Probeer het nog eens.")
STEP_WORDS = {
    "unreached": _("niet aangekomen"),
    "waiting": _("onderweg"),
    "mailed": _("verstuurd"),
    "accepted": _("afgeleverd"),
    "shown": _("op het scherm"),
}
RUNG_NAMES = {
    "unreached": _("Niet bereikt"),
    "waiting": _("Onderweg"),
    "mailed": _("Gemaild"),
    "accepted": _("Afgeleverd"),
    "shown": _("Op het scherm"),
    "opened": _("Geopend"),
    "confirmed": _("Bevestigd"),
}
