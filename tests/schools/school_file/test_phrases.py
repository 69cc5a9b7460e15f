import re
from pathlib import Path

import webapp.schools.school_file as package
from webapp.schools.school_file import kinds, phrases, table

SOURCE = "\n".join(path.read_text() for path in Path(package.__file__).parent.glob("*.py") if path.stem != "phrases")


def test_every_reason_in_the_code_has_a_sentence_and_every_sentence_a_reason():
    refusals = set(re.findall(r'UnreadableFile\(\s*"(\w+)"(?: if cut_off else "(\w+)")?', SOURCE))
    words = set(re.findall(r'"(\w+)"', SOURCE)) | {"missing_given_name", "missing_surname"}

    assert {code for pair in refusals for code in pair if code} <= phrases.UNREADABLE.keys()
    assert (phrases.UNREADABLE.keys() | phrases.MISTAKES.keys()) - words == set()


def test_every_field_and_every_kind_of_file_has_a_dutch_word():
    kinds_told = {found for _, found in kinds.SIGNATURES} | {found for _, found in kinds.ZIP_MEMBERS} - {"xlsx"}

    assert set(table.FIELDS) - phrases.FIELDS.keys() == set()
    assert kinds_told - phrases.FOUND.keys() == set()


def test_a_sentence_calls_fields_by_their_dutch_names():
    assert (
        phrases.sentence("missing_columns", {"columns": "given_name group"})
        == "Kies nog welke kolom dit is: roepnaam, groep."
    )
    assert (
        phrases.sentence("text_too_long", {"field": "surname", "limit": "200", "name": ""})
        == "Bij ? is «achternaam» te lang. Gebruik hoogstens 200 tekens."
    )


def test_what_stood_in_the_file_is_not_taken_as_a_template():
    assert phrases.sentence("bad_email", {"name": "{limit}", "value": "{0}", "field": "email"}) == (
        "Het e-mailadres van {limit} klopt niet: {0}. Verbeter het adres."
    )
