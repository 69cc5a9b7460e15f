"""What people are told about posts, by refusal code."""

from collections.abc import Sequence
from typing import Any

from webapp.core.errors import Refused
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
    "no_photo": _("Kies eerst een of meer foto's."),
    "no_paper": _("Kies eerst een bestand."),
}

# Why photos cannot be placed: for one photo, and for several.
PHOTO_REFUSALS = {
    "failed_photos": (
        _("Foto %(numbers)s is niet gelukt. Verwijder die foto of kies een andere."),
        _("Foto %(numbers)s zijn niet gelukt. Verwijder die foto's of kies andere."),
    ),
    "unanswered_photos": (
        _("Foto %(numbers)s: kies wie er herkenbaar op staat."),
        _("Foto %(numbers)s: kies bij elke foto wie er herkenbaar op staat."),
    ),
    "waiting_photos": (
        _("Nog 1 foto wordt klaargemaakt. Wacht even en tik dan weer op «Plaatsen»."),
        _("Nog %(count)s foto's worden klaargemaakt. Wacht even en tik dan weer op «Plaatsen»."),
    ),
    "not_in_audience": (
        _(
            "Foto %(numbers)s: dit bericht is niet voor de groep van %(names)s. "
            "Kies de groep erbij, of haal %(who)s uit de foto."
        ),
        _(
            "Foto %(numbers)s: dit bericht is niet voor de groep van %(names)s. "
            "Kies de groep erbij, of haal %(who)s uit de foto's."
        ),
    ),
    "not_allowed": (
        _(
            "Foto %(numbers)s: van %(names)s mag geen foto in het portaal. "
            "Haal %(who)s uit de foto, vervaag of verwijder de foto."
        ),
        _(
            "Foto %(numbers)s: van %(names)s mag geen foto in het portaal. "
            "Haal %(who)s uit de foto's, vervaag of verwijder de foto's."
        ),
    ),
}  # fmt: skip
AND = _("%(first)s en %(last)s")
THESE_CHILDREN = _("deze kinderen")


def listed(words: Sequence[object]) -> str:
    """«1, 2 en 3»."""
    *first, last = map(str, words or [""])
    return str(AND % {"first": ", ".join(first), "last": last}) if first else last


def refused(refusal: Refused) -> list[str]:
    """What a refused post says, in one sentence or more."""
    if refusal.code not in PHOTO_REFUSALS:
        return [str(REFUSALS[refusal.code])]
    values: dict[str, Any] = refusal.values
    found = values.get("found")
    if found is None:
        return [photo_sentence(refusal.code, **values)]
    return [photo_sentence(refusal.code, *each) for each in found]


def photo_sentence(code: str, numbers: Sequence[int] = (), names: Sequence[str] = (), count: int = 0) -> str:
    one, several = PHOTO_REFUSALS[code]
    who = names[0] if len(names) == 1 else str(THESE_CHILDREN)
    said = {"numbers": listed(numbers), "names": listed(names), "who": who, "count": count}
    return str((one if 1 in (count, len(numbers)) else several) % said)


def photos_in(refusal: Refused) -> set[int]:
    """The numbers of the photos that a refusal is about."""
    values: dict[str, Any] = refusal.values
    found = [number for numbers, _names in values.get("found", ()) for number in numbers]
    return {*found, *values.get("numbers", ())}


# Why a photo did not become one, by `Photo.problem`.
PHOTO_PROBLEMS = {
    "cannot_be_opened": _("Deze foto kan niet geopend worden. Haal hem weg en kies een andere."),
    "not_there": _("Deze foto is niet goed aangekomen. Haal hem weg en kies hem opnieuw."),
}
