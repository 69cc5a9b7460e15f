"""The office's pages for its school's file: who may come, what each bad file is told, and that it changes nothing."""

import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest
from playhouse.test_utils import count_queries

from tests.browsers import HTMX
from tests.schools.school_file.test_bad_files import MISTAKES, UNREADABLE, edex
from webapp.core import clock
from webapp.core.db import db
from webapp.core.files import path_of
from webapp.schools.actions.import_files import receive_file
from webapp.schools.actions.import_runs import apply_now, plan_import
from webapp.schools.models import SchoolImport
from webapp.schools.school_file import phrases
from webapp.tables import TABLES

UNTOUCHED = {"school_import", "long_job", "audit_entry", "tally", "session"}
GOOD_TABLE = b"Roepnaam;Achternaam;Groep\nNoor;Vries;Groep 3\nSem;Berg;Groep 4\n"
NOOR = '<leerling key="1"><achternaam>Vries</achternaam><roepnaam>Noor</roepnaam><groep key="3"/></leerling>'
TOLD = {"missing_columns": "Kies de kolom waar dit in staat."}  # on the screen where columns are chosen


def rows_of_everything() -> dict[str, int]:
    tables = [table for table in TABLES if table._meta.table_name not in UNTOUCHED]
    return {table._meta.table_name: table.select().count() for table in tables}


def send(browser, unit, data: bytes, name: str = "leerlingen.xml", **options):
    """As a browser sends it. (The test client would spool a large file to disk and leave it open.)"""
    head = f'--rand\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return browser.post(
        f"/units/{unit.id}/imports",
        data=head.encode() + data + b"\r\n--rand--\r\n",
        content_type="multipart/form-data; boundary=rand",
        **options,
    )


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def latest() -> SchoolImport | None:
    return SchoolImport.select().order_by(SchoolImport.id.desc()).first()


def answer_to_file(browser, unit, data: bytes):
    """What the office sees in the end: refused at once, or read by the job; a table's columns are taken as guessed."""
    answer = send(browser, unit, data)
    if answer.status_code == 422:
        return answer
    school_import = latest()
    if answer.headers["Location"].endswith("/mapping"):
        form = browser.get(answer.headers["Location"])
        chosen = dict(re.findall(r'<select[^>]*name="(\w+)".*?<option selected value="([^"]*)"', form.text, re.S))
        answer = browser.post(answer.headers["Location"], data=chosen)
        if answer.status_code == 422:
            return answer
    plan_import(answer.headers["Location"].rpartition("/")[2], school_import.id)
    return browser.get(f"/imports/{school_import.id}")


@pytest.fixture
def ingrid(cast, browser_of):
    return browser_of(cast.ingrid)


@pytest.fixture
def frozen():
    with clock.frozen_at(datetime(2026, 10, 1, 8, tzinfo=UTC)):
        yield


@pytest.fixture
def unlimited(app, monkeypatch):
    monkeypatch.setattr(next(iter(app.extensions["limiter"])), "enabled", False)


@pytest.mark.parametrize("name", UNREADABLE)
def test_file_that_cannot_be_read_is_told_why_and_changes_nothing(frozen, cast, ingrid, unlimited, name):
    data, code, line = UNREADABLE[name]
    before = rows_of_everything()

    answer = answer_to_file(ingrid, cast.school, data)

    told = words(answer)
    expected = TOLD.get(code) or first_words(code)
    assert expected in told
    if line and answer.status_code == 422 and code != "missing_columns":
        assert f"Regel {line}" in told
    assert "Invoeren:" not in told
    assert rows_of_everything() == before


def first_words(code: str) -> str:
    """The sentence up to the first thing that is filled in."""
    return str(phrases.UNREADABLE[code]).split("{")[0].strip()


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_shown_with_its_line_and_stops_the_import(frozen, cast, ingrid, unlimited, name):
    data, code, line = MISTAKES[name]
    before = rows_of_everything()

    answer = answer_to_file(ingrid, cast.school, data)
    applying = ingrid.post(f"/imports/{latest().id}")

    told = words(answer)
    assert f"Regel {line}" in told
    assert any(phrases.sentence(code, values).split(".")[0] in told for values in values_of(code))
    assert "Invoeren:" not in told
    assert applying.status_code == 422
    assert rows_of_everything() == before


def values_of(code: str) -> list[dict[str, str]]:
    return [values for _, found, values in json.loads(latest().plan)["mistakes"] if found == code]


def test_upload_without_a_file_asks_for_one(cast, ingrid):
    answer = ingrid.post(f"/units/{cast.school.id}/imports", data={})

    assert (answer.status_code, "Kies eerst een bestand." in answer.text) == (422, True)


def test_fifty_megabytes_are_refused_before_they_are_read(cast, ingrid):
    before = rows_of_everything()

    answer = send(ingrid, cast.school, b"a" * 50 * 1024 * 1024)

    assert (answer.status_code, "Dit bestand is te groot" in answer.text) == (413, True)
    assert (rows_of_everything(), SchoolImport.select().count()) == (before, 0)


def test_file_of_another_school_is_stopped_by_its_number(cast, ingrid):
    data = edex(NOOR).replace(
        b"<EDEX>", b"<EDEX><school><brincode>98ZZ</brincode><schoolnaam>Kompas</schoolnaam></school>"
    )

    answer = answer_to_file(ingrid, cast.school, data)

    assert "Dit bestand is van een andere school: het BRIN-nummer in het bestand is 98ZZ (Kompas)." in words(answer)
    assert "Invoeren:" not in answer.text


def test_office_sees_what_happens_and_must_say_twice_that_many_end(cast, ingrid):
    plan = answer_to_file(ingrid, cast.school, edex(NOOR))
    school_import = latest()

    hasty = ingrid.post(f"/imports/{school_import.id}")
    sure = ingrid.post(f"/imports/{school_import.id}", data={"ends_many": "on"})
    apply_now(sure.headers["Location"].rpartition("/")[2], school_import.id)
    done = ingrid.get(f"/imports/{school_import.id}")

    assert "5 van de 5 kinderen staan niet in dit bestand" in words(plan)
    assert "1 kind toevoegen, 5 kinderen beëindigen" in words(plan)
    assert (hasty.status_code, "Zet eerst het vinkje" in hasty.text) == (422, True)
    assert sure.status_code == 303
    assert "Alles is ingevoerd." in done.text
    assert f"/units/{cast.school.id}/link-letters" in done.text


def test_columns_are_guessed_shown_with_a_sample_and_can_be_chosen(cast, ingrid):
    address = send(ingrid, cast.school, b"Wie;Achternaam;Waar\nNoor;Vries;Groep 3\n", "lijst.csv").headers["Location"]

    form = ingrid.get(address)
    wrong = ingrid.post(address, data={"given_name": "Wie", "surname": "Wie"})
    right = ingrid.post(address, data={"given_name": "Wie", "surname": "Achternaam", "group": "Waar"})

    assert '<option selected value="Achternaam">Achternaam (Vries)</option>' in form.text
    assert wrong.status_code == 422
    assert wrong.text.count("Deze kolom is al voor iets anders gekozen.") == 2
    assert wrong.text.count("Kies de kolom waar dit in staat.") == 1
    assert '<option selected value="Wie">' in wrong.text
    assert "/jobs/" in right.headers["Location"]


def test_discarded_file_is_gone(cast, ingrid):
    send(ingrid, cast.school, GOOD_TABLE)
    school_import = latest()

    answer = ingrid.post(f"/imports/{school_import.id}/removal")

    assert answer.headers["Location"] == f"/units/{cast.school.id}/imports"
    assert (latest(), path_of(school_import.file).exists()) == (None, False)


def test_htmx_is_sent_on_to_the_progress(cast, ingrid):
    answer = send(ingrid, cast.school, edex(NOOR), headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Redirect"][:6]) == (204, "/jobs/")


def test_name_of_the_file_is_shown_without_what_nobody_types(cast, ingrid):
    send(ingrid, cast.school, GOOD_TABLE, "lijst\x00\x1b<b>.csv")

    assert latest().file_name == "lijst<b>.csv"


@pytest.mark.parametrize("times", [1, 3])
def test_list_of_imports_takes_as_many_queries_however_many(cast, ingrid, times):
    for _ in range(times):
        receive_file(cast.ingrid, cast.school, "lijst.csv", GOOD_TABLE)

    with count_queries() as counted:
        ingrid.get(f"/units/{cast.school.id}/imports")

    assert counted.count <= 6


@pytest.fixture
def brought(cast) -> SchoolImport:
    return receive_file(cast.ingrid, cast.school, "lijst.csv", GOOD_TABLE)


def addresses(unit_id: int, import_id: int) -> list[tuple[str, str]]:
    return [
        ("GET", f"/units/{unit_id}/imports"),
        ("POST", f"/units/{unit_id}/imports"),
        ("GET", f"/imports/{import_id}"),
        ("POST", f"/imports/{import_id}"),
        ("GET", f"/imports/{import_id}/mapping"),
        ("POST", f"/imports/{import_id}/mapping"),
        ("POST", f"/imports/{import_id}/removal"),
    ]


@pytest.mark.parametrize("name", ["ingrid", "peter"])
def test_office_and_director_see_every_page(cast, browser_of, brought, name):
    browser = browser_of(getattr(cast, name))

    pages = [browser.get(url) for verb, url in addresses(cast.school.id, brought.id) if verb == "GET"]

    assert [answer.status_code for answer in pages] == [200] * 3
    assert "lijst.csv" in pages[0].text


@pytest.mark.parametrize("name", ["joris", "karima", "bram", "anouk"])
def test_teacher_parent_other_unit_and_admin_get_404(cast, browser_of, brought, name):
    browser = browser_of(getattr(cast, name))
    before = SchoolImport.get_by_id(brought.id).__data__

    statuses = [browser.open(url, method=verb).status_code for verb, url in addresses(cast.school.id, brought.id)]

    assert statuses == [404] * 7
    assert SchoolImport.get_by_id(brought.id).__data__ == before


def test_stranger_is_sent_to_sign_in(cast, client, brought):
    answers = [client.open(url, method=verb) for verb, url in addresses(cast.school.id, brought.id)]

    assert ["/sign-in" in answer.headers["Location"] for answer in answers] == [True] * 7
    assert SchoolImport.get_by_id(brought.id).state == "mapping"


# The command line.


@pytest.fixture
def run(app, tmp_path, cast, monkeypatch):
    """`run(data, "--unit", "De Notenboom")`: exit code and what is printed, on the connection of the test."""
    monkeypatch.setattr(db.obj, "connection_context", lambda: db.atomic())

    def command(data: bytes, *options: str):
        path = tmp_path / "school.xml"
        path.write_bytes(data)
        result = app.test_cli_runner().invoke(args=["import", str(path), *options])
        return result.exit_code, result.output

    return command


def test_command_tells_what_would_happen_and_does_nothing(run, cast):
    before = rows_of_everything()

    code, told = run(edex(NOOR), "--unit", "De Notenboom")

    assert code == 0
    assert "1 kind toevoegen" in told
    assert "--apply" in told
    assert rows_of_everything() == before


def test_command_applies(run, cast):
    code, told = run(edex(NOOR), "--unit", str(cast.school.id), "--apply", "--sure")

    assert (code, "Ingevoerd." in told) == (0, True)


def test_command_wants_to_be_sure_when_many_end(run, cast):
    before = rows_of_everything()

    code, told = run(edex(NOOR), "--unit", "De Notenboom", "--apply")

    assert (code, "--sure" in told) == (1, True)
    assert rows_of_everything() == before


def test_command_makes_the_unit_when_asked(run, cast):
    code, _ = run(edex(NOOR), "--unit", "De Linde", "--create-unit", "school", "--apply")
    unknown, told = run(edex(NOOR), "--unit", "De Eik")

    assert (code, unknown) == (0, 1)
    assert "De Eik" in told


def test_command_prints_mistakes_by_line_and_fails(run, cast):
    data, _, line = MISTAKES["a group that is not there"]
    before = rows_of_everything()

    code, told = run(data, "--unit", "De Notenboom", "--apply")

    assert (code, f"Regel {line}:" in told) == (1, True)
    assert rows_of_everything() == before


def test_command_says_why_a_file_cannot_be_read(run, cast):
    code, told = run(b"%PDF-1.7", "--unit", "De Notenboom")

    assert (code, "Dit is een pdf" in told) == (1, True)
