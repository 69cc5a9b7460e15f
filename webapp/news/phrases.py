"""What people are told about posts, by refusal code."""

from webapp.core.i18n import later as _

REFUSALS = {
    "no_audience": _("Kies voor wie dit bericht is."),
    "not_your_audience": _("U kunt niet aan deze groep of school schrijven. Kies opnieuw."),
    "empty_body": _("Schrijf een bericht."),
    "body_too_long": _("Dit bericht is te lang. Maak het korter."),
    "withdrawn": _("Dit bericht is ingetrokken en kan niet meer veranderd worden."),
    "too_many_photos": _("Een bericht heeft hoogstens 40 foto's. Haal er een paar weg."),
    "file_too_large": _("Dit bestand is te groot: een foto mag 25 MB zijn, een bijlage 10 MB."),
    "not_a_picture": _("Dit is geen foto. Kies een foto (JPEG, HEIC, PNG of WebP)."),
    "too_many_attachments": _("Een bericht heeft hoogstens 5 bijlagen. Haal er een weg."),
    "empty_file": _("Dit bestand is leeg. Kies een ander bestand."),
    "not_an_attachment": _("Dit bestand kan niet mee. Bewaar het als PDF en kies dat."),
    "active_file": _(
        "In dit bestand zit iets wat zelf iets kan doen of van buiten iets ophaalt. Bewaar het als PDF en kies dat."
    ),
    "draft_gone": _("Dit bericht is al geplaatst of weggegooid. Ga terug naar het nieuws."),
}

# Why a photo did not become one, by `Photo.problem`.
PHOTO_PROBLEMS = {
    "cannot_be_opened": _("Deze foto kan niet geopend worden. Haal hem weg en kies een andere."),
    "not_there": _("Deze foto is niet goed aangekomen. Haal hem weg en kies hem opnieuw."),
}
