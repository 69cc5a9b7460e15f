"""Units: all for the administrator, settings and logo for the director; counts however many units there are."""

import io

import pytest
from PIL import Image
from playhouse.test_utils import assert_query_count

from webapp.core import clock
from webapp.core.audit import AuditEntry
from webapp.core.errors import Refused
from webapp.core.jobs import WorkerPulse
from webapp.core.mail import OutgoingMail
from webapp.core.pictures import NotAPicture, logo_picture
from webapp.schools.actions.units import add_unit, change_unit
from webapp.schools.models import Link, SchoolImport, StaffMember, Unit
from webapp.schools.queries.units import every_unit_summary, summaries_of, unit_summaries_of

SETTINGS = {
    "name": "De Walnoot",
    "phone": "0591 234567",
    "email": "info@walnoot.example",
    "region": "Midden",
    "colour": "#1D4ED8",
    "guardians_per_code": "2",
    "code_days": "30",
    "links_need_approval": "y",
}


def picture(kind: str = "PNG", size: tuple[int, int] = (600, 300)) -> bytes:
    made = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size).save(made, kind)
    return made.getvalue()


def setting_of(unit: Unit, *names: str) -> list:
    fresh = Unit.get_by_id(unit.id)
    return [getattr(fresh, name) for name in names]


@pytest.fixture
def with_logo(cast, browser_of) -> Unit:
    data = {"logo": (io.BytesIO(picture()), "logo.png")}
    browser_of(cast.peter).post(f"/units/{cast.school.id}/logo", data=data)
    return Unit.get_by_id(cast.school.id)


def test_summary_counts_children_links_groups_and_what_waits(cast):
    Link.update(approved_at=None).where(Link.guardianship.in_(cast.yara.guardianships)).execute()
    Link.update(ended_at=clock.now()).where(Link.guardianship.in_(cast.sem.guardianships)).execute()
    StaffMember.create(unit=cast.school, role="teacher", name="Anna", starts_on=clock.today())
    moment = clock.now().replace(microsecond=0)
    SchoolImport.create(unit=cast.school, file_name="a", file="a", created_at=moment, applied_at=moment)

    (summary,) = unit_summaries_of(cast.ingrid)

    assert (summary.unit, summary.children, summary.linked, summary.unlinked) == (cast.school, 5, 4, 1)
    assert (summary.groups, summary.waiting, summary.uninvited, summary.imported_at) == (5, 1, 1, moment)


def test_summaries_take_as_many_queries_for_one_unit_as_for_three(cast):
    for units in ([cast.bso], [cast.school, cast.bso, cast.other_school]):
        with assert_query_count(5):
            summaries_of(units)


def test_administrator_counts_every_unit(cast):
    assert [(summary.unit.name, summary.children) for summary in every_unit_summary()] == [
        ("De Notenboom", 5),
        ("Het Kompas", 1),
        ("BSO De Notenkraker", 1),
    ]


def test_two_units_of_one_name_are_refused(cast):
    with pytest.raises(Refused, match="unit_name_taken"):
        add_unit(cast.anouk, "Het Kompas", "school", "")
    with pytest.raises(Refused, match="unit_name_taken"):
        change_unit(cast.anouk, cast.school, name="Het Kompas")

    assert (Unit.select().count(), AuditEntry.select().count()) == (3, 0)


def test_nothing_changed_is_nothing_written(cast):
    change_unit(cast.peter, cast.school, name=cast.school.name)

    assert AuditEntry.select().count() == 0


def test_administrator_sees_the_units_and_how_the_portal_runs(cast, browser_of):
    WorkerPulse.create(name="worker", at=clock.now())
    now = clock.now()
    OutgoingMail.create(
        message_id="<1>", to="a@b.example", subject="", text="", html="", state="failed", try_at=now, created_at=now
    )

    page = browser_of(cast.anouk).get("/units").text

    assert [word in page for word in ("De Notenboom", "Het Kompas", "draait, laatst gezien", "a@b.example")] == [
        True,
        True,
        True,
        False,
    ]


def test_stopped_worker_is_told(cast, browser_of):
    assert "staat stil" in browser_of(cast.anouk).get("/units").text


def test_administrator_adds_a_school(cast, browser_of):
    browser = browser_of(cast.anouk)

    page = browser.get("/units/new")
    answer = browser.post("/units", data={"name": "De Eik", "kind": "school", "brin": "97zz"})
    again = browser.post("/units", data={"name": "De Eik", "kind": "school"})

    unit = Unit.get(Unit.name == "De Eik")
    assert (page.status_code, answer.location, unit.brin) == (200, f"/units/{unit.id}/staff/new", "97ZZ")
    assert (again.status_code, "Er is al een school of locatie met deze naam." in again.text) == (422, True)


@pytest.mark.parametrize("name", ["ingrid", "peter", "karima", "joris"])
def test_units_are_404_for_who_is_no_administrator(cast, browser_of, name):
    browser = browser_of(getattr(cast, name))

    answers = [browser.get("/units"), browser.get("/units/new"), browser.post("/units", data={"name": "De Eik"})]

    assert ([answer.status_code for answer in answers], Unit.select().count()) == ([404] * 3, 3)


@pytest.mark.parametrize("name", ["peter", "anouk"])
def test_director_and_administrator_set_the_unit(cast, browser_of, name):
    browser, address = browser_of(getattr(cast, name)), f"/units/{cast.school.id}/settings"

    page, answer = browser.get(address), browser.post(address, data=SETTINGS)

    assert (page.status_code, answer.location) == (200, address)
    assert setting_of(cast.school, "name", "region", "colour", "guardians_per_code", "links_need_approval") == [
        "De Walnoot",
        "Midden",
        "#1d4ed8",
        2,
        True,
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"guardians_per_code": "9"}, "Kies een getal van 1 tot en met 8."),
        ({"code_days": "6"}, "Kies een getal van 7 tot en met 365."),
        ({"code_days": "veel"}, "Schrijf hier een getal."),
        ({"colour": "red"}, "Dit is geen kleur."),
        ({"phone": "bel maar"}, "Dit is geen geldig telefoonnummer."),
        ({"email": "info"}, "Dit is geen geldig e-mailadres."),
        ({"region": "Oost"}, "Kies een van de mogelijkheden."),
        ({"name": "Het Kompas"}, "Er is al een school of locatie met deze naam."),
    ],
)
def test_wrong_setting_gets_a_sentence_and_changes_nothing(cast, browser_of, wrong, sentence):
    answer = browser_of(cast.peter).post(f"/units/{cast.school.id}/settings", data=SETTINGS | wrong)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert setting_of(cast.school, "name", "code_days") == ["De Notenboom", 60]


def test_preview_tells_whether_white_reads_on_a_colour(cast, browser_of):
    browser, address = browser_of(cast.peter), f"/units/{cast.school.id}/settings"

    bright = browser.get(f"{address}?colour=%23ffd400", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    nonsense = browser.get(f"{address}?colour=url(evil)")

    assert ("slecht te lezen" in bright.text, "<h1>" in bright.text) == (True, False)
    assert ("goed te lezen" in nonsense.text, "evil" in nonsense.text) == (True, False)


@pytest.mark.parametrize("name", ["ingrid", "bram", "joris", "karima"])
def test_settings_and_logo_are_404_for_others(cast, browser_of, name):
    browser, unit = browser_of(getattr(cast, name)), f"/units/{cast.school.id}"

    answers = [
        browser.get(f"{unit}/settings"),
        browser.post(f"{unit}/settings", data=SETTINGS),
        browser.post(f"{unit}/logo", data={"logo": (io.BytesIO(picture()), "logo.png")}),
        browser.post(f"{unit}/logo/removal"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert setting_of(cast.school, "name", "logo") == ["De Notenboom", ""]


def test_logo_is_shown_to_anybody_and_kept_for_a_year(cast, client, with_logo):
    answer = client.get(with_logo.logo_url)

    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_logo_keeps_its_shape_and_what_is_transparent_in_it():
    with Image.open(io.BytesIO(logo_picture(picture()))) as logo:
        assert (logo.format, logo.size, logo.mode) == ("WEBP", (256, 128), "RGBA")


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"", b"%PDF-1.7"])
def test_what_is_no_picture_is_no_logo(data):
    with pytest.raises(NotAPicture):
        logo_picture(data)


def test_refused_logo_gets_a_sentence(cast, browser_of):
    data = {"logo": (io.BytesIO(b"<svg/>"), "logo.svg")}

    answer = browser_of(cast.peter).post(f"/units/{cast.school.id}/logo", data=data)

    assert (answer.status_code, "Dit is geen afbeelding die we kunnen openen." in answer.text) == (422, True)
    assert setting_of(cast.school, "logo") == [""]


def test_logo_is_taken_away(cast, browser_of, client, with_logo):
    browser_of(cast.peter).post(f"/units/{cast.school.id}/logo/removal")

    assert client.get(f"/units/{cast.school.id}/logo").status_code == 404
