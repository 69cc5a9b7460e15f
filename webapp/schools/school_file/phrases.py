"""What is wrong with a school's file, in sentences that say what to do. Filled in with `.format(**values)`."""

from typing import Any

from webapp.core.i18n import later as _

FIELDS = {
    "key": _("leerlingnummer"),
    "given_name": _("roepnaam"),
    "infix": _("tussenvoegsel"),
    "surname": _("achternaam"),
    "full_name": _("hele naam"),
    "birthdate": _("geboortedatum"),
    "group": _("groep"),
    "year": _("jaargroep"),
    "email": _("e-mailadres"),
}

FOUND = {
    "pdf": _("een pdf"),
    "image": _("een foto"),
    "word": _("een tekst uit Word"),
    "opendocument": _("een bestand van LibreOffice"),
    "html": _("een webpagina"),
    "archive": _("een ingepakt bestand (zip)"),
    "unknown": _("een bestand dat we niet kennen"),
}

LINE = _("Regel %(line)s")

MISTAKES = {
    "duplicate_pupil_key": _(
        "{name} heeft hetzelfde leerlingnummer ({key}) als het kind op regel {first_line}. "
        "Geef elk kind een eigen nummer, of haal de dubbele regel weg."
    ),
    "duplicate_pupil": _(
        "{name} staat al op regel {first_line}, met dezelfde naam en geboortedatum. "
        "Haal één van de twee weg. Zijn het twee kinderen? Voeg dan een kolom met leerlingnummers toe."
    ),
    "duplicate_group_key": _(
        "De groep {name} heeft hetzelfde kenmerk ({key}) als de groep op regel {first_line}. "
        "Maak het bestand opnieuw in uw administratie."
    ),
    "duplicate_teacher_key": _(
        "{name} heeft hetzelfde kenmerk ({key}) als de leerkracht op regel {first_line}. "
        "Haal de dubbele leerkracht weg in uw administratie."
    ),
    "duplicate_email": _(
        "{name} heeft hetzelfde e-mailadres ({email}) als de leerkracht op regel {first_line}. "
        "Geef iedere leerkracht een eigen adres."
    ),
    "unknown_group": _(
        "{name} zit in een groep ({group}) die niet in het bestand staat. "
        "Zet {name} in een bestaande groep, of neem de groep mee in het bestand."
    ),
    "missing_key": _("{name} heeft geen kenmerk. Maak het bestand opnieuw in uw administratie."),
    "missing_given_name": _("Hier ontbreekt een roepnaam ({name}). Vul de roepnaam in uw administratie in."),
    "missing_surname": _("Hier ontbreekt een achternaam ({name}). Vul de achternaam in uw administratie in."),
    "missing_group": _("{name} zit niet in een groep. Zet het kind in een groep, of haal het uit het bestand."),
    "missing_group_name": _("De groep met kenmerk {key} heeft geen naam. Geef de groep een naam in uw administratie."),
    "bad_date": _("De geboortedatum van {name} kunnen we niet lezen: {value}. Schrijf bijvoorbeeld 14-03-2020."),
    "date_in_future": _("De geboortedatum van {name} ligt in de toekomst: {value}. Verbeter de datum."),
    "date_too_long_ago": _("De geboortedatum van {name} is van voor {limit}: {value}. Verbeter de datum."),
    "text_too_long": _("Bij {name} is «{field}» te lang. Gebruik hoogstens {limit} tekens."),
    "bad_email": _("Het e-mailadres van {name} klopt niet: {value}. Verbeter het adres."),
    "control_characters": _("Bij {name} staan onzichtbare tekens in «{field}». Typ dit opnieuw in uw administratie."),
    "lost_letters": _(
        "Bij {name} zijn letters verloren gegaan in «{field}»: {value}. "
        "Bewaar het bestand opnieuw als «CSV UTF-8» of als Excel, en vul de letter in."
    ),
    "too_many_cells": _(
        "Op deze regel staan meer vakken dan er kolommen zijn. Staat er een puntkomma of komma in een naam? "
        "Haal die weg, of bewaar het bestand als Excel."
    ),
    "too_many_mistakes": _(
        "Er zijn meer dan {limit} fouten. We laten de eerste {limit} zien. Is dit wel het goede bestand?"
    ),
}

UNREADABLE = {
    "empty_file": _("Het bestand is leeg. Maak het opnieuw in uw administratie en kies het nog eens."),
    "too_large": _("Het bestand is groter dan {limit} MB. Neem alleen groepen, leerlingen en leerkrachten mee."),
    "not_a_school_file": _("Dit is {found}, geen lijst met leerlingen. Kies een EDEXML-, CSV- of Excel-bestand."),
    "old_excel": _("Dit is een oud Excel-bestand (.xls). Open het in Excel en bewaar het als .xlsx."),
    "encrypted_xlsx": _("Op dit Excel-bestand zit een wachtwoord. Haal het wachtwoord eraf en bewaar het opnieuw."),
    "broken_xlsx": _("Dit Excel-bestand is beschadigd. Open het in Excel, bewaar het opnieuw en kies het nog eens."),
    "zip_bomb": _(
        "Dit bestand is uitgepakt veel te groot. Bewaar alleen de lijst met leerlingen in een nieuw bestand."
    ),
    "truncated": _("Het bestand houdt halverwege op. Maak het opnieuw in uw administratie."),
    "bad_xml": _("Hier klopt de opbouw van het bestand niet. Maak het opnieuw in uw administratie en wijzig niets."),
    "bad_csv": _("Hier staat een aanhalingsteken verkeerd. Haal het weg, of bewaar het bestand als Excel."),
    "wrong_encoding": _(
        "Hier staat een letter die we niet kunnen lezen: het bestand is niet geschreven als {encoding}. "
        "Maak het bestand opnieuw, of bewaar het als UTF-8."
    ),
    "forbidden_xml": _(
        "Dit bestand bevat opdrachten die er niet in horen (DTD). Maak het opnieuw in uw administratie."
    ),
    "not_edexml": _("Dit is geen EDEXML-bestand: het begint met «{root}». Kies in uw administratie voor EDEXML."),
    "too_deep": _("Dit bestand is te ingewikkeld om een EDEXML-bestand te zijn. Maak het opnieuw in uw administratie."),
    "no_pupils": _("Er staat geen enkele leerling in dit bestand. Maak het opnieuw, met leerlingen."),
    "too_many_pupils": _("Er staan meer dan {limit} leerlingen in dit bestand. Lees één school per keer in."),
    "too_many_columns": _("Er zijn meer dan {limit} kolommen. Bewaar alleen de kolommen met naam, datum en groep."),
    "no_headings": _("We vinden geen kolomnamen. Zet op de eerste regel wat in elke kolom staat, zoals «Roepnaam»."),
    "missing_columns": _("Kies nog welke kolom dit is: {columns}."),
}


def sentence(code: str, values: dict[str, str]) -> str:
    """The sentence for a mistake or an unreadable file, with fields and kinds called by their Dutch names."""
    words: dict[str, Any] = {**values, "name": values.get("name") or "?"}
    if "field" in values:
        words["field"] = FIELDS[values["field"]]
    if "found" in values:
        words["found"] = FOUND[values["found"]]
    if "columns" in values:
        words["columns"] = ", ".join(str(FIELDS[column]) for column in values["columns"].split())
    return str(MISTAKES.get(code) or UNREADABLE[code]).format(**words)


def sentence_at(line: int | None, code: str, values: dict[str, str]) -> str:
    """The same with its line in front: «Regel 12: …»."""
    told = sentence(code, values)
    return f"{str(LINE) % {'line': line}}: {told}" if line else told
